package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.STATUS_CHANGE;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import io.guanjia.estate.StatusBulk.Advance;
import io.guanjia.estate.StatusTables.NewChange;
import io.guanjia.kernel.DateSpan;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a sale, a delivery or a lease brings into the house register (docs/decisions/0019). Whoever calls has asked for the
 * permission, or holds the decision of somebody who had it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FollowingStatuses {

    private static final Advance SOLD =
            new Advance(List.of(PremisesStatus.UNSOLD), PremisesStatus.SOLD, StatusCause.OWNERSHIP);
    private static final Advance DELIVERED = new Advance(
            List.of(PremisesStatus.UNSOLD, PremisesStatus.SOLD), PremisesStatus.DELIVERED, StatusCause.DELIVERY);
    private static final Set<PremisesStatus> LETTABLE = EnumSet.of(
            PremisesStatus.DELIVERED, PremisesStatus.DECORATING, PremisesStatus.OCCUPIED, PremisesStatus.OWN_USE);

    private final StatusTables tables;
    private final StatusBulk bulk;

    FollowingStatuses(DSLContext db, Clock clock) {
        this.tables = new StatusTables(db, clock);
        this.bulk = new StatusBulk(db, tables, clock);
    }

    void sold(long community, Map<Long, LocalDate> days) {
        bulk.advance(community, days, SOLD);
    }

    /** The sale is on the first day on which anybody owns them. @param first null: nobody ever did */
    public void owned(long community, long premises, @Nullable LocalDate first) {
        Condition otherDays = STATUS_CHANGE.CAUSE.eq(StatusCause.OWNERSHIP);
        if (first != null) {
            otherDays = otherDays.and(STATUS_CHANGE.FROM_ON.ne(first));
        }
        takeBack(community, List.of(premises), otherDays);
        if (first != null) {
            sold(community, Map.of(premises, first));
        }
    }

    void delivered(long community, Map<Long, LocalDate> days) {
        takeBack(community, days.keySet(), STATUS_CHANGE.CAUSE.eq(StatusCause.DELIVERY));
        bulk.advance(community, days, DELIVERED);
    }

    /**
     * Let for these days, of which a lease may be told again when its end moves. Afterwards the status from before returns, unless
     * another change lies between. A registered vacancy, and premises that were not delivered, stay what they are.
     */
    public void let(long community, long premises, long tenancy, DateSpan days) {
        unlet(community, premises, tenancy);
        PremisesStatus was = tables.on(community, premises, days.from());
        if (!LETTABLE.contains(was)) {
            return;
        }
        LocalDate after = days.to() == null ? null : days.to().plusDays(1);
        boolean returns = after != null && !tables.changesWithin(community, premises, days.from(), after);
        tables.put(community, byLease(premises, PremisesStatus.LET, days.from(), tenancy));
        if (after != null && returns) {
            tables.put(community, byLease(premises, was, after, tenancy));
        }
    }

    /** There was no such lease. */
    public void unlet(long community, long premises, long tenancy) {
        takeBack(
                community,
                List.of(premises),
                STATUS_CHANGE.CAUSE.eq(StatusCause.TENANCY).and(STATUS_CHANGE.SOURCE_ID.eq(tenancy)));
    }

    private static NewChange byLease(long premises, PremisesStatus status, LocalDate from, long tenancy) {
        return new NewChange(premises, status, from, StatusCause.TENANCY, tenancy, null, null);
    }

    private void takeBack(long community, Collection<Long> premises, Condition which) {
        tables.takeBack(community, premises, which);
    }
}
