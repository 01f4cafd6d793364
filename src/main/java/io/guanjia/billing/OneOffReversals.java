package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.ONE_OFF_CHARGE;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.db.billing.enums.OneOffState;
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

/** Taking a posted charge by hand back (红冲): one person asks, another one decides (rules.md §0). */
@Component
@Transactional
public class OneOffReversals implements Decision {
    public static final String KIND = "one-off-charge-reversal";

    private final DSLContext sql;
    private final Access access;
    private final Approvals approvals;
    private final Periods periods;
    private final OneOffCharges oneOffs;
    private final OneOffTables tables;
    private final ChargePosting charges;
    private final Clock clock;

    OneOffReversals(
            DSLContext sql,
            Access access,
            Approvals approvals,
            Periods periods,
            OneOffCharges oneOffs,
            OneOffTables tables,
            ChargePosting charges,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.approvals = approvals;
        this.periods = periods;
        this.oneOffs = oneOffs;
        this.tables = tables;
        this.charges = charges;
        this.clock = clock;
    }

    /**
     * Asks for it, in the lock order of {@link BillRunReversals#propose}.
     *
     * @return id of the approval
     * @throws ChargesAllocated when somebody has paid for it
     */
    public long propose(long communityId, long id, String reason) {
        access.require(Permission.ONE_OFF_PROPOSE, communityId);
        String why = Reason.required(reason);
        OneOffCharge one = oneOffs.get(communityId, id);
        long approvalId = approvals.propose(new Proposal(
                communityId, KIND, id, one.summary(), one.amount(), Permission.ONE_OFF_APPROVE, "rules.md §0", why));
        lockPosted(communityId, id);
        charges.requireUnpaid(communityId, live(communityId, id));
        setApproval(communityId, id, approvalId);
        oneOffs.record(communityId, id, "one-off-charge-reversal-proposed", why);
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
        long id = approval.subjectId();
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        lockPosted(communityId, id);
        charges.reverse(communityId, today, SourceKind.ONE_OFF_CHARGE, id, live(communityId, id));
        sql.update(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.STATE, OneOffState.REVERSED)
                .set(ONE_OFF_CHARGE.REVERSED_ON, today)
                .set(ONE_OFF_CHARGE.REVERSED_AT, clock.instant())
                .set(ONE_OFF_CHARGE.REVERSED_BY, access.actor())
                .set(ONE_OFF_CHARGE.REVERSAL_REASON, Objects.requireNonNull(approval.proposalReason()))
                .where(ONE_OFF_CHARGE.COMMUNITY_ID.eq(communityId), ONE_OFF_CHARGE.ID.eq(id))
                .execute();
        oneOffs.record(communityId, id, "one-off-charge-reversed", approval.decisionReason());
    }

    @Override
    public void rejected(Approval approval) {
        notReversed(approval, "one-off-charge-reversal-rejected");
    }

    @Override
    public void withdrawn(Approval approval) {
        notReversed(approval, "one-off-charge-reversal-withdrawn");
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/one-off-charges/" + approval.subjectId();
    }

    private void notReversed(Approval approval, String action) {
        setApproval(approval.communityId(), approval.subjectId(), null);
        oneOffs.record(approval.communityId(), approval.subjectId(), action, approval.decisionReason());
    }

    private void setApproval(long communityId, long id, @Nullable Long approvalId) {
        sql.update(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.REVERSAL_APPROVAL_ID, approvalId)
                .where(ONE_OFF_CHARGE.COMMUNITY_ID.eq(communityId), ONE_OFF_CHARGE.ID.eq(id))
                .execute();
    }

    private void lockPosted(long communityId, long id) {
        OneOffCharges.requireState(tables.lock(communityId, id), OneOffState.POSTED);
    }

    private static Condition live(long communityId, long id) {
        return CHARGE.COMMUNITY_ID.eq(communityId).and(CHARGE.ONE_OFF_ID.eq(id)).and(CHARGE.REVERSED_ON.isNull());
    }
}
