package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.STATUS_CHANGE;
import static io.guanjia.db.estate.Tables.STATUS_SPAN;
import static org.jooq.impl.DSL.any;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.database.Sql;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the house register. They are only ever added and marked as replaced; {@code premises.status} repeats what holds
 * today, because every list shows it, and is brought in line by each statement here and by {@link StatusTurn}.
 */
final class StatusTables {

    private final DSLContext db;
    private final Clock clock;

    StatusTables(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A change to be written. @param source the tenancy or vacancy that brings it */
    record NewChange(
            long premises,
            PremisesStatus status,
            LocalDate from,
            StatusCause cause,
            @Nullable Long source,
            @Nullable String reason,
            @Nullable Long corrects) {}

    PremisesStatus on(long community, long premises, LocalDate day) {
        PremisesStatus known = db.select(STATUS_CHANGE.STATUS)
                .from(STATUS_CHANGE)
                .where(standing(community, premises))
                .and(STATUS_CHANGE.FROM_ON.isNull().or(STATUS_CHANGE.FROM_ON.le(day)))
                .orderBy(STATUS_CHANGE.FROM_ON.desc().nullsLast())
                .limit(1)
                .fetchOne(STATUS_CHANGE.STATUS);
        return Objects.requireNonNullElse(known, PremisesStatus.UNSOLD);
    }

    /** Whether another status begins on one of these days, the first of which does not count. */
    boolean changesWithin(long community, long premises, LocalDate after, LocalDate last) {
        return db.fetchExists(
                STATUS_CHANGE,
                standing(community, premises),
                STATUS_CHANGE.FROM_ON.gt(after),
                STATUS_CHANGE.FROM_ON.le(last));
    }

    /** One that begins on the same day is replaced. @return the id */
    long put(long community, NewChange change) {
        Long sameDay = db.select(STATUS_CHANGE.ID)
                .from(STATUS_CHANGE)
                .where(standing(community, change.premises()), STATUS_CHANGE.FROM_ON.eq(change.from()))
                .fetchOne(STATUS_CHANGE.ID);
        if (sameDay != null) {
            replace(community, STATUS_CHANGE.ID.eq(sameDay));
        }
        long id = db.insertInto(STATUS_CHANGE)
                .set(STATUS_CHANGE.COMMUNITY_ID, community)
                .set(STATUS_CHANGE.PREMISES_ID, change.premises())
                .set(STATUS_CHANGE.STATUS, change.status())
                .set(STATUS_CHANGE.FROM_ON, change.from())
                .set(STATUS_CHANGE.CAUSE, change.cause())
                .set(STATUS_CHANGE.SOURCE_ID, change.source())
                .set(STATUS_CHANGE.REASON, change.reason())
                .set(STATUS_CHANGE.CORRECTS_ID, change.corrects() == null ? sameDay : change.corrects())
                .set(STATUS_CHANGE.ENTERED_AT, clock.instant())
                .set(STATUS_CHANGE.ENTERED_BY, actor())
                .returningResult(STATUS_CHANGE.ID)
                .fetchSingle()
                .value1();
        refresh(community, List.of(change.premises()));
        return id;
    }

    /** They stand no longer; what one of them had replaced on its very day stands again, as a new version. */
    void takeBack(long community, Collection<Long> premises, Condition which) {
        List<Long> gone = replace(
                community,
                STATUS_CHANGE.PREMISES_ID.eq(any(premises.toArray(Long[]::new))).and(which));
        if (gone.isEmpty()) {
            return;
        }
        db.execute("""
                insert into estate.status_change (community_id, premises_id, status, from_on, cause, source_id, reason, corrects_id,
                    entered_at, entered_by)
                select o.community_id, o.premises_id, o.status, o.from_on, o.cause, o.source_id, o.reason, g.id, {2}, o.entered_by
                from estate.status_change g join estate.status_change o on o.community_id = g.community_id and o.id = g.corrects_id
                    and o.from_on = g.from_on
                where g.community_id = {0} and g.id = any ({1})""", Sql.arguments(community, gone.toArray(Long[]::new), clock.instant()));
        refresh(community, premises);
    }

    /** @return the ids of those that stood until now */
    List<Long> replace(long community, Condition which) {
        return db.update(STATUS_CHANGE)
                .set(STATUS_CHANGE.REPLACED_AT, clock.instant())
                .set(STATUS_CHANGE.REPLACED_BY, actor())
                .where(STATUS_CHANGE.COMMUNITY_ID.eq(community), STATUS_CHANGE.REPLACED_AT.isNull(), which)
                .returning(STATUS_CHANGE.ID)
                .fetch(STATUS_CHANGE.ID);
    }

    /** {@code premises.status} becomes what holds today. */
    void refresh(long community, Collection<Long> premises) {
        db.execute("""
                update estate.premises p set status = coalesce(s.status, 'UNSOLD')
                from unnest({2}) i(id) left join lateral (select c.status from estate.status_change c
                    where c.community_id = {0} and c.premises_id = i.id and c.replaced_at is null
                        and (c.from_on is null or c.from_on <= {1})
                    order by c.from_on desc nulls last limit 1) s on true
                where p.community_id = {0} and p.id = i.id and p.status <> coalesce(s.status, 'UNSOLD')""", Sql.arguments(community, LocalDate.now(clock), premises.toArray(Long[]::new)));
    }

    /** The same for all premises of which the register says anything. @return how many have another status today */
    int refreshAll(long community) {
        return db.execute("""
                update estate.premises p set status = s.status from estate.status_span s
                where p.community_id = {0} and s.community_id = {0} and s.premises_id = p.id and p.status <> s.status
                and (s.from_on is null or s.from_on <= {1}) and (s.until_on is null or s.until_on > {1})""", Sql.arguments(community, LocalDate.now(clock)));
    }

    /** All versions, the latest day first, of one day the standing one first. */
    List<StatusChange> history(long community, long premises, java.util.function.LongFunction<String> names) {
        return db.select(STATUS_CHANGE.fields())
                .select(STATUS_SPAN.UNTIL_ON)
                .from(STATUS_CHANGE)
                .leftJoin(STATUS_SPAN)
                .on(STATUS_SPAN.COMMUNITY_ID.eq(STATUS_CHANGE.COMMUNITY_ID))
                .and(STATUS_SPAN.PREMISES_ID.eq(STATUS_CHANGE.PREMISES_ID))
                .and(STATUS_SPAN.ID.eq(STATUS_CHANGE.ID))
                .where(STATUS_CHANGE.COMMUNITY_ID.eq(community), STATUS_CHANGE.PREMISES_ID.eq(premises))
                .orderBy(STATUS_CHANGE.FROM_ON.desc().nullsLast(), STATUS_CHANGE.ID.desc())
                .fetch(r -> new StatusChange(
                        r.get(STATUS_CHANGE.ID),
                        r.get(STATUS_CHANGE.STATUS),
                        r.get(STATUS_CHANGE.FROM_ON),
                        r.get(STATUS_SPAN.UNTIL_ON),
                        r.get(STATUS_CHANGE.CAUSE),
                        r.get(STATUS_CHANGE.REASON),
                        r.get(STATUS_CHANGE.ENTERED_AT),
                        Stream.ofNullable(r.get(STATUS_CHANGE.ENTERED_BY))
                                .map(names::apply)
                                .findFirst()
                                .orElse(null),
                        r.get(STATUS_CHANGE.REPLACED_AT)));
    }

    private static Condition standing(long community, long premises) {
        return STATUS_CHANGE
                .COMMUNITY_ID
                .eq(community)
                .and(STATUS_CHANGE.PREMISES_ID.eq(premises))
                .and(STATUS_CHANGE.REPLACED_AT.isNull());
    }

    static @Nullable Long actor() {
        return Scopes.current().map(Scope::actor).orElse(null);
    }
}
