package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.VacancyReason;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is typed about a vacancy. */
final class VacancyForms {

    private VacancyForms() {}

    record Begin(
            @NotNull @Nullable LocalDate from,
            @NotNull @Nullable VacancyReason reason,
            @Nullable String words,
            @NotBlank @Nullable String applicant,
            @NotNull @Nullable LocalDate appliedOn,
            @Nullable String keyNumber,
            @Nullable BigDecimal water,
            @Nullable BigDecimal power,
            @Nullable LocalDate confirmedOn) {

        @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
        NewVacancy entry() {
            return new NewVacancy(
                    from, reason, words, applicant, appliedOn, keyNumber, new Vacancy.Dials(water, power), confirmedOn);
        }
    }

    record End(
            @NotNull @Nullable LocalDate until,
            @NotNull @Nullable PremisesStatus status,
            @Nullable String reason) {

        @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
        Vacancies.Ending ending() {
            return new Vacancies.Ending(until, status, reason);
        }
    }

    record Look(
            @NotNull @Nullable LocalDate on,
            @NotBlank @Nullable String by,
            boolean found,
            @Nullable String finding,
            @Nullable BigDecimal water,
            @Nullable BigDecimal power) {

        @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
        Vacancy.Round entry() {
            return new Vacancy.Round(on, by, found, finding, new Vacancy.Dials(water, power));
        }
    }

    static End ending(LocalDate today) {
        return new End(today, null, null);
    }

    static Look round(LocalDate today, String by) {
        return new Look(today, by, false, null, null, null);
    }
}
