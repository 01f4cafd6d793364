package io.guanjia.residents;

import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Text;

/** Somebody was faster: the merge is something else by now. */
public class MergeNotInThatState extends Refusal {
    private static final long serialVersionUID = 1L;

    MergeNotInThatState(MergeState state) {
        super("merge-not-in-that-state", Text.of("residents.merge.state." + state));
    }
}
