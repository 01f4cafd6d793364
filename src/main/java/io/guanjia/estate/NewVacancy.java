package io.guanjia.estate;

import io.guanjia.db.estate.enums.VacancyReason;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A vacancy as it is registered. @param confirmedOn when the one who registers looked himself; null: nobody has yet */
public record NewVacancy(
        LocalDate from,
        VacancyReason reason,
        @Nullable String words,
        String applicant,
        LocalDate appliedOn,
        @Nullable String keyNumber,
        Vacancy.Dials dials,
        @Nullable LocalDate confirmedOn) {}
