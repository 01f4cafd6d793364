package io.guanjia.cashier;

import org.springframework.stereotype.Component;

@Component
class ReceiptPaper {
    byte[] pdf(Receipt receipt, int reprint) {
        throw new UnsupportedOperationException();
    }
}
