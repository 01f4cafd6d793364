package io.guanjia.cashier;

import io.guanjia.kernel.Refusal;

/** Whoever takes money has no open book with an unused number here: without a receipt no money is taken (rules.md §5.2). */
public class NoUsableReceiptNumber extends Refusal {
    private static final long serialVersionUID = 1L;

    NoUsableReceiptNumber() {
        super("no-usable-receipt-number");
    }
}
