package io.guanjia.billing;

import io.guanjia.kernel.Refusal;

/** Charges of the run have been paid, so it can no longer be reversed whole. */
public class BillRunAllocated extends Refusal {
    private static final long serialVersionUID = 1L;

    BillRunAllocated(long charges) {
        super("bill-run-allocated", charges);
    }
}
