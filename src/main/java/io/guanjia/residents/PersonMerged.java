package io.guanjia.residents;

import io.guanjia.kernel.Refusal;

/** The person stands for history only: what is new belongs to whom it was merged into. */
public class PersonMerged extends Refusal {
    private static final long serialVersionUID = 1L;

    PersonMerged(String name, String into) {
        super("person-merged", name, into);
    }
}
