package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.PERIOD;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The months of the books (rules.md §6.3). A month is closed when it or a later one is: months close in order, and a month without
 * any posting may be passed over. Corrections go to an open month; there is no way to open one again.
 *
 * <p>Postings hold the row of their month FOR SHARE until they commit, closing takes it FOR UPDATE: whoever comes first is waited
 * for, so nothing slips in behind the seal.
 */
@Service
@Transactional
public class Periods {

    private final DSLContext dsl;
    private final Balances balances;
    private final Seals seals;
    private final List<MonthEnd> monthEnds;
    private final Clock clock;

    Periods(DSLContext dsl, Balances balances, Seals seals, List<MonthEnd> monthEnds, Clock clock) {
        this.dsl = dsl;
        this.balances = balances;
        this.seals = seals;
        this.monthEnds = monthEnds;
        this.clock = clock;
    }

    /**
     * Keeps the month of that day open until the transaction ends. In the lock order it stands first after the command's key; a
     * transaction that needs several months holds the earliest first.
     *
     * @throws PeriodClosed when the month is closed
     */
    public void hold(long communityId, LocalDate on) {
        Month month = Month.of(on);
        Record1<Instant> row = share(communityId, month).orElseGet(() -> {
            begin(communityId, month);
            return share(communityId, month).orElseThrow();
        });
        if (row.value1() != null) {
            throw closed(communityId, month);
        }
    }

    /**
     * Keeps everybody else from posting into the month while it is being closed, and tells whether it may be.
     *
     * @throws PeriodClosed when it is closed already
     * @throws PeriodNotOver before its last day
     * @throws PeriodOutOfOrder when an earlier month is open
     */
    public void lock(long communityId, Month month) {
        if (LocalDate.now(clock).isBefore(month.lastDay())) {
            throw new PeriodNotOver(month);
        }
        Locks.PERIODS.take(dsl, communityId);
        begin(communityId, month);
        var row =
                dsl.selectFrom(PERIOD).where(is(communityId, month)).forUpdate().fetchSingle();
        if (row.getClosedAt() != null) {
            throw closed(communityId, month);
        }
        requireNoneOpenBefore(communityId, month);
    }

    private void requireNoneOpenBefore(long communityId, Month month) {
        earliestOpen(communityId).filter(earlier -> earlier.isBefore(month)).ifPresent(earlier -> {
            throw new PeriodOutOfOrder(month, earlier);
        });
    }

    /**
     * Refuses to ask for the close of a month whose turn it is not: {@link #lock} would refuse it later, or close a month in which
     * nothing can have happened.
     *
     * @throws PeriodClosed when it is closed already
     * @throws PeriodOutOfOrder when an earlier month is open
     * @throws PeriodBeforeFirst when nothing was posted so early
     */
    @Transactional(readOnly = true)
    public void requireNext(long communityId, Month month) {
        if (isClosed(communityId, month)) {
            throw closed(communityId, month);
        }
        Month first = dsl.select(min(PERIOD.MONTH))
                .from(PERIOD)
                .where(PERIOD.COMMUNITY_ID.eq(communityId))
                .fetchOptional(min(PERIOD.MONTH))
                .map(Month::of)
                .orElse(null);
        if (first == null || month.isBefore(first)) {
            throw PeriodBeforeFirst.of(month, first);
        }
        requireNoneOpenBefore(communityId, month);
    }

    /**
     * Closes and seals the month, keeps what then stands on each account, and tells every {@link MonthEnd}. Whether its sheets are in
     * and who approved is the caller's to know.
     */
    public Seal close(long communityId, Month month) {
        lock(communityId, month);
        balances.keep(communityId, month);
        dsl.update(PERIOD)
                .set(PERIOD.CLOSED_AT, clock.instant())
                .set(PERIOD.CLOSED_BY, Scopes.current().map(Scope::actor).orElse(null))
                .where(is(communityId, month))
                .execute();
        Seal seal = seals.sealMonth(communityId, month);
        monthEnds.forEach(end -> end.closed(communityId, month));
        return seal;
    }

    @Transactional(readOnly = true)
    public boolean isClosed(long communityId, Month month) {
        return lastClosed(communityId).filter(last -> !last.isBefore(month)).isPresent();
    }

    /** Empty while no month was closed. */
    @Transactional(readOnly = true)
    public Optional<Month> lastClosed(long communityId) {
        return dsl.select(max(PERIOD.MONTH))
                .from(PERIOD)
                .where(PERIOD.COMMUNITY_ID.eq(communityId))
                .and(PERIOD.CLOSED_AT.isNotNull())
                .fetchOptional(max(PERIOD.MONTH))
                .map(Month::of);
    }

    /** The months with postings, the latest first. */
    @Transactional(readOnly = true)
    public List<Period> list(long communityId) {
        return dsl.selectFrom(PERIOD)
                .where(PERIOD.COMMUNITY_ID.eq(communityId))
                .orderBy(PERIOD.MONTH.desc())
                .fetch(row -> new Period(Month.of(row.getMonth()), row.getClosedAt(), row.getClosedBy()));
    }

    private Optional<Record1<Instant>> share(long communityId, Month month) {
        return dsl.select(PERIOD.CLOSED_AT)
                .from(PERIOD)
                .where(is(communityId, month))
                .forShare()
                .fetchOptional();
    }

    /**
     * Makes the row of a month on its first use. The lock, which closing takes too, keeps an old month from being begun while a
     * later one is being closed: there is no row yet on which the two could meet.
     */
    private void begin(long communityId, Month month) {
        if (dsl.fetchExists(PERIOD, is(communityId, month))) {
            return;
        }
        Locks.PERIODS.take(dsl, communityId);
        if (isClosed(communityId, month)) {
            throw closed(communityId, month);
        }
        dsl.insertInto(PERIOD, PERIOD.COMMUNITY_ID, PERIOD.MONTH)
                .values(communityId, month.firstDay())
                .onConflictDoNothing()
                .execute();
    }

    private Optional<Month> earliestOpen(long communityId) {
        return dsl.select(PERIOD.MONTH)
                .from(PERIOD)
                .where(PERIOD.COMMUNITY_ID.eq(communityId))
                .and(PERIOD.CLOSED_AT.isNull())
                .orderBy(PERIOD.MONTH)
                .limit(1)
                .fetchOptional(PERIOD.MONTH)
                .map(Month::of);
    }

    private PeriodClosed closed(long communityId, Month month) {
        return new PeriodClosed(month, lastClosed(communityId).orElse(month).next());
    }

    private static Condition is(long communityId, Month month) {
        return PERIOD.COMMUNITY_ID.eq(communityId).and(PERIOD.MONTH.eq(month.firstDay()));
    }
}
