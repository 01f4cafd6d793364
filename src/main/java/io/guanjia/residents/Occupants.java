package io.guanjia.residents;

import io.guanjia.database.Sql;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everybody of one household, since when and until when, in one statement: owners, tenants, and who answers for the bills. */
@Component
@Transactional(readOnly = true)
public class Occupants {

    private static final String ALL = """
            select t.role, t.person_id, n.kind, n.name, n.phone, n.identity_cipher is not null, t.pays, t.owner_id, t.basis, t.from_on, t.to_on
            from (select case when w.billed then 'OWNER' else 'CO_OWNER' end as role, w.person_id, false as pays,
                    w.person_id as owner_id, null as basis, o.from_on, o.to_on
                from residents.ownership o join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
                where o.community_id = {0} and o.premises_id = {1} and o.voided_at is null
                union all
                select 'TENANT', t.tenant_id, t.pays, t.tenant_id, null, t.from_on, t.to_on from residents.tenancy t
                where t.community_id = {0} and t.premises_id = {1} and t.voided_at is null
                union all
                select 'ANSWERS', h.payer_id, true, h.owner_id, h.basis::text, h.from_on, h.to_on from residents.household h
                where h.community_id = {0} and h.premises_id = {1}) t
            join residents.person n on n.community_id = {0} and n.id = t.person_id
            order by t.from_on desc, t.role = 'CO_OWNER', t.person_id""";

    private final DSLContext db;
    private final Access access;

    Occupants(DSLContext db, Access access) {
        this.db = db;
        this.access = access;
    }

    /** The latest first; voided ownerships and leases never were. */
    public List<Occupant> of(long community, long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.resultQuery(ALL, Sql.arguments(community, premises)).fetch(Occupants::occupant);
    }

    private static Occupant occupant(Record r) {
        return new Occupant(
                Occupant.Role.valueOf(r.get(0, String.class)),
                r.get(1, Long.class),
                r.get(2, PersonKind.class),
                r.get(3, String.class),
                r.get(4, String.class),
                r.get(5, Boolean.class),
                r.get(6, Boolean.class),
                r.get(7, Long.class),
                r.get(8, String.class),
                new DateSpan(r.get(9, LocalDate.class), r.get(10, LocalDate.class)));
    }
}
