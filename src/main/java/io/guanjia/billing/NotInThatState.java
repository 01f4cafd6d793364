package io.guanjia.billing;

import io.guanjia.kernel.Refusal;

/** A bill run or one-off charge is not where that step begins; somebody else may have taken the step. */
public class NotInThatState extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param kind {@code bill-run} or {@code one-off}, the first half of the code */
    NotInThatState(String kind, Enum<?> state) {
        super(kind + "-not-in-state", state.name());
    }
}
