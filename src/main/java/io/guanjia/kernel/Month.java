package io.guanjia.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/** A calendar month, the unit of bills and of closing; written {@code 2026-03}. */
public record Month(YearMonth value) implements Comparable<Month> {

    public static Month of(int year, int month) {
        return new Month(YearMonth.of(year, month));
    }

    public static Month of(LocalDate day) {
        return new Month(YearMonth.from(day));
    }

    /** Reads {@code 2026-03}; anything else is refused with {@link MalformedValue}. */
    public static Month parse(String text) {
        try {
            return new Month(YearMonth.parse(ChineseText.compact(text)));
        } catch (DateTimeException malformed) {
            throw new MalformedValue("month-malformed", malformed);
        }
    }

    public int year() {
        return value.getYear();
    }

    public int number() {
        return value.getMonthValue();
    }

    public LocalDate firstDay() {
        return value.atDay(1);
    }

    public LocalDate lastDay() {
        return value.atEndOfMonth();
    }

    public int days() {
        return value.lengthOfMonth();
    }

    /** That day of the month, or its last day when the month is shorter (rules.md §0). */
    public LocalDate atDay(int day) {
        return value.atDay(Math.min(day, days()));
    }

    public boolean contains(LocalDate day) {
        return value.equals(YearMonth.from(day));
    }

    public DateSpan span() {
        return new DateSpan(firstDay(), lastDay());
    }

    public Month plus(int months) {
        return new Month(value.plusMonths(months));
    }

    public Month next() {
        return plus(1);
    }

    public Month previous() {
        return plus(-1);
    }

    public boolean isBefore(Month other) {
        return value.isBefore(other.value);
    }

    public boolean isAfter(Month other) {
        return value.isAfter(other.value);
    }

    @Override
    public int compareTo(Month other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
