package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.DIFFERENT_PERSON;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Reason;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may stand in the register twice: by number, by name and room, by name and the end of the phone, by phone. */
@Component
@Transactional
public class Duplicates {

    private static final int MOST = 200;
    /** A number that more people gave is an office's or a broker's, and says nothing. */
    private static final int SHARERS_MAX = 5;

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final People people;

    Duplicates(DSLContext db, Access access, AuditTrail audit, Clock clock, People people) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.people = people;
    }

    /** Masked, the surest first; without those of whom somebody said that they are two. */
    @Transactional(readOnly = true)
    public List<Suspect> suspected(long community) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.resultQuery(SUSPECTED, Sql.arguments(community, SHARERS_MAX, MOST))
                .fetch(Duplicates::suspect);
    }

    /** Somebody looked: they are two people. It is remembered, and asked no more. */
    public void distinguish(long community, long one, long other, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        String why = Reason.required(reason);
        if (one == other) {
            throw new InvalidInput("otherId", "merge-of-one");
        }
        people.get(community, one);
        people.get(community, other);
        int said = db.insertInto(DIFFERENT_PERSON)
                .set(DIFFERENT_PERSON.COMMUNITY_ID, community)
                .set(DIFFERENT_PERSON.ONE_ID, Math.min(one, other))
                .set(DIFFERENT_PERSON.OTHER_ID, Math.max(one, other))
                .set(DIFFERENT_PERSON.REASON, why)
                .set(DIFFERENT_PERSON.SAID_BY, access.actor())
                .set(DIFFERENT_PERSON.SAID_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
        if (said > 0) {
            audit.record(community, "people-distinguished", People.SUBJECT, one, null, Map.of("other", other), why);
            audit.record(community, "people-distinguished", People.SUBJECT, other, null, Map.of("other", one), why);
        }
    }

    private static final String SUSPECTED = """
            with standing as materialized (
                select p.id, p.kind, p.name, p.phone, p.phone_tail, p.identity_hash, p.version from residents.person p
                where p.community_id = {0}
                    and not exists (select from residents.redirect r where r.community_id = {0} and r.person_id = p.id)
            ), tie as materialized (
                select distinct o.premises_id, s.id, s.name
                from residents.ownership o
                join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
                join standing s on s.id = w.person_id
                where o.community_id = {0} and o.voided_at is null
                union
                select t.premises_id, s.id, s.name from residents.tenancy t join standing s on s.id = t.tenant_id
                where t.community_id = {0} and t.voided_at is null
            ), shared as (
                select phone from standing where phone is not null group by phone having count(*) between 2 and {1}
            ), pair as (
                select a.id as one, b.id as other, 0 as why from standing a join standing b
                    on b.identity_hash = a.identity_hash and b.id > a.id
                union all
                select a.id, b.id, 1 from tie a join tie b on b.premises_id = a.premises_id and b.name = a.name and b.id > a.id
                union all
                select a.id, b.id, 2 from standing a join standing b
                    on b.phone_tail = a.phone_tail and b.name = a.name and b.id > a.id
                union all
                select a.id, b.id, 3 from shared join standing a using (phone) join standing b on b.phone = a.phone and b.id > a.id
            ), suspected as (
                select one, other, array_agg(distinct why order by why) as why from pair p
                where not exists (select from residents.different_person d
                    where d.community_id = {0} and d.one_id = p.one and d.other_id = p.other)
                group by one, other order by min(why), one, other limit {2}
            )
            select s.why, a.id, a.kind, a.name, a.phone, a.version, b.id, b.kind, b.name, b.phone, b.version
            from suspected s join standing a on a.id = s.one join standing b on b.id = s.other
            order by s.why, a.id, b.id""";

    private static Suspect suspect(Record r) {
        return new Suspect(
                line(r, 1),
                line(r, 6),
                Arrays.stream(r.get(0, Integer[].class))
                        .map(at -> Suspect.Why.values()[at])
                        .toList());
    }

    private static PersonLine line(Record r, int at) {
        PersonKind kind = r.get(at + 1, PersonKind.class);
        String phone = r.get(at + 3, String.class);
        return new PersonLine(
                r.get(at, Long.class),
                kind,
                Person.maskedName(kind, r.get(at + 2, String.class)),
                phone == null ? null : Masked.phone(phone),
                r.get(at + 4, Integer.class));
    }
}
