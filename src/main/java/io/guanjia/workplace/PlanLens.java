package io.guanjia.workplace;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.Objects;

/** What the colour and the mark of a square tell. */
enum PlanLens {
    /** Nothing owed, not yet due, or how many months overdue: the bounds are those of the aging (rules.md §7.2). */
    ARREARS(8) {
        @Override
        int band(PlanSquare square, LocalDate today) {
            Money owed = Objects.requireNonNullElse(square.owed(), Money.ZERO);
            if (owed.fen() <= 0) {
                return 0;
            }
            int months = square.monthsOverdue(today);
            int band = 1;
            for (int bound : MONTHS) {
                band += months > bound ? 1 : 0;
            }
            return band;
        }
    },
    STATUS(PremisesStatus.values().length) {
        @Override
        int band(PlanSquare square, LocalDate today) {
            return square.status().ordinal();
        }
    };

    private static final int[] MONTHS = {0, 3, 6, 12, 24, 36};

    private final int bands;

    PlanLens(int bands) {
        this.bands = bands;
    }

    int bands() {
        return bands;
    }

    abstract int band(PlanSquare square, LocalDate today);
}
