package io.guanjia.estate;

import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.kernel.Masked;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 空置: premises in which nobody lives, with what a discount will need one day (rules.md §1.5, §11).
 *
 * @param until the first day on which they are not vacant any more; null: still vacant
 * @param applicant who said so, as it was said
 * @param appliedOn when the office was told
 * @param confirmedOn when somebody of the office looked and found it so; null: not yet
 * @param rounds who looked when and found what, the latest first
 */
public record Vacancy(
        long id,
        LocalDate from,
        @Nullable LocalDate until,
        VacancyReason reason,
        @Nullable String words,
        String applicant,
        LocalDate appliedOn,
        @Nullable String keyNumber,
        Dials dials,
        @Nullable LocalDate confirmedOn,
        @Nullable String confirmedBy,
        Instant registeredAt,
        @Nullable String registeredBy,
        @Nullable String endReason,
        int version,
        List<Round> rounds) {

    /** What water and power meters showed; null: nobody read it. */
    public record Dials(
            @Nullable BigDecimal water, @Nullable BigDecimal power) {}

    /** @param found something has to be seen to, which the finding says */
    public record Round(
            LocalDate on,
            String by,
            boolean found,
            @Nullable String finding,
            Dials dials) {}

    Vacancy masked() {
        return new Vacancy(
                id,
                from,
                until,
                reason,
                null,
                Masked.name(applicant),
                appliedOn,
                keyNumber,
                dials,
                confirmedOn,
                confirmedBy,
                registeredAt,
                registeredBy,
                endReason,
                version,
                rounds);
    }

    public boolean isOpen() {
        return until == null;
    }
}
