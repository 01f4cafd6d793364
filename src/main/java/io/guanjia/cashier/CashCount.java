package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notes and coins counted by denomination (rules.md §6.1).
 *
 * @param pieces by denomination in fen, the largest first; a denomination that is not named was not there
 */
public record CashCount(SortedMap<Integer, Integer> pieces) {
    /** In fen: 100, 50, 20, 10, 5, 2 and 1 yuan, 5, 2 and 1 jiao, 5, 2 and 1 fen. */
    public static final List<Integer> DENOMINATIONS =
            List.of(10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1);

    private static final int MOST_PIECES = 1_000_000;

    public CashCount {
        SortedMap<Integer, Integer> sorted = new TreeMap<>(Comparator.reverseOrder());
        sorted.putAll(pieces);
        sorted.forEach((denomination, number) -> {
            if (!DENOMINATIONS.contains(denomination)) {
                throw new InvalidInput("count." + denomination, "cash-denomination-unknown", denomination);
            }
            if (number == null || number < 0 || number > MOST_PIECES) {
                throw new InvalidInput("count." + denomination, "cash-pieces", new Money(denomination).format());
            }
        });
        pieces = Collections.unmodifiableSortedMap(sorted);
    }

    @JsonCreator
    public static CashCount of(Map<Integer, Integer> pieces) {
        return new CashCount(new TreeMap<>(pieces));
    }

    @JsonValue
    public Map<Integer, Integer> asMap() {
        return pieces;
    }

    public Money total() {
        return new Money(pieces.entrySet().stream()
                .mapToLong(entry -> Math.multiplyExact((long) entry.getKey(), (long) entry.getValue()))
                .sum());
    }
}
