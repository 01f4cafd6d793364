package io.guanjia.imports;

import io.guanjia.kernel.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The sums that stand between the rows of a paper ledger (小计, 合计): no rows, and told where they differ from the rows above. */
final class LedgerSums {
    private static final int LABEL_COLUMNS = 4;
    private static final Pattern LABEL = Pattern.compile(".{0,20}(?:小计|合计|总计|共计|累计)[:：]?");

    private final Work work;
    private final List<String> columns;
    private final List<Map<String, Money>> rows = new ArrayList<>();
    /** Behind which row the last sum of a kind stood: 6栋小计 and 5栋小计 are one kind. */
    private final Map<String, Integer> last = new HashMap<>();

    LedgerSums(Work work) {
        this.work = work;
        this.columns = java.util.stream.Stream.concat(
                        IntStream.rangeClosed(1, LedgerMonths.MONTHS).mapToObj(LedgerMonths::column),
                        java.util.stream.Stream.of("due", "arrears"))
                .toList();
    }

    /** Whether the row is such a sum; then it is compared with the rows since the last one of its kind. */
    boolean take(RowReader row) {
        @Nullable
        String label = IntStream.range(0, LABEL_COLUMNS)
                .mapToObj(row::compact)
                .filter(text -> LABEL.matcher(text).matches())
                .findFirst()
                .orElse(null);
        if (label == null) {
            rows.add(amounts(row));
            return false;
        }
        compare(row, label);
        return true;
    }

    private Map<String, Money> amounts(RowReader row) {
        Map<String, Money> amounts = new HashMap<>();
        for (String column : columns) {
            Money amount = LedgerMonths.amount(row.cell(column));
            if (amount != null) amounts.put(column, amount);
        }
        return amounts;
    }

    private void compare(RowReader row, String label) {
        Integer from = last.put(kind(label), rows.size());
        List<Map<String, Money>> summed = rows.subList(Objects.requireNonNullElse(from, 0), rows.size());
        amounts(row).forEach((column, written) -> {
            Money sum = Money.sum(summed.stream().map(one -> one.getOrDefault(column, Money.ZERO)));
            if (!sum.equals(written)) {
                work.warn(row.at().rejected("sum-differs", label, row.title(column), written.format(), sum.format()));
            }
        });
    }

    private static String kind(String label) {
        return label.replaceAll("[0-9A-Za-z#一二三四五六七八九十百:：]+", "");
    }
}
