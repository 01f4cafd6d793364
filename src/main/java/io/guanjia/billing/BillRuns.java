package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.BILL_RUN;
import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.BillRunTables.Figures;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.db.billing.tables.records.BillRunRecord;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.jobs.Jobs;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.settings.Settings;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bills of a month (出账): previewed, checked, proposed, approved by another person and posted as one set (rules.md §1.6).
 * What preview counts and what posting writes is the same statement.
 */
@Component
@Transactional
public class BillRuns {
    public static final String KIND = "bill-run";
    /** Lines that are posted while the approver waits; some seconds. */
    private static final int MOST_AT_ONCE = 20_000;

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final Approvals approvals;
    private final Settings settings;
    private final Periods periods;
    private final ChargeItems items;
    private final BillRunTables tables;
    private final BillRunFindings findings;
    private final ChargePosting charges;
    private final AdvanceLimit advanceLimit;
    private final Jobs jobs;
    private final Clock clock;

    BillRuns(
            DSLContext sql,
            Access access,
            AuditTrail audit,
            Approvals approvals,
            Settings settings,
            Periods periods,
            ChargeItems items,
            BillRunTables tables,
            BillRunFindings findings,
            ChargePosting charges,
            AdvanceLimit advanceLimit,
            Jobs jobs,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.approvals = approvals;
        this.settings = settings;
        this.periods = periods;
        this.items = items;
        this.tables = tables;
        this.findings = findings;
        this.charges = charges;
        this.advanceLimit = advanceLimit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Computes the bills without posting any; what it found is kept with the run. @return id of the run */
    public long preview(long communityId, Month month, Collection<Long> itemIds) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        Collection<Long> wanted = monthly(communityId, itemIds);
        advanceLimit.requireNear(communityId, month, "month");
        long id = sql.insertInto(BILL_RUN)
                .set(figures(communityId, month, wanted))
                .set(BILL_RUN.COMMUNITY_ID, communityId)
                .set(BILL_RUN.MONTH, month.firstDay())
                .set(BILL_RUN.ITEM_IDS, wanted.toArray(Long[]::new))
                .set(BILL_RUN.CREATED_BY, access.actor())
                .set(BILL_RUN.CREATED_AT, clock.instant())
                .returningResult(BILL_RUN.ID)
                .fetchSingle()
                .value1();
        record(communityId, id, "bill-run-previewed", null);
        return id;
    }

