package io.guanjia.mending;

import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Text;

/** Somebody was faster: the correction is something else by now. */
public class CorrectionNotInThatState extends Refusal {
    private static final long serialVersionUID = 1L;

    CorrectionNotInThatState(CorrectionState state) {
        super("correction-not-in-that-state", Text.of("mending.state." + state));
    }
}
