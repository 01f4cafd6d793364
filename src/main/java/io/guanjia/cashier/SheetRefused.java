package io.guanjia.cashier;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;

/** A day sheet cannot take that step now; the code says why and the sentence what to do next. */
public final class SheetRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private SheetRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static SheetRefused notToCount() {
        return new SheetRefused("sheet-not-to-count");
    }

    static SheetRefused voidsWaiting(int number) {
        return new SheetRefused("sheet-voids-waiting", number);
    }

    static SheetRefused notSubmitted() {
        return new SheetRefused("sheet-not-submitted");
    }

    static SheetRefused ownCash() {
        return new SheetRefused("sheet-own-cash");
    }

    static SheetRefused differenceNotApproved(Money difference) {
        return new SheetRefused("sheet-difference-not-approved", difference);
    }

    static SheetRefused reasonNeeded(Money difference) {
        return new SheetRefused("sheet-reason-needed", difference);
    }

    static SheetRefused chequesDiffer(Money expected) {
        return new SheetRefused("sheet-cheques-differ", expected);
    }
}
