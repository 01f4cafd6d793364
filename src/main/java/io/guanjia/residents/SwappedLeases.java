package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.TENANCY;

import io.guanjia.database.Sql;
import io.guanjia.estate.FollowingStatuses;
import io.guanjia.identity.Access;
import io.guanjia.kernel.DateSpan;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Leases of two households that change places, with what they bring into the house register. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SwappedLeases {

    private final DSLContext db;
    private final Access access;
    private final Clock clock;
    private final FollowingStatuses statuses;

    SwappedLeases(DSLContext db, Access access, Clock clock, FollowingStatuses statuses) {
        this.db = db;
        this.access = access;
        this.clock = clock;
        this.statuses = statuses;
    }

    record Lease(long id, long premisesId, long tenant, boolean pays, DateSpan span) {}

    /** Leases that hold on that day or later, the first first. */
    List<Lease> from(long community, long premises, LocalDate from) {
        return db.resultQuery("""
                        select id, premises_id, tenant_id, pays, from_on, to_on from residents.tenancy
                        where community_id = {0} and premises_id = {1} and voided_at is null
                            and (to_on is null or to_on >= {2}) order by from_on""", Sql.arguments(community, premises, from))
                .fetch(r -> new Lease(
                        r.get(0, Long.class),
                        r.get(1, Long.class),
                        r.get(2, Long.class),
                        r.get(3, Boolean.class),
                        new DateSpan(r.get(4, LocalDate.class), r.get(5, LocalDate.class))));
    }

    /** They end the day before, and are voided for that and their reason. */
    void cut(long community, List<Lease> moved, LocalDate from, String reason) {
        for (Lease one : moved) {
            db.execute(
                    "update residents.tenancy set voided_at = {2}, voided_by = {3}, void_reason = {4}, version = version + 1"
                            + " where community_id = {0} and id = {1}",
                    Sql.arguments(community, one.id(), clock.instant(), access.actor(), reason));
            statuses.unlet(community, one.premisesId(), one.id());
            if (one.span().from().isBefore(from)) {
                let(community, one.premisesId(), one, new DateSpan(one.span().from(), from.minusDays(1)));
            }
        }
    }

    void let(long community, long premises, Lease lease, DateSpan span) {
        long id = db.insertInto(TENANCY)
                .set(TENANCY.COMMUNITY_ID, community)
                .set(TENANCY.PREMISES_ID, premises)
                .set(TENANCY.TENANT_ID, lease.tenant())
                .set(TENANCY.PAYS, lease.pays())
                .set(TENANCY.FROM_ON, span.from())
                .set(TENANCY.TO_ON, span.to())
                .set(TENANCY.CREATED_AT, clock.instant())
                .set(TENANCY.CREATED_BY, access.actor())
                .returningResult(TENANCY.ID)
                .fetchSingle()
                .value1();
        statuses.let(community, premises, id, span);
    }
}
