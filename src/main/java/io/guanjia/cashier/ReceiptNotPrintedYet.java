package io.guanjia.cashier;

import io.guanjia.kernel.Refusal;

/** The first printing is the receipt itself and belongs to whoever took the money. */
public class ReceiptNotPrintedYet extends Refusal {
    private static final long serialVersionUID = 1L;

    ReceiptNotPrintedYet(String number, String collector) {
        super("receipt-not-printed-yet", number, collector);
    }
}
