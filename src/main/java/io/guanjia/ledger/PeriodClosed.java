package io.guanjia.ledger;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A posting into a closed month, or closing it again. What is to be corrected goes into an open month (rules.md §6.3). */
public class PeriodClosed extends Refusal {
    private static final long serialVersionUID = 1L;

    PeriodClosed(Month month, Month firstOpen) {
        super("period-closed", month, firstOpen);
    }
}
