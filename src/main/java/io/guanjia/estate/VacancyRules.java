package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be said of a vacancy. */
final class VacancyRules {

    /** An owner applies before he leaves (rules.md §1.5), but not a year before. */
    static final int DAYS_AHEAD = 31;

    private static final int WORD_MAX = 40;
    private static final int WORDS_MAX = 200;
    private static final BigDecimal DIAL_MAX = new BigDecimal("10000000");
    private static final Set<PremisesStatus> AFTERWARDS = EnumSet.of(
            PremisesStatus.OCCUPIED,
            PremisesStatus.LET,
            PremisesStatus.DECORATING,
            PremisesStatus.OWN_USE,
            PremisesStatus.DELIVERED);

    private VacancyRules() {}

    static List<PremisesStatus> afterwards() {
        return List.copyOf(AFTERWARDS);
    }

    static void check(Premises premises, NewVacancy entry, LocalDate today) {
        if (premises.kind() == PremisesKind.SPACE) {
            throw new VacancyRefused("vacancy-of-a-space", premises.code());
        }
        if (entry.from().isAfter(today.plusDays(DAYS_AHEAD))) {
            throw new InvalidInput("from", "day-too-far-ahead", DAYS_AHEAD);
        }
        past("appliedOn", entry.appliedOn(), today);
        past("confirmedOn", entry.confirmedOn(), today);
        confirmed(entry.from(), entry.confirmedOn());
        word("applicant", entry.applicant(), 1, WORD_MAX);
        word("keyNumber", entry.keyNumber(), 0, WORD_MAX);
        word("words", entry.words(), entry.reason() == VacancyReason.OTHER ? 2 : 0, WORDS_MAX);
        dials(entry.dials());
        LocalDate delivered = premises.deliveredOn();
        if (delivered == null || entry.from().isBefore(delivered)) {
            throw delivered == null
                    ? new VacancyRefused("vacancy-before-any-delivery", premises.code())
                    : new VacancyRefused("vacancy-before-delivery", premises.code(), delivered);
        }
    }

    static void check(Vacancy vacancy, Vacancy.Round round, LocalDate today) {
        past("on", round.on(), today);
        if (round.on().isBefore(vacancy.from())
                || (vacancy.until() != null && !round.on().isBefore(vacancy.until()))) {
            throw new InvalidInput("on", "vacancy-not-that-day");
        }
        word("by", round.by(), 1, WORD_MAX);
        word("finding", round.finding(), round.found() ? 2 : 0, WORDS_MAX);
        dials(round.dials());
    }

    static void ending(Vacancy vacancy, LocalDate until, PremisesStatus status, LocalDate today) {
        if (!until.isAfter(vacancy.from())) {
            throw new InvalidInput("until", "vacancy-ends-before-it-begins", vacancy.from());
        }
        if (until.isAfter(today.plusDays(DAYS_AHEAD))) {
            throw new InvalidInput("until", "day-too-far-ahead", DAYS_AHEAD);
        }
        if (!AFTERWARDS.contains(status)) {
            throw new InvalidInput("status", "vacancy-followed-by");
        }
    }

    static void confirmed(LocalDate from, @Nullable LocalDate on) {
        if (on != null && on.isBefore(from)) {
            throw new InvalidInput("confirmedOn", "vacancy-not-that-day");
        }
    }

    static void past(String field, @Nullable LocalDate day, LocalDate today) {
        if (day != null && day.isAfter(today)) {
            throw new InvalidInput(field, "day-in-the-future");
        }
    }

    private static void word(String field, @Nullable String said, int least, int most) {
        int length = said == null ? 0 : said.strip().length();
        if (length < least || length > most) {
            throw new InvalidInput(field, "vacancy-word", least, most);
        }
    }

    private static void dials(Vacancy.Dials dials) {
        dial("water", dials.water());
        dial("power", dials.power());
    }

    private static void dial(String field, @Nullable BigDecimal shown) {
        if (shown != null && (shown.signum() < 0 || shown.compareTo(DIAL_MAX) >= 0 || shown.scale() > 2)) {
            throw new InvalidInput(field, "vacancy-dial");
        }
    }
}
