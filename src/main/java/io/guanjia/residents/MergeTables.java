package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.MERGE_MOVE;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.PERSON_MERGE;
import static io.guanjia.db.residents.Tables.REDIRECT;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.guanjia.database.Sql;
import io.guanjia.db.residents.enums.MergeMoveKind;
import io.guanjia.db.residents.tables.records.PersonMergeRecord;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.kernel.Masked;
import io.guanjia.web.NotFound;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of merges, and what they carry over and back. What is voided stays with whom it named. */
@Component
class MergeTables {

    private final DSLContext db;

    MergeTables(DSLContext db) {
        this.db = db;
    }

    /** Before anything else of them, so that nothing new is tied to them meanwhile; payments refer to them all the same. */
    List<PersonRecord> lockPeople(long community, long duplicate, long survivor) {
        List<PersonRecord> both = db.selectFrom(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.in(duplicate, survivor))
                .orderBy(PERSON.ID)
                .forNoKeyUpdate()
                .fetch();
        return List.of(one(both, duplicate), one(both, survivor));
    }

    private static PersonRecord one(List<PersonRecord> both, long id) {
        return both.stream()
                .filter(row -> row.getId() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound(People.SUBJECT, id));
    }

    PersonMergeRecord lock(long community, long id) {
        return db.selectFrom(PERSON_MERGE)
                .where(PERSON_MERGE.COMMUNITY_ID.eq(community), PERSON_MERGE.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("merge", id));
    }

    void save(PersonMergeRecord row) {
        db.update(PERSON_MERGE)
                .set(row)
                .where(PERSON_MERGE.COMMUNITY_ID.eq(row.getCommunityId()), PERSON_MERGE.ID.eq(row.getId()))
                .execute();
    }

    /** Premises that the person owns, rents or has owned and rented, and the space of a vehicle. */
    Collection<Long> premisesOf(long community, long person) {
        return new TreeSet<>(
                db.resultQuery("""
                        select o.premises_id from residents.ownership_owner w
                        join residents.ownership o on o.community_id = {0} and o.id = w.ownership_id and o.voided_at is null
                        where w.community_id = {0} and w.person_id = {1}
                        union select premises_id from residents.tenancy
                        where community_id = {0} and tenant_id = {1} and voided_at is null
                        union select premises_id from residents.household where community_id = {0} and payer_id = {1}""", Sql.arguments(community, person)).fetch(0, Long.class));
    }

    /** Standing ownerships in which both stand beside one another: premises and id. */
    List<Shared> shared(long community, long duplicate, long survivor) {
        return db.resultQuery("""
                        select o.premises_id, o.id from residents.ownership o
                        join residents.ownership_owner d on d.community_id = {0} and d.ownership_id = o.id and d.person_id = {1}
                        join residents.ownership_owner s on s.community_id = {0} and s.ownership_id = o.id and s.person_id = {2}
                        where o.community_id = {0} and o.voided_at is null order by o.premises_id, o.id""", Sql.arguments(community, duplicate, survivor))
                .fetch(r -> new Shared(r.get(0, Long.class), r.get(1, Long.class)));
    }

    record Shared(long premisesId, long ownershipId) {}

    void note(long community, long merge, MergeMoveKind kind, long row, @Nullable Long premises) {
        db.insertInto(MERGE_MOVE)
                .set(MERGE_MOVE.COMMUNITY_ID, community)
                .set(MERGE_MOVE.MERGE_ID, merge)
                .set(MERGE_MOVE.KIND, kind)
                .set(MERGE_MOVE.ROW_ID, row)
                .set(MERGE_MOVE.PREMISES_ID, premises)
                .execute();
    }

