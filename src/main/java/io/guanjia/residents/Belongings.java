package io.guanjia.residents;

import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Vehicles and parking spaces of some people, and the vehicles that stand on one premises, in one statement. A space is listed once,
 * whoever owns it together; not beside the vehicle of theirs that stands on it and names it.
 */
@Component
@Transactional(readOnly = true)
public class Belongings {

    private static final String ALL = """
            select 'VEHICLE', v.plate, nullif(concat_ws(' ', v.brand, v.colour), ''), v.person_id, v.premises_id,
                (select p.code from estate.premises p where p.community_id = {0} and p.id = v.premises_id), v.permit, v.permit_to_on
            from residents.vehicle v where v.community_id = {0} and (v.person_id = any ({1}) or v.premises_id = {2})
                and (v.to_on is null or v.to_on >= {3})
            union all
            select 'SPACE', p.code, p.space_place, min(s.person_id), p.id, null, null, null from (
                select w.person_id, o.premises_id from residents.ownership_owner w
                    join residents.ownership o on o.community_id = {0} and o.id = w.ownership_id and o.voided_at is null
                    where w.community_id = {0} and w.person_id = any ({1}) and o.from_on <= {3} and (o.to_on is null or o.to_on >= {3})
                union select t.tenant_id, t.premises_id from residents.tenancy t
                    where t.community_id = {0} and t.tenant_id = any ({1}) and t.voided_at is null
                        and t.from_on <= {3} and (t.to_on is null or t.to_on >= {3})) s
            join estate.premises p on p.community_id = {0} and p.id = s.premises_id and p.kind = 'SPACE' and p.id <> {2}
            where not exists (select from residents.vehicle v where v.community_id = {0} and v.premises_id = p.id
                and v.person_id = any ({1}) and (v.to_on is null or v.to_on >= {3}))
            group by p.id, p.code, p.space_place
            order by 1 desc, 2""";

    private final DSLContext db;
    private final Access access;

    Belongings(DSLContext db, Access access) {
        this.db = db;
        this.access = access;
    }

    public List<Belonging> of(long community, Collection<Long> people, long premises, LocalDate on) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.resultQuery(ALL, Sql.arguments(community, people.toArray(Long[]::new), premises, on))
                .fetch(Belongings::belonging);
    }

    private static Belonging belonging(Record r) {
        return new Belonging(
                Belonging.Kind.valueOf(r.get(0, String.class)),
                r.get(1, String.class),
                r.get(2, String.class),
                r.get(3, Long.class),
                r.get(4, Long.class),
                r.get(5, String.class),
                r.get(6, String.class),
                r.get(7, LocalDate.class));
    }
}
