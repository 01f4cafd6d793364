package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.StagedPremises;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Households;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Staged rooms and owners, set by set: each room of the house gets a query over the staging table and writes what is its own; nothing
 * of the rows comes into memory. Cells count from 1 in the order of {@link RoomsLayout.Column}; {@code verdict} says what became of
 * a row. Who is not billed has one cell more ({@link RoomsLayout.Column#BESIDE}); asked for as a number of cells, because the planner
 * takes an element that is null for rare and would compare each row with each.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RoomsApply {
    private final DSLContext sql;
    private final PremisesRegister register;
    private final StagedPremises premises;
    private final People people;
    private final Ownerships ownerships;
    private final Deliveries deliveries;
    private final Households households;

    RoomsApply(
            DSLContext sql,
            PremisesRegister register,
            StagedPremises premises,
            People people,
            Ownerships ownerships,
            Deliveries deliveries,
            Households households) {
        this.sql = sql;
        this.register = register;
        this.premises = premises;
        this.people = people;
        this.ownerships = ownerships;
        this.deliveries = deliveries;
        this.households = households;
    }

    Layout.Effect apply(Work work) {
        LocalDate since = Objects.requireNonNull(work.options.since());
        QueryPart[] batch = Sql.arguments(work.batchId, work.communityId, since);
        premises(work.communityId, batch);
        people(work.communityId, batch);
        deliver(work.communityId, batch);
        own(work.communityId, batch);
        return effect(batch);
    }

    private void premises(long community, QueryPart[] batch) {
        register.saveBuildings(
                community,
                sql.resultQuery(BUILDINGS, batch)
                        .fetch(row -> new BuildingEntry(
                                row.get(0, String.class), row.get(0, String.class) + "栋", row.get(1, Integer.class))));
        register.saveEntrances(
                community,
                sql.resultQuery(ENTRANCES, batch)
                        .fetch(row -> new EntranceEntry(
                                row.get(0, String.class), row.get(1, String.class), row.get(2, Integer.class), false)));
        changed("premises_id", premises.save(community, DSL.sql(PREMISES, batch)), batch);
        sql.execute(PLACED, batch);
    }

    private void people(long community, QueryPart[] batch) {
        changed("person_id", people.changeStaged(community, DSL.sql(KNOWN, batch)), batch);
        changed("person_id", people.saveStaged(community, DSL.sql(UNKNOWN, batch)), batch);
        sql.execute(IDENTIFIED, batch);
        Sql.count(sql, "imports.staged");
    }

    /** New premises came with their day. Where the sheet says none, premises that are delivered already stay as they are. */
    private void deliver(long community, QueryPart[] batch) {
        Map<Long, LocalDate> days = sql.resultQuery(DELIVERED_SINCE, batch)
                .fetchMap(row -> row.get(0, Long.class), row -> row.get(1, LocalDate.class));
        if (days.isEmpty()) return;
        deliveries.saveAll(community, days);
        changed("premises_id", days.keySet(), batch);
    }

    /** From an owner of new premises, and from the developer of those without one, follows who answers for them. */
    private void own(long community, QueryPart[] batch) {
        changed("premises_id", ownerships.saveStaged(community, DSL.sql(OWNED, batch)), batch);
        households.refresh(community, DSL.sql(TOUCHED, batch));
    }

    private void changed(String column, Collection<Long> ids, QueryPart[] batch) {
        if (ids.isEmpty()) return;
        SQL all = DSL.sql("any ({0})", DSL.val(ids.toArray(Long[]::new)));
        sql.execute(
                "update imports.staged s set verdict = 'CHANGED' where s.batch_id = {0} and s.verdict is null and s."
                        + column + " = {1}",
                batch[0],
                all);
    }

    /** A row is new when its premises are, changed when anything of the premises or of its owner is. */
    private Layout.Effect effect(QueryPart[] batch) {
        Record counts = Objects.requireNonNull(sql.resultQuery("""
                        select count(*) filter (where s.verdict = 'CREATED'), count(*) filter (where s.verdict = 'CHANGED'),
                            count(*) filter (where s.verdict is null)
                        from imports.staged s where s.batch_id = {0}""", batch).fetchOne());
        return new Layout.Effect(
                counts.get(0, Integer.class), counts.get(1, Integer.class), counts.get(2, Integer.class));
    }

    private static final String BUILDINGS = """
            select s.cells[2], max(s.cells[4]::int) from imports.staged s
            where s.batch_id = {0} and s.cells[2] is not null and not exists
                (select from estate.building b where b.community_id = {1} and b.code = s.cells[2])
            group by 1 order by 1""";

    private static final String ENTRANCES = """
            select s.cells[2], s.cells[3], max(s.cells[4]::int) from imports.staged s
            where s.batch_id = {0} and s.cells[2] is not null and s.cells[3] is not null and not exists
                (select from estate.building b join estate.entrance e on e.community_id = {1} and e.building_id = b.id
                where b.community_id = {1} and b.code = s.cells[2] and e.code = s.cells[3])
            group by 1, 2 order by 1, 2""";

    /** Premises that stand keep their status and their day: other rooms have a say in them. */
    private static final String PREMISES = """
            select s.cells[7] as kind, s.cells[1] as code, s.cells[12] as sort_key, s.cells[2] as building, s.cells[3] as entrance,
                s.cells[4]::int as floor, s.cells[6] as layout,
                case when s.premises_id is null and s.cells[8] is not null then 'DELIVERED' end as status,
                case when s.premises_id is null and s.cells[8] is not null then coalesce(s.cells[11]::date, {2}) end as delivered_on,
                null::text as space_place, null::text as space_tenure, s.cells[5]::numeric as square_metres,
                coalesce(s.cells[11]::date, {2}) as measured_from, s.row_no as place
            from imports.staged s where s.batch_id = {0} and cardinality(s.cells) < 13""";

    private static final String PLACED = """
            update imports.staged s set premises_id = p.id, verdict = 'CREATED' from estate.premises p
            where s.batch_id = {0} and s.premises_id is null and p.community_id = {1} and p.code = s.cells[1]""";

    /** A person without a phone is one only within these premises. */
    private static final String KEY = """
            'o-' || md5(coalesce(s.cells[8] || '|' || s.cells[10], encode(s.hash, 'hex'), s.cells[8] || '|' || s.cells[1]))""";

    private static final String PERSON = """
            s.cells[9] as kind, s.cells[8] as name, null::text as gender, s.cells[10] as phone, s.sealed as identity_cipher,
                s.hash as identity_hash, s.row_no as place
            from imports.staged s where s.batch_id = {0} and s.cells[8] is not null""";

    /** The last row that names a person holds. */
    private static final String KNOWN = "select distinct on (s.person_id) s.person_id::text as import_key, " + PERSON
            + " and s.person_id is not null order by s.person_id, s.row_no desc";

    /** The first row holds, but for one with a number. */
    private static final String UNKNOWN = "select distinct on (1) " + KEY + " as import_key, " + PERSON
            + " and s.person_id is null order by 1, s.hash is null, s.row_no";

    private static final String IDENTIFIED = """
            update imports.staged s set person_id = p.id from residents.person p
            where s.batch_id = {0} and s.person_id is null and s.cells[8] is not null and p.community_id = {1}
                and p.import_key =""" + " " + KEY;

    private static final String DELIVERED_SINCE = """
            select s.premises_id, coalesce(s.cells[11]::date, {2}) from imports.staged s
            join estate.premises p on p.community_id = {1} and p.id = s.premises_id
            where s.batch_id = {0} and s.verdict is distinct from 'CREATED' and s.person_id is not null and cardinality(s.cells) < 13
                and case when s.cells[11] is null then p.delivered_on is null else p.delivered_on is distinct from s.cells[11]::date end""";

    /** A sheet with one owner says nothing of the others; one with several says who owns and who of them is billed. */
    private static final String OWNED = """
            select s.premises_id, coalesce(s.cells[11]::date, {2}) as from_on, s.person_id,
                array_remove(b.people, s.person_id) as beside
            from imports.staged s
            left join (select c.cells[13]::int as payer_row, array_agg(distinct c.person_id) as people from imports.staged c
                where c.batch_id = {0} and cardinality(c.cells) = 13 group by 1) b on b.payer_row = s.row_no
            where s.batch_id = {0} and cardinality(s.cells) < 13 and s.person_id is not null and (s.verdict = 'CREATED'
                or not exists (select from residents.ownership o
                    join residents.ownership_owner w on w.community_id = {1} and w.ownership_id = o.id and w.person_id = s.person_id
                    where o.community_id = {1} and o.premises_id = s.premises_id and o.voided_at is null and o.to_on is null)
                or b.people is not null and not exists (select from residents.ownership o
                    where o.community_id = {1} and o.premises_id = s.premises_id and o.voided_at is null and o.to_on is null
                    and s.person_id || array_remove(b.people, s.person_id) = array(select w.person_id from residents.ownership_owner w
                        where w.community_id = {1} and w.ownership_id = o.id order by w.billed desc, w.person_id)))""";

    private static final String TOUCHED =
            "select s.premises_id as id from imports.staged s where s.batch_id = {0} and s.verdict is not null and cardinality(s.cells) < 13";
}
