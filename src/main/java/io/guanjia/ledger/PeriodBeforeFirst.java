package io.guanjia.ledger;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Nothing was posted in that month or before it, so there is nothing to close. */
public class PeriodBeforeFirst extends Refusal {
    private static final long serialVersionUID = 1L;

    private PeriodBeforeFirst(String code, Object... arguments) {
        super(code, arguments);
    }

    /** @param first null when nothing was posted at all */
    static PeriodBeforeFirst of(Month month, @Nullable Month first) {
        return first == null
                ? new PeriodBeforeFirst("period-without-postings", month)
                : new PeriodBeforeFirst("period-before-first", month, first);
    }
}
