package io.guanjia.approvals;

import static io.guanjia.db.approvals.Tables.APPROVAL;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.approvals.enums.ApprovalState;
import io.guanjia.db.approvals.tables.records.ApprovalRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Reason;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proposals and their decisions. */
@Component
@Transactional
public class Approvals {

    private static final int WAITING_MAX = 500;

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;
    private final ObjectProvider<Decision> decisions;

    Approvals(DSLContext sql, Clock clock, Access access, AuditTrail audit, ObjectProvider<Decision> decisions) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
        this.decisions = decisions;
    }

    /**
     * The proposing room has checked that this person may propose.
     *
     * @return id of the approval
     * @throws AlreadyProposed when the same subject waits already
     */
    public long propose(Proposal proposal) {
        decision(proposal.kind());
        Long id = insert(proposal);
        if (id == null) {
            Approval waiting = pending(proposal.communityId(), proposal.kind(), proposal.subjectId())
                    .orElseThrow(
                            () -> new IllegalStateException("The waiting proposal was decided this moment: ask again"));
            throw new AlreadyProposed(access.nameOf(waiting.proposedBy()), waiting.proposedAt());
        }
        audit.record(
                proposal.communityId(),
                "proposed",
                proposal.kind(),
                proposal.subjectId(),
                null,
                Map.of("approval", id, "summary", proposal.summary()),
                proposal.reason());
        return id;
    }

    /**
     * Decides yes, and lets the proposing room act on it in this transaction.
     *
     * @throws MakerIsChecker when the same person proposed it
     * @throws AlreadyDecided when another one was faster
     */
    public Approval approve(long communityId, long approvalId, @Nullable String reason) {
        Approval waiting = lock(communityId, approvalId);
        return decide(waiting, Approval.State.APPROVED, reason, Decision::approved);
    }

    /** Decides no, for a reason; otherwise as {@link #approve}. */
    public Approval reject(long communityId, long approvalId, String reason) {
        Approval waiting = lock(communityId, approvalId);
        return decide(waiting, Approval.State.REJECTED, Reason.required(reason), Decision::rejected);
    }

    /** The proposer takes it back. */
    public Approval withdraw(long communityId, long approvalId, @Nullable String reason) {
        Approval waiting = visible(communityId, approvalId, true);
        if (waiting.proposedBy() != access.actor()) {
            throw new AccessDeniedException("Only the proposer withdraws");
        }
        refuseDecided(waiting);
        return settle(waiting, Approval.State.WITHDRAWN, reason, Decision::withdrawn);
    }

    /** What this person may decide in the communities of the scope, oldest first; nothing of his own. */
    @Transactional(readOnly = true)
    public List<Approval> waitingForMe() {
        return sql.selectFrom(APPROVAL)
                .where(waitsForMe())
                .orderBy(APPROVAL.PROPOSED_AT, APPROVAL.ID)
                .limit(WAITING_MAX)
                .fetch(Approvals::approval);
    }

    @Transactional(readOnly = true)
    public int countWaitingForMe() {
        return sql.fetchCount(APPROVAL, waitsForMe());
    }

    @Transactional(readOnly = true)
    public Optional<Approval> pending(long communityId, String kind, long subjectId) {
        return sql.selectFrom(APPROVAL)
                .where(APPROVAL.COMMUNITY_ID.eq(communityId))
                .and(APPROVAL.KIND.eq(kind))
                .and(APPROVAL.SUBJECT_ID.eq(subjectId))
                .and(APPROVAL.STATE.eq(ApprovalState.PENDING))
                .fetchOptional(Approvals::approval);
    }

    /** The latest approval of a subject, decided or not. */
    @Transactional(readOnly = true)
    public Optional<Approval> latest(long communityId, String kind, long subjectId) {
        return sql.selectFrom(APPROVAL)
                .where(APPROVAL.COMMUNITY_ID.eq(communityId))
                .and(APPROVAL.KIND.eq(kind))
                .and(APPROVAL.SUBJECT_ID.eq(subjectId))
                .orderBy(APPROVAL.ID.desc())
                .limit(1)
                .fetchOptional(Approvals::approval);
    }

    /** One that this person proposed, may decide or has decided; any other is not found. */
    @Transactional(readOnly = true)
    public Approval get(long communityId, long approvalId) {
        Approval approval = visible(communityId, approvalId, false);
        if (!concerns(approval)) {
            throw new NotFound("approval", approvalId);
        }
        return approval;
    }

    private boolean concerns(Approval approval) {
        Long actor = Scopes.current().map(Scope::actor).orElse(null);
        return actor == null
                || approval.proposedBy() == actor
                || actor.equals(approval.decidedBy())
                || Permission.of(approval.permission())
                        .map(permission -> access.may(permission, approval.communityId()))
                        .orElse(false);
    }

    /** Of this person, latest first: what he proposed or what he decided, before the given id. */
    @Transactional(readOnly = true)
    List<Approval> history(boolean mine, @Nullable Long before, int rows) {
        long actor = access.actor();
        Condition whose = mine ? APPROVAL.PROPOSED_BY.eq(actor) : concernsMe(actor);
        return sql.selectFrom(APPROVAL)
                .where(whose)
                .and(before == null ? DSL.noCondition() : APPROVAL.ID.lt(before))
                .orderBy(APPROVAL.ID.desc())
                .limit(rows)
                .fetch(Approvals::approval);
    }

    @Nullable
    String page(Approval approval) {
        return decisions.stream()
                .filter(decision -> decision.kind().equals(approval.kind()))
                .findFirst()
                .map(decision -> decision.page(approval))
                .orElse(null);
    }

    private Approval decide(
            Approval waiting, Approval.State state, @Nullable String reason, BiConsumer<Decision, Approval> told) {
        if (waiting.proposedBy() == access.actor()) {
            throw new MakerIsChecker();
        }
        refuseDecided(waiting);
        return settle(waiting, state, reason, told);
    }

    private Approval settle(
            Approval waiting, Approval.State state, @Nullable String reason, BiConsumer<Decision, Approval> told) {
        ApprovalRecord row = sql.update(APPROVAL)
                .set(APPROVAL.STATE, state.column())
                .set(APPROVAL.DECIDED_BY, access.actor())
                .set(APPROVAL.DECIDED_AT, clock.instant())
                .set(APPROVAL.DECISION_REASON, Reason.optional(reason))
                .where(APPROVAL.COMMUNITY_ID.eq(waiting.communityId()), APPROVAL.ID.eq(waiting.id()))
                .returning()
                .fetchSingle();
        Approval decided = approval(row);
        audit.record(
                decided.communityId(),
                state.name().toLowerCase(Locale.ROOT),
                decided.kind(),
                decided.subjectId(),
                Map.of("approval", decided.id(), "state", waiting.state()),
                Map.of("approval", decided.id(), "state", state),
                decided.decisionReason());
        told.accept(decision(decided.kind()), decided);
        return decided;
    }

    /** Locked, so that of two deciders the second one reads what the first one did. */
    private Approval lock(long communityId, long approvalId) {
        Approval waiting = visible(communityId, approvalId, true);
        Permission permission = Permission.of(waiting.permission())
                .orElseThrow(() -> new IllegalStateException("Unknown permission " + waiting.permission()));
        access.require(permission, communityId);
        return waiting;
    }

    private Approval visible(long communityId, long approvalId, boolean forUpdate) {
        Scope scope = Scopes.current().orElseThrow(() -> new IllegalStateException("No scope is bound"));
        var query = sql.selectFrom(APPROVAL)
                .where(APPROVAL.COMMUNITY_ID.eq(communityId), APPROVAL.ID.eq(approvalId))
                .and(APPROVAL.COMMUNITY_ID.in(scope.communities()));
        ApprovalRecord row = forUpdate ? query.forUpdate().fetchOne() : query.fetchOne();
        if (row == null) {
            throw new NotFound("approval", approvalId);
        }
        return approval(row);
    }

    private void refuseDecided(Approval approval) {
        if (!approval.pending()) {
            throw new AlreadyDecided(
                    access.nameOf(Objects.requireNonNull(approval.decidedBy())),
                    Objects.requireNonNull(approval.decidedAt()));
        }
    }

    private @Nullable Long insert(Proposal proposal) {
        return sql.insertInto(APPROVAL)
                .set(APPROVAL.COMMUNITY_ID, proposal.communityId())
                .set(APPROVAL.KIND, proposal.kind())
                .set(APPROVAL.SUBJECT_ID, proposal.subjectId())
                .set(APPROVAL.SUMMARY, proposal.summary())
                .set(APPROVAL.AMOUNT_FEN, proposal.amount())
                .set(APPROVAL.PERMISSION, proposal.permission().code())
                .set(APPROVAL.RULE, proposal.rule())
                .set(APPROVAL.PROPOSED_BY, access.actor())
                .set(APPROVAL.PROPOSED_AT, clock.instant())
                .set(APPROVAL.PROPOSAL_REASON, proposal.reason())
                .onConflict(APPROVAL.COMMUNITY_ID, APPROVAL.KIND, APPROVAL.SUBJECT_ID)
                .where(APPROVAL.STATE.eq(DSL.inline(ApprovalState.PENDING)))
                .doNothing()
                .returningResult(APPROVAL.ID)
                .fetchOne(APPROVAL.ID);
    }

    private Condition waitsForMe() {
        return APPROVAL.STATE
                .eq(DSL.inline(ApprovalState.PENDING))
                .and(APPROVAL.PROPOSED_BY.ne(access.actor()))
                .and(mineToDecide());
    }

    private Condition concernsMe(long actor) {
        return APPROVAL.STATE
                .ne(DSL.inline(ApprovalState.PENDING))
                .and(APPROVAL.DECIDED_BY
                        .eq(actor)
                        .or(APPROVAL.PROPOSED_BY.eq(actor))
                        .or(mineToDecide()));
    }

    /** A person may hold different posts in each community; those with the same permissions are asked for together. */
    private Condition mineToDecide() {
        Scope scope = Scopes.current().orElseThrow(() -> new IllegalStateException("No scope is bound"));
        Map<Set<Permission>, List<Long>> communities =
                scope.communities().stream().collect(Collectors.groupingBy(access::permissions));
        return DSL.or(communities.entrySet().stream()
                .map(group -> APPROVAL.COMMUNITY_ID
                        .in(group.getValue())
                        .and(APPROVAL.PERMISSION.in(
                                group.getKey().stream().map(Permission::code).toList())))
                .toList());
    }

    private Decision decision(String kind) {
        return decisions.stream()
                .filter(decision -> decision.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No room decides about " + kind));
    }

    private static Approval approval(ApprovalRecord row) {
        return new Approval(
                row.getCommunityId(),
                row.getId(),
                row.getKind(),
                row.getSubjectId(),
                row.getSummary(),
                row.getAmountFen(),
                row.getPermission(),
                row.getRule(),
                Approval.State.of(row.getState()),
                row.getProposedBy(),
                row.getProposedAt(),
                row.getProposalReason(),
                row.getDecidedBy(),
                row.getDecidedAt(),
                row.getDecisionReason());
    }
}
