package io.guanjia.cashier;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A month cannot be closed yet: something in it is unfinished, or the books do not agree. */
public final class MonthCloseRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private MonthCloseRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static MonthCloseRefused notOver(Month month) {
        return new MonthCloseRefused("month-not-over", month);
    }

    static MonthCloseRefused sheetsOpen(Month month, int number) {
        return new MonthCloseRefused("month-sheets-open", month, number);
    }

    static MonthCloseRefused controlsDiffer(int number) {
        return new MonthCloseRefused("month-controls-differ", number);
    }

    static MonthCloseRefused alreadyProposed(Month month) {
        return new MonthCloseRefused("month-already-proposed", month);
    }
}
