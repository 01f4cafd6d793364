package io.guanjia.residents;

import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What one person owns and rents, has owned and rented. */
@Component
@Transactional(readOnly = true)
class PremisesOfPerson {

    private final DSLContext db;
    private final Access access;

    PremisesOfPerson(DSLContext db, Access access) {
        this.db = db;
        this.access = access;
    }

    enum Role {
        OWNER,
        CO_OWNER,
        TENANT
    }

    record Tie(long premisesId, String code, Role role, DateSpan span) {}

    /** The latest first. */
    List<Tie> of(long community, long person) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.resultQuery("""
                        select p.id, p.code, case when w.billed then 'OWNER' else 'CO_OWNER' end, o.from_on, o.to_on
                        from residents.ownership_owner w
                        join residents.ownership o on o.community_id = {0} and o.id = w.ownership_id and o.voided_at is null
                        join estate.premises p on p.community_id = {0} and p.id = o.premises_id
                        where w.community_id = {0} and w.person_id = {1}
                        union all
                        select p.id, p.code, 'TENANT', t.from_on, t.to_on
                        from residents.tenancy t join estate.premises p on p.community_id = {0} and p.id = t.premises_id
                        where t.community_id = {0} and t.tenant_id = {1} and t.voided_at is null
                        order by 4 desc, 2 limit 200""", Sql.arguments(community, person))
                .fetch(r -> new Tie(
                        r.get(0, Long.class),
                        r.get(1, String.class),
                        Role.valueOf(r.get(2, String.class)),
                        new DateSpan(r.get(3, LocalDate.class), r.get(4, LocalDate.class))));
    }
}
