package io.guanjia.cashier;

import io.guanjia.cashier.ReceiptContent.Line;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a receipt as paper shows them: fees of one item that were paid in full for months in a row stand on one line, so that
 * a year paid at once does not need a second page.
 */
final class ReceiptRows {
    private ReceiptRows() {}

    /** @param months how many charges stand on this line */
    record Row(
            String premises,
            String item,
            String period,
            @Nullable String quantity,
            @Nullable String unitPrice,
            int months,
            Money charged,
            Money amount,
            Money openAfter) {}

    static List<Row> of(List<Line> lines) {
        List<List<Line>> groups = new ArrayList<>();
        for (Line line : inReadingOrder(lines)) {
            List<Line> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (!last.isEmpty() && continues(last.get(last.size() - 1), line)) {
                last.add(line);
            } else {
                groups.add(new ArrayList<>(List.of(line)));
            }
        }
        return groups.stream().map(ReceiptRows::row).toList();
    }

    /**
     * For a form with room for only so many lines: beyond it one line a premises and item, and what even then is too much in a last
     * one without a name.
     */
    static List<Row> atMost(int most, List<Line> lines) {
        List<Row> rows = of(lines);
        if (rows.size() <= most) {
            return rows;
        }
        Map<String, List<Line>> byItem = new LinkedHashMap<>();
        lines.forEach(line -> byItem.computeIfAbsent(line.premises() + " " + line.item(), key -> new ArrayList<>())
                .add(line));
        rows = byItem.values().stream().map(ReceiptRows::row).toList();
        if (rows.size() <= most) {
            return rows;
        }
        List<Row> kept = new ArrayList<>(rows.subList(0, most - 1));
        kept.add(rest(rows.subList(most - 1, rows.size())));
        return kept;
    }

    /** The months of one item behind one another, items and premises in the order in which they were settled. */
    private static List<Line> inReadingOrder(List<Line> lines) {
        Map<String, List<Line>> byItem = new LinkedHashMap<>();
        lines.forEach(line -> byItem.computeIfAbsent(line.premises() + " " + line.item(), key -> new ArrayList<>())
                .add(line));
        return byItem.values().stream()
                .flatMap(same -> same.stream().sorted(Comparator.comparing(Line::from)))
                .toList();
    }

    private static boolean continues(Line before, Line line) {
        return before.premises().equals(line.premises())
                && before.item().equals(line.item())
                && Objects.equals(before.quantity(), line.quantity())
                && Objects.equals(before.unitPrice(), line.unitPrice())
                && before.to().plusDays(1).equals(line.from())
                && isWholeMonthInFull(before)
                && isWholeMonthInFull(line);
    }

    private static boolean isWholeMonthInFull(Line line) {
        Month month = Month.parse(line.month());
        return line.from().equals(month.firstDay())
                && line.to().equals(month.lastDay())
                && line.amount().equals(line.charged());
    }

    private static Row row(List<Line> lines) {
        Line first = lines.get(0);
        Line last = lines.get(lines.size() - 1);
        boolean alike = lines.stream()
                .allMatch(line -> Objects.equals(line.quantity(), first.quantity())
                        && Objects.equals(line.unitPrice(), first.unitPrice()));
        return new Row(
                first.premises(),
                first.item(),
                period(first, last),
                alike ? first.quantity() : null,
                alike ? first.unitPrice() : null,
                lines.size(),
                Money.sum(lines.stream().map(Line::charged)),
                Money.sum(lines.stream().map(Line::amount)),
                Money.sum(lines.stream().map(Line::openAfter)));
    }

    private static String period(Line first, Line last) {
        Month begins = Month.parse(first.month());
        Month ends = Month.parse(last.month());
        if (first.from().equals(begins.firstDay()) && last.to().equals(ends.lastDay())) {
            return begins.equals(ends) ? begins.toString() : begins + " 至 " + ends;
        }
        return first.from() + " 至 " + last.to();
    }

    private static Row rest(List<Row> rows) {
        return new Row(
                "",
                "",
                "",
                null,
                null,
                rows.stream().mapToInt(Row::months).sum(),
                Money.sum(rows.stream().map(Row::charged)),
                Money.sum(rows.stream().map(Row::amount)),
                Money.sum(rows.stream().map(Row::openAfter)));
    }
}
