package io.guanjia.mending;

import static io.guanjia.db.mending.Tables.CORRECTION;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.Effect;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.mending.enums.CorrectionKind;
import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.db.mending.tables.records.CorrectionRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Reason;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Corrections: tried for real and rolled back to show what they do to bills, then applied at once where no bill changes, else
 * proposed to another person; what he approves is what was shown (docs/decisions/0024).
 */
@Component
@Transactional
public class Corrections implements Decision {
    public static final String KIND = "correction";
    private static final int LATEST = 100;

    private final Access access;
    private final AuditTrail audit;
    private final Approvals approvals;
    private final Commands commands;
    private final Clock clock;
    private final CorrectionTables tables;
    private final Mending mending;
    private final TransactionTemplate tried;

    Corrections(
            Access access,
            AuditTrail audit,
            Approvals approvals,
            Commands commands,
            Clock clock,
            CorrectionTables tables,
            Mending mending,
            PlatformTransactionManager transactions) {
        this.access = access;
        this.audit = audit;
        this.approvals = approvals;
        this.commands = commands;
        this.clock = clock;
        this.tables = tables;
        this.mending = mending;
        this.tried = new TransactionTemplate(transactions);
        this.tried.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** {@link #preview} with the key of a form or program: the same key again gives the first answer. */
    public Answer<Long> previewOnce(long community, String key, CorrectionRequest asked) {
        return commands.once(key, KIND, community, asked, Long.class, () -> preview(community, asked));
    }

    /** Finds out what it does, and changes nothing. @return id of the correction */
    public long preview(long community, CorrectionRequest asked) {
        requireWrite(community, asked.kind());
        CorrectionRequest checked = mending.checked(community, asked);
        CorrectionRecord row = new CorrectionRecord();
        row.setCommunityId(community);
        row.setKind(checked.kind());
        row.setPremisesId(checked.premisesId());
        row.setOtherId(checked.otherId());
        row.setOwnershipId(checked.ownershipId());
        row.setFromOn(checked.from());
        row.setOwnerIds(
                checked.kind() == CorrectionKind.OWNER ? checked.ownerIds().toArray(Long[]::new) : null);
        row.setSquareMetres(checked.area() == null ? null : checked.area().squareMetres());
        row.setReason(Reason.required(checked.reason()));
        row.setState(CorrectionState.PREVIEWED);
        row.setEffect(tables.written(tried(community, 0, checked)));
        row.setCreatedBy(access.actor());
        row.setCreatedAt(clock.instant());
        return tables.insert(row);
    }

    /** The same correction with what it does now; a proposal that waits is taken back by whoever made it. */
    public void previewAgain(long community, long id) {
        Correction before = get(community, id);
        requireWrite(community, before.asked().kind());
        if (before.state() == CorrectionState.PROPOSED && before.approvalId() != null) {
            approvals.withdraw(community, before.approvalId(), null);
        }
        CorrectionRecord row = tables.lock(community, id);
        requireState(row, CorrectionState.PREVIEWED, CorrectionState.REJECTED);
        row.setEffect(tables.written(tried(community, id, CorrectionTables.asked(row))));
        row.setState(CorrectionState.PREVIEWED);
        tables.save(row);
    }

    /**
     * Applies it where no bill changes; otherwise asks another person.
     *
     * @throws CorrectionChanged when it would not do what was shown any more
     */
    public void propose(long community, long id) {
        CorrectionRecord row = tables.lock(community, id);
        requireWrite(community, row.getKind());
        requireState(row, CorrectionState.PREVIEWED);
        Correction correction = get(community, id);
        if (correction.effect().isEmpty()) {
            apply(row);
            return;
        }
        row.setApprovalId(approvals.propose(new Proposal(
                community,
                KIND,
                id,
                correction.summary(),
                correction.effect().difference(),
                Permission.BILL_RUN_APPROVE,
                "rules.md §6.3",
                row.getReason())));
        row.setState(CorrectionState.PROPOSED);
        tables.save(row);
        record(row, "correction-proposed", row.getReason());
    }

    /** Sets a preview aside that nobody will propose. */
    public void discard(long community, long id) {
        CorrectionRecord row = tables.lock(community, id);
        requireWrite(community, row.getKind());
        requireState(row, CorrectionState.PREVIEWED, CorrectionState.REJECTED);
        row.setState(CorrectionState.DISCARDED);
        tables.save(row);
    }

    @Transactional(readOnly = true)
    public Correction get(long community, long id) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables.fetch(community, CORRECTION.ID.eq(id), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND, id));
    }

    /** The latest first. @param premises null for all */
    @Transactional(readOnly = true)
    public List<Correction> latest(long community, @Nullable Long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables.fetch(
                community,
                premises == null
                        ? DSL.noCondition()
                        : CORRECTION.PREMISES_ID.eq(premises).or(CORRECTION.OTHER_ID.eq(premises)),
                LATEST);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        CorrectionRecord row = tables.lock(approval.communityId(), approval.subjectId());
        requireState(row, CorrectionState.PROPOSED);
        apply(row);
    }

    @Override
    public void rejected(Approval approval) {
        CorrectionRecord row = tables.lock(approval.communityId(), approval.subjectId());
        row.setState(CorrectionState.REJECTED);
        tables.save(row);
        record(row, "correction-rejected", approval.decisionReason());
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/corrections/" + approval.subjectId();
    }

    private void apply(CorrectionRecord row) {
        Effect shown = tables.effect(row.getEffect());
        Effect now = mending.apply(row.getCommunityId(), row.getId(), CorrectionTables.asked(row));
        if (!now.equals(shown)) {
            throw new CorrectionChanged(shown, now);
        }
        row.setState(CorrectionState.APPLIED);
        row.setAppliedBy(access.actor());
        row.setAppliedOn(LocalDate.now(clock));
        row.setAppliedAt(clock.instant());
        tables.save(row);
        record(row, "correction-applied", row.getReason());
    }

    /** The real thing, back to where it began. */
    private Effect tried(long community, long id, CorrectionRequest asked) {
        return Objects.requireNonNull(tried.execute(status -> {
            status.setRollbackOnly();
            return mending.apply(community, id, asked);
        }));
    }

    private void requireWrite(long community, CorrectionKind kind) {
        access.require(kind == CorrectionKind.AREA ? Permission.ESTATE_WRITE : Permission.RESIDENTS_WRITE, community);
    }

    private static void requireState(CorrectionRecord row, CorrectionState... states) {
        if (!List.of(states).contains(row.getState())) {
            throw new CorrectionNotInThatState(row.getState());
        }
    }

    private void record(CorrectionRecord row, String action, @Nullable String reason) {
        Effect effect = tables.effect(row.getEffect());
        audit.record(
                row.getCommunityId(),
                action,
                KIND,
                row.getId(),
                null,
                Map.of(
                        "kind",
                        row.getKind().getLiteral(),
                        "changes",
                        effect.changes().size(),
                        "differenceFen",
                        effect.difference().fen()),
                reason);
    }
}
