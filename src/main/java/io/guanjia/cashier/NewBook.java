package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.kernel.InvalidInput;
import java.util.HashSet;
import java.util.List;

/**
 * A book as it comes from the printer, or as it is laid down for printing by ourselves.
 *
 * @param prefix printed before the number, may be empty
 * @param digits of the number as printed, filled with zeros
 * @param copies labels of the copies of one receipt, the stub first: 存根联, 客户联, 记账联
 */
public record NewBook(String prefix, long firstNo, long lastNo, int digits, List<String> copies, ReceiptLayout layout) {
    static final int NUMBERS_MAX = 10_000;

    public NewBook {
        prefix = prefix == null ? "" : prefix.strip();
        copies = copies == null ? List.of() : List.copyOf(copies);
        layout = layout == null ? ReceiptLayout.PLAIN : layout;
    }

    String number(long no) {
        return number(prefix, digits, no);
    }

    static String number(String prefix, int digits, long no) {
        String plain = Long.toString(no);
        return prefix + "0".repeat(Math.max(0, digits - plain.length())) + plain;
    }

    void check() {
        require(prefix.matches("[A-Z0-9-]{0,10}"), "prefix", "receipt-book-prefix");
        require(digits >= 1 && digits <= 12, "digits", "receipt-book-digits");
        require(firstNo >= 0, "firstNo", "receipt-book-range");
        require(lastNo >= firstNo && lastNo - firstNo < NUMBERS_MAX, "lastNo", "receipt-book-range");
        require(Long.toString(lastNo).length() <= digits, "lastNo", "receipt-book-range-digits");
        boolean named = copies.stream().allMatch(copy -> !copy.isBlank() && copy.length() <= 20);
        boolean different = new HashSet<>(copies).size() == copies.size();
        require(!copies.isEmpty() && copies.size() <= 6 && named && different, "copies", "receipt-book-copies");
    }

    private static void require(boolean holds, String field, String code) {
        if (!holds) {
            throw new InvalidInput(field, code);
        }
    }
}
