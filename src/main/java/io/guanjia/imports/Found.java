package io.guanjia.imports;

import io.guanjia.kernel.Money;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook holds.
 *
 * @param counts by kind: {@code import.found.<kind>}
 * @param totalArea of rooms and shops in ㎡
 * @param monthlyFees of a full month, by charge item
 * @param amounts sums of money: {@code import.amount.<code>}
 * @param byBuilding what is owed, by the code of the building
 */
record Found(
        Map<String, Integer> counts,
        @Nullable BigDecimal totalArea,
        Map<String, Money> monthlyFees,
        Map<String, Money> amounts,
        Map<String, Money> byBuilding) {

    Found(Map<String, Integer> counts, @Nullable BigDecimal totalArea, Map<String, Money> monthlyFees) {
        this(counts, totalArea, monthlyFees, Map.of(), Map.of());
    }

    static Found rows(int rows) {
        return new Found(Map.of("rows", rows), null, Map.of());
    }
}
