package io.guanjia.kernel;

import java.time.LocalDate;

/** How far ahead somebody may enter a day: a sale or a lease is known a year before, a year of 2206 is a slip of the hand. */
public final class DaysAhead {
    public static final int MOST = 366;

    private DaysAhead() {}

    /** @throws InvalidInput for a day beyond that */
    public static void check(String field, LocalDate day, LocalDate today) {
        if (day.isAfter(today.plusDays(MOST))) {
            throw new InvalidInput(field, "day-too-far-ahead", MOST);
        }
    }
}
