package io.guanjia.residents;

import io.guanjia.database.Sql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The derivation of households from their causes, as one statement over any number of premises (rules.md §1.1–1.2): the days are
 * cut wherever a cause begins or ends, each piece gets its answer, and neighbours with equal answers are joined again.
 */
@Component
class HouseholdTables {

    private static final int COUNTED = 500;

    private final DSLContext db;

    HouseholdTables(DSLContext db) {
        this.db = db;
    }

    /** The answer on every day, without anything stored. */
    record Span(
            long premisesId, LocalDate fromOn, @Nullable LocalDate toOn, long payerId, long ownerId, String basis) {}

    /** @param answersFrom for every day of delivery, from which day the owner answers */
    void refresh(long community, SQL premises, Map<LocalDate, LocalDate> answersFrom) {
        QueryPart[] input = input(community, premises, answersFrom);
        if (db.resultQuery(STORED + " limit 1", input).fetchOne() != null) db.execute(FRESH + DELETE, input);
        int made = db.execute(FRESH + INSERT, input);
        if (made > COUNTED) Sql.count(db, "residents.household");
    }

    static SQL of(Collection<Long> premises) {
        return DSL.sql("select * from unnest({0}) p(id)", DSL.val(premises.toArray(Long[]::new)));
    }

    List<Span> derive(long community, SQL premises, Map<LocalDate, LocalDate> answersFrom) {
        return db.resultQuery(
                        FRESH + "select * from fresh order by premises_id, from_on",
                        input(community, premises, answersFrom))
                .fetch(HouseholdTables::span);
    }

    List<Span> stored(long community, Collection<Long> premises) {
        return db.resultQuery("""
                        select premises_id, from_on, to_on, payer_id, owner_id, basis from residents.household
                        where community_id = {0} and premises_id = any ({1}) order by premises_id, from_on""", Sql.arguments(community, premises.toArray(Long[]::new)))
                .fetch(HouseholdTables::span);
    }

    private static QueryPart[] input(long community, SQL premises, Map<LocalDate, LocalDate> answersFrom) {
        return Sql.arguments(
                community,
                premises,
                answersFrom.keySet().toArray(LocalDate[]::new),
                answersFrom.values().toArray(LocalDate[]::new));
    }

    private static Span span(Record r) {
        return new Span(
                r.get(0, Long.class),
                r.get(1, LocalDate.class),
                r.get(2, LocalDate.class),
                r.get(3, Long.class),
                r.get(4, Long.class),
                r.get(5, String.class));
    }

    private static final String FRESH = """
            with p as (
                select p.id, a.answers_from from estate.premises p
                left join unnest({2}, {3}) a(delivered_on, answers_from) on a.delivered_on = p.delivered_on
                where p.community_id = {0} and p.id in ({1})
            ), own as (
                select o.premises_id, greatest(o.from_on, p.answers_from) as from_on, o.to_on, w.person_id
                from p join residents.ownership o on o.community_id = {0} and o.premises_id = p.id and o.voided_at is null
                    and (o.to_on is null or o.to_on >= p.answers_from)
                join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id and w.billed
                where p.answers_from is not null
            ), ten as (
                select t.premises_id, t.from_on, t.to_on, t.tenant_id
                from p join residents.tenancy t on t.community_id = {0} and t.premises_id = p.id and t.pays and t.voided_at is null
            ), dev as (
                select d.from_on, d.to_on, d.person_id from residents.developer d where d.community_id = {0}
            ), cut as (
                select p.id as premises_id, d.from_on as day from p cross join dev d
                union select p.id, d.to_on + 1 from p cross join dev d where d.to_on is not null
                union select premises_id, from_on from own
                union select premises_id, to_on + 1 from own where to_on is not null
                union select premises_id, from_on from ten
                union select premises_id, to_on + 1 from ten where to_on is not null
            ), piece as (
                select premises_id, day as from_on, lead(day) over (partition by premises_id order by day) - 1 as to_on from cut
            ), answer as (
                select c.premises_id, c.from_on, c.to_on, coalesce(own.person_id, dev.person_id) as owner_id,
                    case when own.person_id is null then dev.person_id else coalesce(ten.tenant_id, own.person_id) end as payer_id,
                    case when own.person_id is null then 'DEVELOPER' when ten.tenant_id is null then 'OWNER' else 'TENANT' end as basis
                from piece c
                left join own on own.premises_id = c.premises_id and own.from_on <= c.from_on
                    and (own.to_on is null or own.to_on >= c.from_on)
                left join ten on ten.premises_id = c.premises_id and ten.from_on <= c.from_on
                    and (ten.to_on is null or ten.to_on >= c.from_on)
                left join dev on dev.from_on <= c.from_on and (dev.to_on is null or dev.to_on >= c.from_on)
                where coalesce(own.person_id, dev.person_id) is not null
            ), marked as (
                select *, case when (payer_id, owner_id, basis) = (lag(payer_id) over w, lag(owner_id) over w, lag(basis) over w)
                    and lag(to_on) over w = from_on - 1 then 0 else 1 end as starts
                from answer window w as (partition by premises_id order by from_on)
            ), island as (
                select *, sum(starts) over (partition by premises_id order by from_on) as number from marked
            ), fresh as (
                select premises_id, min(from_on) as from_on, case when bool_or(to_on is null) then null else max(to_on) end as to_on,
                    payer_id, owner_id, basis::residents.payer_basis as basis
                from island group by premises_id, number, payer_id, owner_id, basis
            )
            """;

    private static final String STORED =
            "select 1 from residents.household h where h.community_id = {0} and h.premises_id in ({1})";

    private static final String DELETE = """
            delete from residents.household h where h.community_id = {0} and h.premises_id in ({1})
            and not exists (select from fresh f where f.premises_id = h.premises_id and f.from_on = h.from_on
                and f.to_on is not distinct from h.to_on and f.payer_id = h.payer_id and f.owner_id = h.owner_id and f.basis = h.basis)""";

    private static final String INSERT = """
            insert into residents.household (community_id, premises_id, from_on, to_on, payer_id, owner_id, basis)
            select {0}, f.premises_id, f.from_on, f.to_on, f.payer_id, f.owner_id, f.basis from fresh f
            where not exists (select from residents.household h
                where h.community_id = {0} and h.premises_id = f.premises_id and h.from_on = f.from_on)
            order by f.premises_id, f.from_on""";
}