    /** Everything that names the one names the other, and each row that did is noted. */
    void carry(PersonMergeRecord merge) {
        QueryPart[] of =
                Sql.arguments(merge.getCommunityId(), merge.getDuplicateId(), merge.getSurvivorId(), merge.getId());
        for (String moved : CARRIED) {
            db.execute("with moved as (" + moved + """
                    ) insert into residents.merge_move (community_id, merge_id, kind, row_id, premises_id)
                    select {0}, {3}, kind::residents.merge_move_kind, row_id, premises_id from moved""", of);
        }
        db.insertInto(REDIRECT)
                .set(REDIRECT.COMMUNITY_ID, merge.getCommunityId())
                .set(REDIRECT.PERSON_ID, merge.getDuplicateId())
                .set(REDIRECT.TO_ID, merge.getSurvivorId())
                .set(REDIRECT.MERGE_ID, merge.getId())
                .execute();
    }

    private static final List<String> CARRIED = List.of("""
            update residents.ownership_owner w set person_id = {2} from residents.ownership o
            where w.community_id = {0} and w.person_id = {1} and o.community_id = {0} and o.id = w.ownership_id
                and o.voided_at is null
            returning 'OWNER' as kind, w.ownership_id as row_id, o.premises_id""", """
            update residents.tenancy t set tenant_id = {2}, version = t.version + 1
            where t.community_id = {0} and t.tenant_id = {1} and t.voided_at is null
            returning 'TENANCY' as kind, t.id as row_id, t.premises_id""", """
            update residents.vehicle v set person_id = {2} where v.community_id = {0} and v.person_id = {1}
            returning 'VEHICLE' as kind, v.id as row_id, v.premises_id""", """
            update residents.developer d set person_id = {2} where d.community_id = {0} and d.person_id = {1}
            returning 'DEVELOPER' as kind, to_char(d.from_on, 'YYYYMMDD')::bigint as row_id, null::bigint as premises_id""", """
            update residents.redirect r set to_id = {2} where r.community_id = {0} and r.to_id = {1}
            returning 'REDIRECT' as kind, r.person_id as row_id, null::bigint as premises_id""");

    /** @return how many of the noted rows are not as the merge left them, and so were not carried back */
    int carryBack(PersonMergeRecord merge, long actor, Instant at, String reason) {
        QueryPart[] of = Sql.arguments(
                merge.getCommunityId(),
                merge.getDuplicateId(),
                merge.getSurvivorId(),
                merge.getId(),
                at,
                reason,
                actor);
        int left = noted(merge).size();
        for (String back : CARRIED_BACK) {
            left -= db.execute(back, of);
        }
        db.deleteFrom(REDIRECT)
                .where(REDIRECT.COMMUNITY_ID.eq(merge.getCommunityId()))
                .and(REDIRECT.PERSON_ID.eq(merge.getDuplicateId()))
                .execute();
        return left;
    }

    private static final String NOTED =
            " from residents.merge_move m where m.community_id = {0} and m.merge_id = {3} and m.kind = '%s' and ";

    private static final List<String> CARRIED_BACK = List.of(
            "update residents.ownership_owner w set person_id = {1}" + NOTED.formatted("OWNER")
                    + "w.community_id = {0} and w.ownership_id = m.row_id and w.person_id = {2} and exists (select from"
                    + " residents.ownership o where o.community_id = {0} and o.id = m.row_id and o.voided_at is null)",
            "update residents.tenancy t set tenant_id = {1}, version = t.version + 1" + NOTED.formatted("TENANCY")
                    + "t.community_id = {0} and t.id = m.row_id and t.tenant_id = {2} and t.voided_at is null",
            "update residents.vehicle v set person_id = {1}" + NOTED.formatted("VEHICLE")
                    + "v.community_id = {0} and v.id = m.row_id and v.person_id = {2}",
            "update residents.developer d set person_id = {1}" + NOTED.formatted("DEVELOPER")
                    + "d.community_id = {0} and d.from_on = to_date(m.row_id::text, 'YYYYMMDD') and d.person_id = {2}",
            "update residents.redirect r set to_id = {1}" + NOTED.formatted("REDIRECT")
                    + "r.community_id = {0} and r.person_id = m.row_id and r.to_id = {2}",
            "update residents.ownership o set voided_at = {4}, voided_by = {6}, void_reason = {5},"
                    + " version = o.version + 1" + NOTED.formatted("OWNERSHIP_BEGUN")
                    + "o.community_id = {0} and o.id = m.row_id and o.voided_at is null",
            "update residents.ownership o set voided_at = null, voided_by = null, void_reason = null,"
                    + " version = o.version + 1" + NOTED.formatted("OWNERSHIP_VOIDED")
                    + "o.community_id = {0} and o.id = m.row_id and o.voided_at is not null and not exists (select from"
                    + " residents.ownership x where x.community_id = {0} and x.premises_id = o.premises_id and x.voided_at is"
                    + " null and daterange(x.from_on, x.to_on, '[]') && daterange(o.from_on, o.to_on, '[]'))");

