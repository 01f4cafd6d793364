package io.guanjia.residents;

import io.guanjia.kernel.Refusal;

/** Something came after the merge that cannot be told apart any more. */
public class MergeStands extends Refusal {
    private static final long serialVersionUID = 1L;

    MergeStands(int entries) {
        super("merge-stands", entries);
    }
}
