package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Reason;
import io.guanjia.ledger.Periods;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Taking a posted document of charges back (红冲): one person asks, another one decides (rules.md §0). */
@Transactional
abstract class Reversals implements Decision {
    private final Tools tools;
    private final Document document;

    Reversals(Tools tools, Document document) {
        this.tools = tools;
        this.document = document;
    }

    /** What every reversal works with. */
    @Component
    record Tools(
            DSLContext sql, Access access, Approvals approvals, Periods periods, ChargePosting charges, Clock clock) {}

    /**
     * A kind of document.
     *
     * @param ofCharge the column of a charge that names it
     * @param reversed the state it has afterwards
     * @param path of its pages within the community
     */
    record Document(
            String kind,
            String action,
            SourceKind source,
            Permission propose,
            Permission approve,
            String path,
            Table<?> table,
            Field<Long> community,
            Field<Long> id,
            Field<Long> approval,
            Map<Field<?>, Object> reversed,
            Field<LocalDate> reversedOn,
            Field<Instant> reversedAt,
            Field<Long> reversedBy,
            Field<String> reason,
            Field<Long> ofCharge) {}

    /** What whoever decides is told. */
    record Told(String summary, Money amount) {}

    abstract Told told(long communityId, long id);

    /** @throws NotInThatState when it is not posted */
    abstract void lockPosted(long communityId, long id);

    abstract void record(long communityId, long id, String action, @Nullable String reason);

    /**
     * Asks for it; nothing is reversed before another person agrees. The approval comes before the document in the lock order, as it
     * does for whoever decides.
     *
     * @return id of the approval
     * @throws ChargesAllocated when somebody has paid for it; says for how many charges
     */
    public long propose(long communityId, long id, String reason) {
        tools.access().require(document.propose(), communityId);
        String why = Reason.required(reason);
        Told told = told(communityId, id);
        long approvalId = tools.approvals()
                .propose(new Proposal(
                        communityId,
                        document.kind(),
                        id,
                        told.summary(),
                        told.amount(),
                        document.approve(),
                        "rules.md §0",
                        why));
        lockPosted(communityId, id);
        tools.charges().requireUnpaid(communityId, live(communityId, id));
        set(communityId, id, document.approval(), approvalId);
        record(communityId, id, document.action() + "-proposed", why);
        return approvalId;
    }

    @Override
    public String kind() {
        return document.kind();
    }

    /** @throws ChargesAllocated when somebody has paid for it meanwhile; then nothing was decided */
    @Override
    public void approved(Approval approval) {
        long communityId = approval.communityId();
        long id = approval.subjectId();
        LocalDate today = LocalDate.now(tools.clock());
        tools.periods().hold(communityId, today);
        lockPosted(communityId, id);
        tools.charges().reverse(communityId, today, document.source(), id, live(communityId, id));
        tools.sql()
                .update(document.table())
                .set(document.reversed())
                .set(document.reversedOn(), today)
                .set(document.reversedAt(), tools.clock().instant())
                .set(document.reversedBy(), tools.access().actor())
                .set(document.reason(), Objects.requireNonNull(approval.proposalReason()))
                .where(document.community().eq(communityId), document.id().eq(id))
                .execute();
        record(communityId, id, document.action().replace("reversal", "reversed"), approval.decisionReason());
    }

    @Override
    public void rejected(Approval approval) {
        notReversed(approval, "-rejected");
    }

    @Override
    public void withdrawn(Approval approval) {
        notReversed(approval, "-withdrawn");
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + document.path() + approval.subjectId();
    }

    private void notReversed(Approval approval, String how) {
        set(approval.communityId(), approval.subjectId(), document.approval(), null);
        record(approval.communityId(), approval.subjectId(), document.action() + how, approval.decisionReason());
    }

    private void set(long communityId, long id, Field<Long> field, @Nullable Long value) {
        tools.sql()
                .update(document.table())
                .set(field, value)
                .where(document.community().eq(communityId), document.id().eq(id))
                .execute();
    }

    private Condition live(long communityId, long id) {
        return CHARGE.COMMUNITY_ID
                .eq(communityId)
                .and(document.ofCharge().eq(id))
                .and(CHARGE.REVERSED_ON.isNull());
    }
}
