package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.VACANCY;
import static io.guanjia.db.estate.Tables.VACANCY_ROUND;

import io.guanjia.db.estate.tables.records.VacancyRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The rows of vacancies and of the rounds through them. */
final class VacancyTables {

    private final DSLContext db;

    VacancyTables(DSLContext db) {
        this.db = db;
    }

    List<Vacancy> of(long community, long premises, LongFunction<String> names) {
        Map<Long, List<Vacancy.Round>> rounds = db.select(VACANCY_ROUND.fields())
                .from(VACANCY_ROUND)
                .join(VACANCY)
                .on(VACANCY.COMMUNITY_ID.eq(VACANCY_ROUND.COMMUNITY_ID), VACANCY.ID.eq(VACANCY_ROUND.VACANCY_ID))
                .where(VACANCY.COMMUNITY_ID.eq(community), VACANCY.PREMISES_ID.eq(premises))
                .orderBy(VACANCY_ROUND.LOOKED_ON.desc(), VACANCY_ROUND.ID.desc())
                .fetchGroups(
                        r -> r.get(VACANCY_ROUND.VACANCY_ID),
                        r -> new Vacancy.Round(
                                r.get(VACANCY_ROUND.LOOKED_ON),
                                r.get(VACANCY_ROUND.LOOKED_BY),
                                r.get(VACANCY_ROUND.FOUND),
                                r.get(VACANCY_ROUND.FINDING),
                                new Vacancy.Dials(r.get(VACANCY_ROUND.WATER_DIAL), r.get(VACANCY_ROUND.POWER_DIAL))));
        return db.selectFrom(VACANCY)
                .where(VACANCY.COMMUNITY_ID.eq(community), VACANCY.PREMISES_ID.eq(premises))
                .and(VACANCY.VOIDED_AT.isNull())
                .orderBy(VACANCY.FROM_ON.desc())
                .fetch(r -> vacancy(r, names, rounds.getOrDefault(r.getId(), List.of())));
    }

    private static Vacancy vacancy(VacancyRecord r, LongFunction<String> names, List<Vacancy.Round> rounds) {
        return new Vacancy(
                r.getId(),
                r.getFromOn(),
                r.getUntilOn(),
                r.getReason(),
                r.getReasonWords(),
                r.getApplicant(),
                r.getAppliedOn(),
                r.getKeyNumber(),
                new Vacancy.Dials(r.getWaterDial(), r.getPowerDial()),
                r.getConfirmedOn(),
                r.getConfirmedBy() == null ? null : names.apply(r.getConfirmedBy()),
                r.getRegisteredAt(),
                r.getRegisteredBy() == null ? null : names.apply(r.getRegisteredBy()),
                r.getEndReason(),
                r.getVersion(),
                rounds);
    }

    long insert(long community, long premises, NewVacancy entry, Instant at) {
        Long actor = StatusTables.actor();
        return db.insertInto(VACANCY)
                .set(VACANCY.COMMUNITY_ID, community)
                .set(VACANCY.PREMISES_ID, premises)
                .set(VACANCY.FROM_ON, entry.from())
                .set(VACANCY.REASON, entry.reason())
                .set(VACANCY.REASON_WORDS, bare(entry.words()))
                .set(VACANCY.APPLICANT, entry.applicant().strip())
                .set(VACANCY.APPLIED_ON, entry.appliedOn())
                .set(VACANCY.KEY_NUMBER, bare(entry.keyNumber()))
                .set(VACANCY.WATER_DIAL, entry.dials().water())
                .set(VACANCY.POWER_DIAL, entry.dials().power())
                .set(VACANCY.CONFIRMED_ON, entry.confirmedOn())
                .set(VACANCY.CONFIRMED_BY, entry.confirmedOn() == null ? null : actor)
                .set(VACANCY.REGISTERED_AT, at)
                .set(VACANCY.REGISTERED_BY, actor)
                .returningResult(VACANCY.ID)
                .fetchSingle()
                .value1();
    }

    void insert(long community, long vacancy, Vacancy.Round round, Instant at) {
        db.insertInto(VACANCY_ROUND)
                .set(VACANCY_ROUND.COMMUNITY_ID, community)
                .set(VACANCY_ROUND.VACANCY_ID, vacancy)
                .set(VACANCY_ROUND.LOOKED_ON, round.on())
                .set(VACANCY_ROUND.LOOKED_BY, round.by().strip())
                .set(VACANCY_ROUND.FOUND, round.found())
                .set(VACANCY_ROUND.FINDING, bare(round.finding()))
                .set(VACANCY_ROUND.WATER_DIAL, round.dials().water())
                .set(VACANCY_ROUND.POWER_DIAL, round.dials().power())
                .set(VACANCY_ROUND.ENTERED_AT, at)
                .set(VACANCY_ROUND.ENTERED_BY, StatusTables.actor())
                .execute();
    }

    void end(long community, long id, Vacancies.Ending ending, Instant at) {
        db.update(VACANCY)
                .set(VACANCY.UNTIL_ON, ending.until())
                .set(VACANCY.ENDED_AT, at)
                .set(VACANCY.ENDED_BY, StatusTables.actor())
                .set(VACANCY.END_REASON, bare(ending.reason()))
                .set(VACANCY.VERSION, VACANCY.VERSION.plus(1))
                .where(VACANCY.COMMUNITY_ID.eq(community), VACANCY.ID.eq(id))
                .execute();
    }

    void undo(long community, long id, String reason, Instant at) {
        db.update(VACANCY)
                .set(VACANCY.VOIDED_AT, at)
                .set(VACANCY.VOIDED_BY, StatusTables.actor())
                .set(VACANCY.VOID_REASON, reason)
                .set(VACANCY.VERSION, VACANCY.VERSION.plus(1))
                .where(VACANCY.COMMUNITY_ID.eq(community), VACANCY.ID.eq(id))
                .execute();
    }

    void confirm(long community, long id, LocalDate on) {
        db.update(VACANCY)
                .set(VACANCY.CONFIRMED_ON, on)
                .set(VACANCY.CONFIRMED_BY, StatusTables.actor())
                .set(VACANCY.VERSION, VACANCY.VERSION.plus(1))
                .where(VACANCY.COMMUNITY_ID.eq(community), VACANCY.ID.eq(id))
                .execute();
    }

    private static @Nullable String bare(@Nullable String said) {
        return said == null || said.isBlank() ? null : said.strip();
    }

    /** Whether premises are registered as vacant on that day. */
    boolean covers(long community, long premises, LocalDate day) {
        return db.fetchExists(
                VACANCY,
                VACANCY.COMMUNITY_ID.eq(community),
                VACANCY.PREMISES_ID.eq(premises),
                VACANCY.VOIDED_AT.isNull(),
                VACANCY.FROM_ON.le(day),
                VACANCY.UNTIL_ON.isNull().or(VACANCY.UNTIL_ON.gt(day)));
    }
}