    List<Long> noted(PersonMergeRecord merge) {
        return db.select(MERGE_MOVE.PREMISES_ID)
                .from(MERGE_MOVE)
                .where(MERGE_MOVE.COMMUNITY_ID.eq(merge.getCommunityId()), MERGE_MOVE.MERGE_ID.eq(merge.getId()))
                .fetch(MERGE_MOVE.PREMISES_ID);
    }

    /** Premises whose owners or tenants were carried over; spaces of vehicles have none. */
    Collection<Long> carriedPremises(PersonMergeRecord merge) {
        Collection<Long> premises = new TreeSet<>();
        noted(merge).stream().filter(Objects::nonNull).forEach(premises::add);
        return premises;
    }

    boolean carriedDeveloper(PersonMergeRecord merge) {
        return db.fetchExists(
                MERGE_MOVE,
                MERGE_MOVE.COMMUNITY_ID.eq(merge.getCommunityId()),
                MERGE_MOVE.MERGE_ID.eq(merge.getId()),
                MERGE_MOVE.KIND.eq(MergeMoveKind.DEVELOPER));
    }

    /** The survivor has become somebody else's duplicate. */
    boolean isMergedFurther(PersonMergeRecord merge) {
        return db.fetchExists(
                REDIRECT,
                REDIRECT.COMMUNITY_ID.eq(merge.getCommunityId()),
                REDIRECT.PERSON_ID.eq(merge.getSurvivorId()));
    }

    List<Merge> fetch(long community, @Nullable Condition which, int rows) {
        var duplicate = PERSON.as("duplicate");
        var survivor = PERSON.as("survivor");
        var moved = DSL.field(DSL.selectCount()
                .from(MERGE_MOVE)
                .where(MERGE_MOVE.COMMUNITY_ID.eq(PERSON_MERGE.COMMUNITY_ID))
                .and(MERGE_MOVE.MERGE_ID.eq(PERSON_MERGE.ID)));
        return db.select(PERSON_MERGE, duplicate, survivor, moved)
                .from(PERSON_MERGE)
                .join(duplicate)
                .on(duplicate.COMMUNITY_ID.eq(PERSON_MERGE.COMMUNITY_ID), duplicate.ID.eq(PERSON_MERGE.DUPLICATE_ID))
                .join(survivor)
                .on(survivor.COMMUNITY_ID.eq(PERSON_MERGE.COMMUNITY_ID), survivor.ID.eq(PERSON_MERGE.SURVIVOR_ID))
                .where(PERSON_MERGE.COMMUNITY_ID.eq(community))
                .and(which == null ? noCondition() : which)
                .orderBy(PERSON_MERGE.ID.desc())
                .limit(val(rows))
                .fetch(row -> merge(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private static Merge merge(PersonMergeRecord row, PersonRecord duplicate, PersonRecord survivor, int moved) {
        return new Merge(
                row.getId(),
                line(duplicate),
                line(survivor),
                Arrays.stream(row.getTaken()).map(Merging.Field::valueOf).toList(),
                row.getReason(),
                row.getState(),
                row.getApprovalId(),
                row.getProposedBy(),
                row.getProposedAt(),
                row.getMergedAt(),
                row.getUndoReason(),
                moved);
    }

    static PersonLine line(PersonRecord row) {
        return new PersonLine(
                row.getId(),
                row.getKind(),
                Person.maskedName(row.getKind(), row.getName()),
                row.getPhone() == null ? null : Masked.phone(row.getPhone()),
                row.getVersion());
    }
}
