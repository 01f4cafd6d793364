package io.guanjia.workplace;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One premises as a square of the building plan.
 *
 * @param owner masked; null where nobody answers or the viewer may not read residents
 * @param owed null for those who may not read bills
 * @param oldestDueOn of what is overdue; null: nothing is
 */
record PlanSquare(
        long id,
        PremisesKind kind,
        String code,
        String door,
        @Nullable String entrance,
        @Nullable Integer floor,
        PremisesStatus status,
        @Nullable String owner,
        @Nullable Money owed,
        @Nullable LocalDate oldestDueOn) {

    /** How many months the oldest debt is overdue, begun ones counted (rules.md §7.2); 0: nothing is. */
    int monthsOverdue(LocalDate today) {
        if (oldestDueOn == null) {
            return 0;
        }
        int months = Math.toIntExact(java.time.temporal.ChronoUnit.MONTHS.between(oldestDueOn, today));
        while (oldestDueOn.plusMonths(months).isBefore(today)) {
            months++;
        }
        return months;
    }
}
