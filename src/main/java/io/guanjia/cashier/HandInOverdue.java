package io.guanjia.cashier;

import io.guanjia.kernel.Refusal;
import java.time.LocalDate;

/** Money of an earlier day has not been handed over: until it is, this collector takes no more (rules.md §6.1). */
public class HandInOverdue extends Refusal {
    private static final long serialVersionUID = 1L;

    HandInOverdue(LocalDate since) {
        super("hand-in-overdue", since);
    }
}
