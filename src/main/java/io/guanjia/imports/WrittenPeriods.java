package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Month;
import io.guanjia.sheets.Cell;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Periods as people write them: 2025-03, 2025年1-3月, 2025年第一季度, 2025年上半年, 2025年, 2025.1.1-2025.3.31. */
final class WrittenPeriods {
    private static final Pattern YEAR = Pattern.compile("(\\d{4})年?(?:度|全年)?");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-./年])?(0[1-9]|1[0-2]|[1-9])月?(?:份)?");
    private static final Pattern MONTHS =
            Pattern.compile("(\\d{4})[-./年](\\d{1,2})月?[-~至到—](?:(\\d{4})[-./年])?(\\d{1,2})月?(?:份)?");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})年?(?:第?([一二三四1-4])季度|[Qq]([1-4]))");
    private static final Pattern HALF = Pattern.compile("(\\d{4})年?([上下])半年");
    private static final Pattern DAYS =
            Pattern.compile("(\\d{4}[-./年]\\d{1,2}[-./月]\\d{1,2}日?)(?:[-~至到—]+)(\\d{4}[-./年]\\d{1,2}[-./月]\\d{1,2}日?)");
    private static final List<String> NUMERALS = List.of("一", "二", "三", "四");
    private static final int QUARTER_MONTHS = 3;
    private static final int HALF_MONTHS = 6;

    private WrittenPeriods() {}

    /** Null when it is none. */
    static @Nullable DateSpan of(String written) {
        String text = ChineseText.compact(written);
        try {
            Matcher days = DAYS.matcher(text);
            if (days.matches()) return span(day(days.group(1)), day(days.group(2)));
            Matcher months = MONTHS.matcher(text);
            if (months.matches()) {
                String until = months.group(3) == null ? months.group(1) : months.group(3);
                return months(month(months.group(1), months.group(2)), month(until, months.group(4)));
            }
            Matcher year = YEAR.matcher(text);
            if (year.matches()) return months(month(year.group(1), "1"), month(year.group(1), "12"));
            Matcher month = MONTH.matcher(text);
            if (month.matches()) return month(month.group(1), month.group(2)).span();
            return part(text);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable DateSpan part(String text) {
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            String number = quarter.group(2) == null ? quarter.group(3) : quarter.group(2);
            int place = NUMERALS.contains(number) ? NUMERALS.indexOf(number) : Integer.parseInt(number) - 1;
            Month first = month(quarter.group(1), String.valueOf(place * QUARTER_MONTHS + 1));
            return months(first, first.plus(QUARTER_MONTHS - 1));
        }
        Matcher half = HALF.matcher(text);
        if (!half.matches()) return null;
        Month first = month(half.group(1), half.group(2).equals("上") ? "1" : "7");
        return months(first, first.plus(HALF_MONTHS - 1));
    }

    private static @Nullable DateSpan months(Month first, Month last) {
        return span(first.firstDay(), last.lastDay());
    }

    static @Nullable DateSpan span(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null || to.isBefore(from) ? null : new DateSpan(from, to);
    }

    private static Month month(String year, String month) {
        return Month.of(Integer.parseInt(year), Integer.parseInt(month));
    }

    private static @Nullable LocalDate day(String text) {
        return WrittenDates.of(new Cell(Cell.Kind.TEXT, text, false), 0);
    }
}
