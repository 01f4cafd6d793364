package io.guanjia.ledger;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A month closes on its last day at the earliest. */
public class PeriodNotOver extends Refusal {
    private static final long serialVersionUID = 1L;

    PeriodNotOver(Month month) {
        super("period-not-over", month, month.lastDay());
    }
}
