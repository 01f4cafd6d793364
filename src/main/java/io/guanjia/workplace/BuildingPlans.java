package io.guanjia.workplace;

import io.guanjia.database.Sql;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The squares of one building with what its rooms know of them, in one statement. */
@Component
@Transactional(readOnly = true)
class BuildingPlans {

    private static final int OWNER_MAX = 16;

    private final DSLContext sql;
    private final Access access;
    private final Clock clock;

    BuildingPlans(DSLContext sql, Access access, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.clock = clock;
    }

    /** In natural order of their codes. @param building null: whatever stands in no building */
    List<PlanSquare> squares(long c, @Nullable Long building) {
        access.require(Permission.ESTATE_READ, c);
        boolean owners = access.may(Permission.RESIDENTS_READ, c);
        boolean bills = access.may(Permission.BILLING_READ, c);
        return sql.resultQuery(
                        SQUARES,
                        Sql.arguments(c, DSL.val(building, SQLDataType.BIGINT), LocalDate.now(clock), owners, bills))
                .fetch(r -> square(r, bills));
    }

    private static final String SQUARES = """
            select p.id, p.kind, p.code, p.last_code, e.code, p.floor, p.status, w.kind, w.name, d.owed, d.oldest
            from estate.premises p
            left join estate.entrance e on e.community_id = {0} and e.id = p.entrance_id
            left join residents.household h on {3} and h.community_id = {0} and h.premises_id = p.id
                and h.from_on <= {2} and (h.to_on is null or h.to_on >= {2})
            left join residents.person w on w.community_id = {0} and w.id = h.owner_id
            left join lateral (
                select sum(c.open_fen)::bigint as owed, min(c.due_on) filter (where c.due_on < {2}) as oldest
                from billing.charge c where {4} and c.community_id = {0} and c.premises_id = p.id and c.open_fen > 0 and c.open_fen <> 0
            ) d on true
            where p.community_id = {0} and p.building_id is not distinct from {1}
            order by p.sort_key, p.code""";

    private static PlanSquare square(Record r, boolean bills) {
        Integer floor = r.get(5, Integer.class);
        String owner = r.get(8, String.class);
        Long owed = r.get(9, Long.class);
        return new PlanSquare(
                r.get(0, Long.class),
                r.get(1, PremisesKind.class),
                r.get(2, String.class),
                door(r.get(3, String.class), floor),
                r.get(4, String.class),
                floor,
                r.get(6, PremisesStatus.class),
                owner == null ? null : shortened(Person.maskedName(r.get(7, PersonKind.class), owner)),
                bills ? new Money(owed == null ? 0 : owed) : null,
                r.get(10, LocalDate.class));
    }

    /** 1201 on the 12th floor is door 01. */
    private static String door(String last, @Nullable Integer floor) {
        String prefix = String.valueOf(floor);
        return floor != null && last.startsWith(prefix) && last.length() > prefix.length()
                ? last.substring(prefix.length())
                : last;
    }

    /** A plan of two thousand squares stays small. */
    private static String shortened(String name) {
        return name.length() <= OWNER_MAX ? name : name.substring(0, OWNER_MAX) + "…";
    }
}
