package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.BILL_RUN;
import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Reason;
import io.guanjia.ledger.Periods;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking a posted run back whole (整批红冲): one person asks, another one decides (rules.md §0). */
@Component
@Transactional
public class BillRunReversals implements Decision {
    public static final String KIND = "bill-run-reversal";

    private final DSLContext sql;
    private final Access access;
    private final Approvals approvals;
    private final Periods periods;
    private final BillRuns runs;
    private final BillRunTables tables;
    private final ChargePosting charges;
    private final Clock clock;

    BillRunReversals(
            DSLContext sql,
            Access access,
            Approvals approvals,
            Periods periods,
            BillRuns runs,
            BillRunTables tables,
            ChargePosting charges,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.approvals = approvals;
        this.periods = periods;
        this.runs = runs;
        this.tables = tables;
        this.charges = charges;
        this.clock = clock;
    }

    /**
     * Asks for it; nothing is reversed before another person agrees. The approval comes before the run in the lock order, as it
     * does for whoever decides.
     *
     * @return id of the approval
     * @throws ChargesAllocated when somebody has paid for it; says for how many charges
     */
    public long propose(long communityId, long runId, String reason) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        String why = Reason.required(reason);
        BillRun run = tables.run(communityId, runId);
        long approvalId = approvals.propose(new Proposal(
                communityId, KIND, runId, run.summary(), run.total(), Permission.BILL_RUN_APPROVE, "rules.md §0", why));
        lockPosted(communityId, runId);
        charges.requireUnpaid(communityId, live(communityId, runId));
        setApproval(communityId, runId, approvalId);
        runs.record(communityId, runId, "bill-run-reversal-proposed", why);
        return approvalId;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws ChargesAllocated when somebody has paid for it meanwhile; then nothing was decided */
    @Override
    public void approved(Approval approval) {
        long communityId = approval.communityId();
        long runId = approval.subjectId();
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        lockPosted(communityId, runId);
        charges.reverse(communityId, today, SourceKind.BILL_RUN, runId, live(communityId, runId));
        sql.update(BILL_RUN)
                .set(BILL_RUN.STATE, RunState.REVERSED)
                .set(BILL_RUN.REVERSED_ON, today)
                .set(BILL_RUN.REVERSED_AT, clock.instant())
                .set(BILL_RUN.REVERSED_BY, access.actor())
                .set(BILL_RUN.REVERSAL_REASON, Objects.requireNonNull(approval.proposalReason()))
                .where(BILL_RUN.COMMUNITY_ID.eq(communityId), BILL_RUN.ID.eq(runId))
                .execute();
        runs.record(communityId, runId, "bill-run-reversed", approval.decisionReason());
    }

    @Override
    public void rejected(Approval approval) {
        notReversed(approval, "bill-run-reversal-rejected");
    }

    @Override
    public void withdrawn(Approval approval) {
        notReversed(approval, "bill-run-reversal-withdrawn");
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/bill-runs/" + approval.subjectId();
    }

    private void notReversed(Approval approval, String action) {
        setApproval(approval.communityId(), approval.subjectId(), null);
        runs.record(approval.communityId(), approval.subjectId(), action, approval.decisionReason());
    }

    private void setApproval(long communityId, long runId, @Nullable Long approvalId) {
        sql.update(BILL_RUN)
                .set(BILL_RUN.REVERSAL_APPROVAL_ID, approvalId)
                .where(BILL_RUN.COMMUNITY_ID.eq(communityId), BILL_RUN.ID.eq(runId))
                .execute();
    }

    private void lockPosted(long communityId, long runId) {
        RunState state = tables.lock(communityId, runId).getState();
        if (state != RunState.POSTED) {
            throw new NotInThatState(BillRuns.KIND, state);
        }
    }

    private static Condition live(long communityId, long runId) {
        return CHARGE.COMMUNITY_ID
                .eq(communityId)
                .and(CHARGE.BILL_RUN_ID.eq(runId))
                .and(CHARGE.REVERSED_ON.isNull());
    }
}
