package io.guanjia.kernel;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days from one date to another, both included (rules.md §0).
 *
 * @param to the last day, or null while no end is known
 */
public record DateSpan(LocalDate from, @Nullable LocalDate to) {

    public DateSpan {
        if (to != null && to.isBefore(from)) {
            throw new MalformedValue("span-ends-before-it-starts");
        }
    }

    public static DateSpan from(LocalDate from) {
        return new DateSpan(from, null);
    }

    public boolean isOpen() {
        return to == null;
    }

    /** How many days, both ends counted; a span without an end has no number of days. */
    public int days() {
        if (to == null) {
            throw new IllegalStateException("A span without an end has no number of days: " + this);
        }
        return Math.toIntExact(DAYS.between(from, to) + 1);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public boolean overlaps(DateSpan other) {
        return intersect(other).isPresent();
    }

    /** The days that both spans have, or nothing. */
    public Optional<DateSpan> intersect(DateSpan other) {
        LocalDate start = from.isAfter(other.from) ? from : other.from;
        LocalDate end = earlier(to, other.to);
        return end != null && end.isBefore(start) ? Optional.empty() : Optional.of(new DateSpan(start, end));
    }

    /** The part of this span that lies in the month, or nothing. */
    public Optional<DateSpan> clip(Month month) {
        return intersect(month.span());
    }

    /** The same beginning with this last day. */
    public DateSpan until(LocalDate lastDay) {
        return new DateSpan(from, lastDay);
    }

    @Override
    public String toString() {
        return from + ".." + (to == null ? "" : to);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.isBefore(two) ? one : two;
    }
}
