package io.guanjia.openings;

import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** Opening balances cannot take that step now; the code says why and the sentence what to do next. */
public final class OpeningRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private OpeningRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static OpeningRefused inState(StatementState state) {
        return new OpeningRefused("opening-state", state);
    }

    /** Somebody charged that month of these premises between proposal and signature. */
    static OpeningRefused charged(String premises, Month month) {
        return new OpeningRefused("opening-charged", premises, month);
    }

    /** The import that brought it cannot go while it is posted. */
    static OpeningRefused posted(int year) {
        return new OpeningRefused("opening-posted", year);
    }

    /** It waits for its signature; only who proposed it takes it back. */
    static OpeningRefused proposedBy(String name) {
        return new OpeningRefused("opening-proposed-by", name);
    }

    static OpeningRefused monthClosed(Month month) {
        return new OpeningRefused("opening-month-closed", month);
    }
}
