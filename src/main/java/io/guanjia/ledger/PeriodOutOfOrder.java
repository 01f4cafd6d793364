package io.guanjia.ledger;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** Months close one after the other. */
public class PeriodOutOfOrder extends Refusal {
    private static final long serialVersionUID = 1L;

    PeriodOutOfOrder(Month month, Month earliestOpen) {
        super("period-out-of-order", month, earliestOpen);
    }
}
