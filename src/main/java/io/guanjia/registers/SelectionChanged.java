package io.guanjia.registers;

import io.guanjia.kernel.Refusal;

/** Between looking and agreeing other rows came under the filter, or some left it. */
final class SelectionChanged extends Refusal {

    private static final long serialVersionUID = 1L;

    SelectionChanged(int seen, int now) {
        super("register-selection-changed", seen, now);
    }
}
