package io.guanjia.openings;

import static io.guanjia.db.openings.Tables.STATEMENT;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.billing.OpeningCharges;
import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Reason;
import io.guanjia.ledger.Periods;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking posted opening balances back whole, while nothing stands on them: one person asks, another one decides (rules.md §0). */
@Component
@Transactional
public class OpeningReversals implements Decision {
    public static final String KIND = "opening-reversal";

    private final DSLContext sql;
    private final Access access;
    private final Approvals approvals;
    private final Periods periods;
    private final Openings openings;
    private final OpeningTables tables;
    private final OpeningCharges charges;
    private final Clock clock;

    OpeningReversals(
            DSLContext sql,
            Access access,
            Approvals approvals,
            Periods periods,
            Openings openings,
            OpeningTables tables,
            OpeningCharges charges,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.approvals = approvals;
        this.periods = periods;
        this.openings = openings;
        this.tables = tables;
        this.charges = charges;
        this.clock = clock;
    }

    /**
     * Asks for it; the approval comes before the statement in the lock order, as it does for whoever decides.
     *
     * @return id of the approval
     * @throws io.guanjia.billing.ChargesAllocated when somebody has paid something of them
     * @throws OpeningRefused when their month is closed
     */
    public long propose(long communityId, long id, String reason) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        String why = Reason.required(reason);
        OpeningStatement one = tables.get(communityId, id);
        if (one.state() != StatementState.POSTED) throw OpeningRefused.inState(one.state());
        long approvalId = approvals.propose(new Proposal(
                communityId, KIND, id, one.summary(), one.arrears(), Permission.BILL_RUN_APPROVE, "rules.md §0", why));
        requireNothingOn(communityId, tables.lock(communityId, id, StatementState.POSTED));
        setApproval(communityId, id, approvalId);
        openings.record(communityId, id, "opening-reversal-proposed", why);
        return approvalId;
    }

    private void requireNothingOn(long communityId, OpeningStatement one) {
        Month month = Month.of(Objects.requireNonNull(one.postedOn()));
        if (periods.isClosed(communityId, month)) throw OpeningRefused.monthClosed(month);
        charges.requireUnpaid(communityId, one.id());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        long communityId = approval.communityId();
        long id = approval.subjectId();
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        requireNothingOn(communityId, tables.lock(communityId, id, StatementState.POSTED));
        charges.reverse(communityId, today, id);
        sql.update(STATEMENT)
                .set(STATEMENT.STATE, StatementState.REVERSED)
                .set(STATEMENT.REVERSED_ON, today)
                .set(STATEMENT.REVERSED_AT, clock.instant())
                .set(STATEMENT.REVERSED_BY, access.actor())
                .set(STATEMENT.REVERSAL_REASON, Objects.requireNonNull(approval.proposalReason()))
                .where(OpeningTables.is(communityId, id))
                .execute();
        openings.record(communityId, id, "opening-reversed", approval.decisionReason());
    }

    @Override
    public void rejected(Approval approval) {
        notReversed(approval, "opening-reversal-rejected");
    }

    @Override
    public void withdrawn(Approval approval) {
        notReversed(approval, "opening-reversal-withdrawn");
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/openings/" + approval.subjectId();
    }

    private void notReversed(Approval approval, String action) {
        setApproval(approval.communityId(), approval.subjectId(), null);
        openings.record(approval.communityId(), approval.subjectId(), action, approval.decisionReason());
    }

    private void setApproval(long communityId, long id, @Nullable Long approvalId) {
        sql.update(STATEMENT)
                .set(STATEMENT.REVERSAL_APPROVAL_ID, approvalId)
                .where(OpeningTables.is(communityId, id))
                .execute();
    }
}
