package io.guanjia.billing;

import io.guanjia.kernel.Refusal;

/** Charges of a run or document have been paid, so it can no longer be reversed whole. */
public class ChargesAllocated extends Refusal {
    private static final long serialVersionUID = 1L;

    ChargesAllocated(long charges) {
        super("charges-allocated", charges);
    }
}