    /** The same run with the figures of this moment; a proposal that waits is taken back by whoever made it. */
    public void previewAgain(long communityId, long runId) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        BillRun before = get(communityId, runId);
        if (before.state() == RunState.PROPOSED && before.approvalId() != null) {
            approvals.withdraw(communityId, before.approvalId(), null);
        }
        BillRunRecord run = tables.lock(communityId, runId);
        if (run.getState() != RunState.PREVIEWED && run.getState() != RunState.REJECTED) {
            throw new NotInThatState(KIND, run.getState());
        }
        sql.update(BILL_RUN)
                .set(figures(communityId, Month.of(run.getMonth()), Arrays.asList(run.getItemIds())))
                .where(is(communityId, runId))
                .execute();
        record(communityId, runId, "bill-run-previewed", null);
    }

    /**
     * Asks another person to approve what the preview shows.
     *
     * @return id of the approval
     * @throws BillRunStopped when the preview found what stops it
     * @throws BillRunEmpty when it adds no line
     */
    public long propose(long communityId, long runId) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        BillRunRecord locked = tables.lock(communityId, runId);
        if (locked.getState() != RunState.PREVIEWED) {
            throw new NotInThatState(KIND, locked.getState());
        }
        BillRun run = get(communityId, runId);
        if (run.isStopped()) {
            throw new BillRunStopped(run.month(), run.stops().size());
        }
        if (run.isEmpty()) {
            throw new BillRunEmpty(run.month(), run.alreadyBilled());
        }
        long approvalId = approvals.propose(new Proposal(
                communityId,
                KIND,
                runId,
                run.summary(),
                run.total(),
                Permission.BILL_RUN_APPROVE,
                "rules.md §15",
                null));
        setState(communityId, runId, RunState.PROPOSED, Map.of(BILL_RUN.APPROVAL_ID, approvalId));
        return approvalId;
    }

    /** Sets a preview aside that nobody will propose any more. */
    public void discard(long communityId, long runId) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        RunState state = tables.lock(communityId, runId).getState();
        if (state != RunState.PREVIEWED && state != RunState.REJECTED) {
            throw new NotInThatState(KIND, state);
        }
        setState(communityId, runId, RunState.DISCARDED, Map.of());
        record(communityId, runId, "bill-run-discarded", null);
    }

    @Transactional(readOnly = true)
    public BillRun get(long communityId, long runId) {
        access.require(Permission.BILLING_READ, communityId);
        return tables.run(communityId, runId);
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public Page<BillRun> page(long communityId, Paging paging) {
        access.require(Permission.BILLING_READ, communityId);
        Long before = paging.after() == null ? null : paging.after().number(0);
        return paging.page(tables.runs(communityId, before, paging.rows()), run -> Cursor.of(run.id()));
    }

    /**
     * Writes the charges of an approved run and their transfers, and lets prepayments settle what they can, in the caller's
     * transaction.
     *
     * @throws BillRunChanged when that would no longer be what was approved
     * @throws io.guanjia.ledger.PeriodClosed when the month of today is closed
     */
    void post(long communityId, long runId) {
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        BillRunRecord run = tables.lock(communityId, runId);
        if (run.getState() != RunState.PROPOSED && run.getState() != RunState.APPROVED) {
            throw new NotInThatState(KIND, run.getState());
        }
        if (tables.isBeforeCutOver(communityId, Month.of(run.getMonth()))) {
            throw new BillRunStopped(Month.of(run.getMonth()), 1);
        }
        items.lock(communityId, Arrays.asList(run.getItemIds()));
        boolean deferrable = Month.of(run.getMonth()).isAfter(Month.of(today)) && !charges.isRemuneration(communityId);
        Figures now =
                tables.post(communityId, run, new BillRunTables.Posting(runId, today, clock.instant(), deferrable));
        if (!now.sameAs(run)) {
            throw new BillRunChanged(run.getCharges(), run.getTotalFen(), now.charges(), now.total());
        }
        if (!now.complete() || now.clashes() > 0) {
            throw new BillRunStopped(Month.of(run.getMonth()), 1);
        }
        Money offset = charges.post(communityId, today, SourceKind.BILL_RUN, runId, written(communityId, runId));
        setState(
                communityId,
                runId,
                RunState.POSTED,
                Map.of(
                        BILL_RUN.POSTED_ON,
                        today,
                        BILL_RUN.POSTED_AT,
                        clock.instant(),
                        BILL_RUN.POSTED_BY,
                        access.actor(),
                        BILL_RUN.OFFSET_FEN,
                        offset));
        record(communityId, runId, "bill-run-posted", null);
    }

    /** The decision was yes: posts at once, or leaves many lines to a job. */
    void approved(long communityId, long runId) {
        BillRun run = get(communityId, runId);
        if (run.charges() <= MOST_AT_ONCE) {
            post(communityId, runId);
            return;
        }
        long jobId = jobs.start(BillRunJob.NAME, communityId, new BillRunJob.Arguments(communityId, runId));
        setState(communityId, runId, RunState.APPROVED, Map.of(BILL_RUN.JOB_ID, jobId));
    }

    /** The decision was no, or the job could not post what was approved: it has to be previewed again. What is posted stays so. */
    void rejected(long communityId, long runId) {
        sql.update(BILL_RUN)
                .set(BILL_RUN.STATE, RunState.REJECTED)
                .where(is(communityId, runId), BILL_RUN.STATE.in(RunState.PROPOSED, RunState.APPROVED))
                .execute();
    }

    private void setState(long communityId, long runId, RunState state, Map<?, ?> facts) {
        sql.update(BILL_RUN)
                .set(BILL_RUN.STATE, state)
                .set(facts)
                .where(is(communityId, runId))
                .execute();
    }

    private BillRunRecord figures(long communityId, Month month, Collection<Long> itemIds) {
        DayBasis basis = BillingSettings.dayBasis(settings, communityId, month);
        Map<Long, Money> billed = tables.billed(communityId, month, itemIds);
        Map<Long, Money> previous = tables.billed(communityId, month.previous(), itemIds);
        Figures figures = tables.figures(communityId, month, itemIds, basis, previous.keySet());
        List<Finding> found = new ArrayList<>();
        if (tables.isBeforeCutOver(communityId, month)) {
            found.add(new Finding(Finding.Kind.BEFORE_CUT_OVER, 1, List.of()));
        }
        if (!figures.complete() || figures.clashes() > 0) {
            found.addAll(findings.stops(communityId, month, itemIds, basis));
        }
        Money compared = previous.keySet().stream()
                .map(item -> billed.getOrDefault(item, Money.ZERO))
                .reduce(figures.compared(), Money::plus);
        beyondBound(communityId, month, compared, sum(previous)).ifPresent(found::add);
        if (!previous.isEmpty()) {
            found.addAll(findings.changes(communityId, month, itemIds, basis));
        }
        BillRunRecord row = new BillRunRecord();
        row.setState(RunState.PREVIEWED);
        row.setDayBasis(basis);
        row.setCharges(figures.charges());
        row.setTotalFen(figures.total());
        row.setAlreadyBilled(figures.alreadyBilled());
        row.setBilledFen(sum(billed));
        row.setPreviousFen(sum(previous));
        row.setFingerprint(figures.fingerprint());
        row.setFindings(JSONB.valueOf(tables.written(found)));
        return row;
    }

    private static Money sum(Map<Long, Money> byItem) {
        return Money.sum(byItem.values().stream());
    }

    /** Of the items that were billed last month: a new item is no jump. */
    private Optional<Finding> beyondBound(long communityId, Month month, Money total, Money previous) {
        Optional<BigDecimal> bound = BillingSettings.maxChangePercent(settings, communityId, month);
        return BillRun.percent(total.minus(previous), previous)
                .filter(percent -> bound.isPresent() && percent.abs().compareTo(bound.get()) > 0)
                .map(percent -> new Finding(Finding.Kind.BEYOND_BOUND, 1, List.of()));
    }

    private Collection<Long> monthly(long communityId, Collection<Long> itemIds) {
        Collection<Long> wanted = new TreeSet<>(itemIds);
        boolean known = items.all(communityId).stream()
                .filter(ChargeItem::isMonthly)
                .map(ChargeItem::id)
                .toList()
                .containsAll(wanted);
        if (wanted.isEmpty() || !known) {
            throw new InvalidInput("items", wanted.isEmpty() ? "missing" : "charge-item-not-monthly");
        }
        return wanted;
    }

    void record(long communityId, long runId, String action, @Nullable String reason) {
        BillRun run = tables.run(communityId, runId);
        audit.record(
                communityId,
                action,
                KIND,
                runId,
                null,
                Map.of(
                        "month",
                        run.month().toString(),
                        "charges",
                        run.charges(),
                        "totalFen",
                        run.total().fen()),
                reason);
    }

    private static Condition is(long communityId, long runId) {
        return BILL_RUN.COMMUNITY_ID.eq(communityId).and(BILL_RUN.ID.eq(runId));
    }

    private static Condition written(long communityId, long runId) {
        return CHARGE.COMMUNITY_ID.eq(communityId).and(CHARGE.BILL_RUN_ID.eq(runId));
    }
}
