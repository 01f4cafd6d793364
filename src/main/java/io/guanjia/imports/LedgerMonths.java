package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.sheets.Cell;
import io.guanjia.sheets.Header.Wanted;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The twelve month columns of a paper ledger (台账): amounts, blanks, or words. */
final class LedgerMonths {
    static final int MONTHS = 12;
    private static final int FIRST_YEAR = 2010;
    private static final int LAST_YEAR = 2040;
    private static final List<String> NUMERALS = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二");
    private static final Set<String> PAID =
            Set.of("已缴", "已交", "已收", "已付", "缴清", "交清", "结清", "付清", "已结清", "已缴清", "清", "√", "✓", "✔");
    private static final Set<String> UNPAID =
            Set.of("欠", "欠费", "欠缴", "未缴", "未交", "未收", "未付", "×", "✗", "x", "X", "-", "—", "/", "无");
    private static final Set<String> NOT_DUE = Set.of("免", "减免", "免收", "免缴", "免交");

    private LedgerMonths() {}

    /** What a month came to: both zero where nothing was due. */
    record Said(Money paid, Money open) {}

    static String column(int month) {
        return "month" + month;
    }

    static List<Wanted> columns() {
        return IntStream.rangeClosed(1, MONTHS)
                .mapToObj(month -> Wanted.optional(column(month), titles(month).toArray(String[]::new)))
                .toList();
    }

    private static Stream<String> titles(int month) {
        String numeral = NUMERALS.get(month - 1);
        Stream<String> plain =
                Stream.of(month + "月", String.format("%02d月", month), numeral + "月", month + "月份", numeral + "月份");
        return Stream.concat(
                plain,
                IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                        .boxed()
                        .flatMap(year -> Stream.of(
                                year + "年" + month + "月",
                                year + "." + month,
                                String.format("%d-%02d", year, month),
                                String.format("%d-%02d-01", year, month))));
    }

    /** Null, and the row rejected, where nobody can say what the cell means. */
    static @Nullable Said read(RowReader row, Month month, Money due) {
        String column = column(month.number());
        Cell cell = row.cell(column);
        String text = ChineseText.compact(cell.text());
        if (text.isEmpty() || UNPAID.contains(text)) return new Said(Money.ZERO, due);
        LocalDate day = day(cell, month.year());
        if (day != null) row.refuseFuture(column, day);
        if (PAID.contains(text) || day != null) return row.good() ? new Said(due, Money.ZERO) : null;
        if (NOT_DUE.contains(text)) return new Said(Money.ZERO, Money.ZERO);
        Money paid = amount(cell);
        if (paid == null || paid.isNegative()) {
            row.reject("month-unclear", row.title(column), cell.text());
            return null;
        }
        if (paid.isMoreThan(due)) {
            row.reject("paid-more", row.title(column), paid.format(), due.format());
            return null;
        }
        return new Said(paid, due.minus(paid));
    }

    /** The day on which it was paid stands there. */
    private static @Nullable LocalDate day(Cell cell, int year) {
        return cell.kind() == Cell.Kind.NUMBER ? null : WrittenDates.of(cell, year);
    }

    /** Null where the cell holds none. */
    static @Nullable Money amount(Cell cell) {
        String text = ChineseText.compact(cell.text()).replaceAll("[¥元,]", "");
        if (text.isEmpty()) return null;
        try {
            return Money.parse(text);
        } catch (MalformedValue words) {
            return null;
        }
    }
}
