package io.guanjia.cashier;

import io.guanjia.kernel.InvalidInput;
import java.util.HashSet;
import java.util.List;

/**
 * Why a receipt shall be void, and which of its copies lie before the collector.
 *
 * @param copies labels of the book, every one of which is needed
 */
public record RequestVoid(String reason, List<String> copies) {
    static final int REASON_MAX = 200;

    public RequestVoid {
        reason = reason == null ? "" : reason.strip();
        copies = copies == null ? List.of() : List.copyOf(copies);
    }

    /** The copies must be exactly the book's: one that is missing lies with the customer (rules.md §5.3). */
    void check(String number, List<String> ofBook) {
        if (reason.isEmpty() || reason.length() > REASON_MAX) {
            throw new InvalidInput("reason", "void-reason", REASON_MAX);
        }
        if (!new HashSet<>(ofBook).containsAll(copies)) {
            throw new InvalidInput("copies", "void-copies-unknown", String.join("、", ofBook));
        }
        List<String> missing =
                ofBook.stream().filter(copy -> !copies.contains(copy)).toList();
        if (!missing.isEmpty()) {
            throw VoidRefused.copiesMissing(number, missing);
        }
    }
}
