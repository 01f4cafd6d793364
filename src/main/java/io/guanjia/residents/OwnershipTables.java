package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.OWNERSHIP_OWNER;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.jooq.impl.DSL.val;

import io.guanjia.database.Sql;
import io.guanjia.kernel.DateSpan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of ownerships, many premises at once. What is voided is left out everywhere. */
@Component
class OwnershipTables {

    private static final int COUNTED = 500;

    private final DSLContext db;

    OwnershipTables(DSLContext db) {
        this.db = db;
    }

    /** An ownership that is about to be written. */
    record Begun(OwnershipEntry entry, @Nullable LocalDate to) {}

    /** First to last for each premises. */
    Map<Long, List<Ownership>> of(long community, Collection<Long> premises) {
        Map<Long, Ownership> byId = new LinkedHashMap<>();
        for (Record r : db.select(OWNERSHIP.ID, OWNERSHIP.PREMISES_ID, OWNERSHIP.FROM_ON, OWNERSHIP.TO_ON)
                .select(OWNERSHIP_OWNER.PERSON_ID, OWNERSHIP_OWNER.BILLED, PERSON.NAME, PERSON.KIND)
                .from(OWNERSHIP)
                .join(OWNERSHIP_OWNER)
                .on(OWNERSHIP_OWNER.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID))
                .and(OWNERSHIP_OWNER.OWNERSHIP_ID.eq(OWNERSHIP.ID))
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(OWNERSHIP_OWNER.COMMUNITY_ID), PERSON.ID.eq(OWNERSHIP_OWNER.PERSON_ID))
                .where(OWNERSHIP.COMMUNITY_ID.eq(community), OWNERSHIP.VOIDED_AT.isNull())
                .and(Sql.among(OWNERSHIP.PREMISES_ID, premises.toArray(Long[]::new)))
                .orderBy(OWNERSHIP.FROM_ON, OWNERSHIP_OWNER.BILLED.desc(), OWNERSHIP_OWNER.PERSON_ID)
                .fetch()) {
            byId.merge(r.get(OWNERSHIP.ID), ownership(r), OwnershipTables::together);
        }
        Map<Long, List<Ownership>> byPremises = new LinkedHashMap<>();
        byId.values()
                .forEach(one -> byPremises
                        .computeIfAbsent(one.premisesId(), premisesId -> new ArrayList<>())
                        .add(one));
        return byPremises;
    }

    private static Ownership ownership(Record r) {
        return new Ownership(
                r.get(OWNERSHIP.ID),
                r.get(OWNERSHIP.PREMISES_ID),
                new DateSpan(r.get(OWNERSHIP.FROM_ON), r.get(OWNERSHIP.TO_ON)),
                List.of(new Ownership.Share(
                        r.get(OWNERSHIP_OWNER.PERSON_ID),
                        r.get(PERSON.KIND),
                        r.get(PERSON.NAME),
                        r.get(OWNERSHIP_OWNER.BILLED))));
    }

    private static Ownership together(Ownership one, Ownership other) {
        List<Ownership.Share> shares = new ArrayList<>(one.shares());
        shares.addAll(other.shares());
        return new Ownership(one.id(), one.premisesId(), one.span(), List.copyOf(shares));
    }

    /** The people of these ids that the community has. */
    Set<Long> known(long community, Collection<Long> people) {
        return db.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), Sql.among(PERSON.ID, people.toArray(Long[]::new)))
                .fetchSet(PERSON.ID);
    }

    void end(long community, Collection<OwnershipEntry> followers, Collection<Long> ended) {
        db.execute(
                """
                update residents.ownership o set to_on = i.from_on - 1, version = o.version + 1
                from unnest({1}, {2}) i(premises_id, from_on)
                where o.community_id = {0} and o.premises_id = i.premises_id and o.id = any ({3}) and o.voided_at is null""",
                Sql.arguments(
                        community,
                        followers.stream().map(OwnershipEntry::premisesId).toArray(Long[]::new),
                        followers.stream().map(OwnershipEntry::from).toArray(LocalDate[]::new),
                        ended.toArray(Long[]::new)));
    }

    void moveEnd(long community, long id, @Nullable LocalDate to) {
        db.update(OWNERSHIP)
                .set(OWNERSHIP.TO_ON, to)
                .set(OWNERSHIP.VERSION, OWNERSHIP.VERSION.plus(1))
                .where(OWNERSHIP.COMMUNITY_ID.eq(community), OWNERSHIP.ID.eq(id))
                .execute();
    }

    void voidAll(long community, Collection<Long> ids, @Nullable Long actor, Instant at, String reason) {
        db.update(OWNERSHIP)
                .set(OWNERSHIP.VOIDED_AT, at)
                .set(OWNERSHIP.VOIDED_BY, actor)
                .set(OWNERSHIP.VOID_REASON, reason)
                .set(OWNERSHIP.VERSION, OWNERSHIP.VERSION.plus(1))
                .where(OWNERSHIP.COMMUNITY_ID.eq(community), Sql.among(OWNERSHIP.ID, ids.toArray(Long[]::new)))
                .execute();
    }

    void begin(long community, List<Begun> begun, @Nullable Long actor, Instant at) {
        Map<Long, Long> ids = db.resultQuery(
                        """
                        insert into residents.ownership (community_id, premises_id, from_on, to_on, created_at, created_by)
                        select {0}, i.premises_id, i.from_on, i.to_on, {4}, {5} from unnest({1}, {2}, {3}) i(premises_id, from_on, to_on)
                        returning premises_id, id""",
                        Sql.arguments(
                                community,
                                begun.stream()
                                        .map(one -> one.entry().premisesId())
                                        .toArray(Long[]::new),
                                begun.stream().map(one -> one.entry().from()).toArray(LocalDate[]::new),
                                begun.stream().map(Begun::to).toArray(LocalDate[]::new),
                                at,
                                val(actor, Long.class)))
                .fetchMap(r -> r.get(0, Long.class), r -> r.get(1, Long.class));
        if (ids.size() > COUNTED) Sql.count(db, "residents.ownership"); // the owners point at them
        insertOwners(community, begun, ids);
    }

    /**
     * Premises that nobody owns yet, each from a day on, as one set.
     *
     * @param rows {@code premises_id, from_on, person_id, beside}
     */
    List<Long> beginFirst(long community, SQL rows, @Nullable Long actor, Instant at) {
        List<Long> premises = db.resultQuery("""
                        insert into residents.ownership (community_id, premises_id, from_on, created_at, created_by)
                        select {0}, r.premises_id, r.from_on, {2}, {3} from ({1}) r where not exists (select from residents.ownership o
                            where o.community_id = {0} and o.premises_id = r.premises_id and o.voided_at is null)
                        order by r.premises_id returning premises_id""", Sql.arguments(community, rows, at, val(actor, Long.class)))
                .fetch(0, Long.class);
        if (premises.isEmpty()) return premises;
        if (premises.size() > COUNTED) Sql.count(db, "residents.ownership");
        db.execute("""
                insert into residents.ownership_owner (community_id, ownership_id, person_id, billed)
                select {0}, o.id, i.person_id, i.place = 1 from ({1}) r
                cross join unnest(r.person_id || r.beside) with ordinality i(person_id, place)
                join residents.ownership o on o.community_id = {0} and o.premises_id = r.premises_id and o.voided_at is null
                where not exists (select from residents.ownership_owner w where w.community_id = {0} and w.ownership_id = o.id)
                order by o.id""", Sql.arguments(community, rows));
        return premises;
    }

    /** Those of the rows whose premises somebody owns, but for those that say what stands. */
    List<OwnershipEntry> others(long community, SQL rows) {
        return db.resultQuery("""
                        select r.premises_id, r.from_on, r.person_id, r.beside from ({1}) r where exists (select from residents.ownership o
                            where o.community_id = {0} and o.premises_id = r.premises_id and o.voided_at is null)
                        and not exists (select from residents.ownership o
                            where o.community_id = {0} and o.premises_id = r.premises_id and o.voided_at is null
                            and o.from_on <= r.from_on and (o.to_on is null or o.to_on >= r.from_on)
                            and r.person_id || r.beside = array(select w.person_id from residents.ownership_owner w
                                where w.community_id = {0} and w.ownership_id = o.id order by w.billed desc, w.person_id))
                        order by r.premises_id""", Sql.arguments(community, rows))
                .fetch(r -> OwnershipEntry.together(
                        r.get(0, Long.class), r.get(1, LocalDate.class), r.get(2, Long.class), r.get(3, Long[].class)));
    }

    private void insertOwners(long community, List<Begun> begun, Map<Long, Long> ids) {
        List<Long> ownerships = new ArrayList<>();
        List<Owner> owners = new ArrayList<>();
        for (Begun one : begun) {
            for (Owner owner : one.entry().owners()) {
                ownerships.add(ids.get(one.entry().premisesId()));
                owners.add(owner);
            }
        }
        db.execute(
                """
                insert into residents.ownership_owner (community_id, ownership_id, person_id, billed)
                select {0}, i.ownership_id, i.person_id, i.billed from unnest({1}, {2}, {3}) i(ownership_id, person_id, billed)""",
                Sql.arguments(
                        community,
                        ownerships.toArray(Long[]::new),
                        owners.stream().map(Owner::personId).toArray(Long[]::new),
                        owners.stream().map(Owner::billed).toArray(Boolean[]::new)));
    }

    /** Of these premises those that still count as unsold, with the first day on which somebody owns them. */
    Map<Long, LocalDate> daysOfUnsold(long community, Collection<Long> premises) {
        Map<Long, LocalDate> days = new HashMap<>();
        db.resultQuery("""
                        select o.premises_id, min(o.from_on) from residents.ownership o
                        join estate.premises p on p.community_id = {0} and p.id = o.premises_id and p.status = 'UNSOLD'
                        where o.community_id = {0} and o.premises_id in (select unnest({1})) and o.voided_at is null group by o.premises_id""", Sql.arguments(community, premises.toArray(Long[]::new)))
                .forEach(r -> days.put(r.get(0, Long.class), r.get(1, LocalDate.class)));
        return days;
    }
}
