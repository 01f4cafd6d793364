package io.guanjia.billing;

import io.guanjia.kernel.Refusal;
import io.guanjia.web.Text;

/** A bill run or one-off charge is not where that step begins; somebody else may have taken the step. */
public class NotInThatState extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param kind {@code bill-run} or {@code one-off-charge}, the first half of the code */
    NotInThatState(String kind, Enum<?> state) {
        super(kind + "-not-in-state", Text.of("billing." + kind + ".state." + state.name()));
    }
}
