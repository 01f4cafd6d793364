package io.guanjia.cashier;

import io.guanjia.kernel.Refusal;

/** A receipt book cannot be registered, issued or taken back that way (rules.md §5.2). */
public final class BookRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private BookRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static BookRefused overlaps(String first, String last) {
        return new BookRefused("receipt-book-overlaps", first, last);
    }

    static BookRefused notToBeIssued() {
        return new BookRefused("receipt-book-not-to-be-issued");
    }

    static BookRefused holderMayNotCollect(String holder) {
        return new BookRefused("receipt-book-holder-may-not-collect", holder);
    }

    static BookRefused holderHasOne(String holder, String first, String last) {
        return new BookRefused("receipt-book-holder-has-one", holder, first, last);
    }

    static BookRefused notOut() {
        return new BookRefused("receipt-book-not-out");
    }

    /** Giver and taker sign the move, so they are two persons. */
    static BookRefused samePerson() {
        return new BookRefused("receipt-book-same-person");
    }

    static BookRefused voidWaits(String number) {
        return new BookRefused("receipt-book-void-waits", number);
    }
}
