package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON_MERGE;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.db.residents.tables.records.PersonMergeRecord;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Reason;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two entries of one person become one (docs/decisions/0023): what the register says of the duplicate is said of the survivor,
 * records of money stay as they are and are read under the survivor, old numbers lead to him. Where money stands in either name one
 * person asks and another decides (rules.md §0).
 */
@Component
@Transactional
public class Merges implements Decision {
    public static final String KIND = "person-merge";
    private static final int LATEST = 50;

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Approvals approvals;
    private final Commands commands;
    private final Clock clock;
    private final PremisesRegister register;
    private final Redirects redirects;
    private final MergeTables tables;
    private final MergedRegister merged;
    private final ObjectProvider<MoneyOfPeople> money;

    Merges(
            DSLContext db,
            Access access,
            AuditTrail audit,
            Approvals approvals,
            Commands commands,
            Clock clock,
            PremisesRegister register,
            Redirects redirects,
            MergeTables tables,
            MergedRegister merged,
            ObjectProvider<MoneyOfPeople> money) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.approvals = approvals;
        this.commands = commands;
        this.clock = clock;
        this.register = register;
        this.redirects = redirects;
        this.tables = tables;
        this.merged = merged;
        this.money = money;
    }

    /** {@link #merge} with the key of a form or program: the same key again gives the first answer. */
    public Answer<Long> mergeOnce(long community, String key, Merging merging) {
        return commands.once(key, KIND, community, merging, Long.class, () -> merge(community, merging));
    }

    /**
     * Merges at once, or asks for it where money stands in either name.
     *
     * @return id of the merge, whose state says which
     * @throws PersonMerged when one of them was merged before
     */
    public long merge(long community, Merging merging) {
        access.require(Permission.RESIDENTS_WRITE, community);
        String why = Reason.required(merging.reason());
        if (merging.duplicateId() == merging.survivorId()) {
            throw new InvalidInput("survivorId", "merge-of-one");
        }
        List<PersonRecord> both = tables.lockPeople(community, merging.duplicateId(), merging.survivorId());
        redirects.refuse(community, List.of(merging.duplicateId(), merging.survivorId()));
        if (both.get(0).getKind() != both.get(1).getKind()) {
            throw new InvalidInput("survivorId", "merge-of-kinds");
        }
        PersonMergeRecord row = insert(community, merging, why);
        if (hasMoney(community, merging.duplicateId()) || hasMoney(community, merging.survivorId())) {
            propose(row);
        } else {
            carry(row);
        }
        return row.getId();
    }

    private boolean hasMoney(long community, long person) {
        return money.stream().anyMatch(one -> one.any(community, person));
    }

    private PersonMergeRecord insert(long community, Merging merging, String why) {
        PersonMergeRecord row = new PersonMergeRecord();
        row.setCommunityId(community);
        row.setDuplicateId(merging.duplicateId());
        row.setSurvivorId(merging.survivorId());
        row.setTaken(merging.taken().stream().map(Enum::name).sorted().toArray(String[]::new));
        row.setReason(why);
        row.setState(MergeState.PROPOSED);
        row.setProposedBy(access.actor());
        row.setProposedAt(clock.instant());
        boolean waits = db.fetchExists(
                PERSON_MERGE,
                PERSON_MERGE.COMMUNITY_ID.eq(community),
                PERSON_MERGE.STATE.eq(MergeState.PROPOSED),
                PERSON_MERGE
                        .DUPLICATE_ID
                        .in(merging.duplicateId(), merging.survivorId())
                        .or(PERSON_MERGE.SURVIVOR_ID.eq(merging.duplicateId())));
        if (waits) {
            throw new MergeNotInThatState(MergeState.PROPOSED);
        }
        return Objects.requireNonNull(
                db.insertInto(PERSON_MERGE).set(row).returning().fetchOne());
    }

    private void propose(PersonMergeRecord row) {
        row.setApprovalId(approvals.propose(new Proposal(
                row.getCommunityId(),
                KIND,
                row.getId(),
                "#" + row.getDuplicateId() + " → #" + row.getSurvivorId(),
                null,
                Permission.BILL_RUN_APPROVE,
                "rules.md §0",
                row.getReason())));
        tables.save(row);
        record(row, "person-merge-proposed", row.getReason());
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Merge> latest(long community) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables.fetch(community, null, LATEST);
    }

    @Transactional(readOnly = true)
    public Merge get(long community, long id) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables.fetch(community, PERSON_MERGE.ID.eq(id), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("merge", id));
    }

    /** The merge after which that person stands for history only. */
    @Transactional(readOnly = true)
    public Optional<Merge> of(long community, long person) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables
                .fetch(community, PERSON_MERGE.DUPLICATE_ID.eq(person).and(PERSON_MERGE.STATE.eq(MergeState.MERGED)), 1)
                .stream()
                .findFirst();
    }

    /**
     * They are two again: what was carried over goes back.
     *
     * @throws MergeStands when money or changes came that rest on both being one
     */
    public void undo(long community, long id, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        String why = Reason.required(reason);
        PersonMergeRecord row = tables.lock(community, id);
        if (row.getState() != MergeState.MERGED || row.getMergedAt() == null) {
            throw new MergeNotInThatState(row.getState());
        }
        List<PersonRecord> both = tables.lockPeople(community, row.getDuplicateId(), row.getSurvivorId());
        Collection<Long> premises = tables.carriedPremises(row);
        hold(community, premises);
        int since = tables.isMergedFurther(row) ? 1 : 0;
        for (MoneyOfPeople one : money) {
            since += one.since(community, row.getSurvivorId(), row.getDuplicateId(), premises, row.getMergedAt());
        }
        if (since > 0) {
            throw new MergeStands(since);
        }
        merged.undo(row, both.get(1), why);
        row.setState(MergeState.UNDONE);
        row.setUndoneBy(access.actor());
        row.setUndoneAt(clock.instant());
        row.setUndoReason(why);
        tables.save(row);
        record(row, "person-merge-undone", why);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        PersonMergeRecord row = tables.lock(approval.communityId(), approval.subjectId());
        if (row.getState() != MergeState.PROPOSED) {
            throw new MergeNotInThatState(row.getState());
        }
        carry(row);
    }

    private void carry(PersonMergeRecord row) {
        long community = row.getCommunityId();
        List<PersonRecord> both = tables.lockPeople(community, row.getDuplicateId(), row.getSurvivorId());
        redirects.refuse(community, List.of(row.getDuplicateId(), row.getSurvivorId()));
        hold(community, tables.premisesOf(community, row.getDuplicateId()));
        merged.carry(row, both.get(0), both.get(1));
        row.setState(MergeState.MERGED);
        row.setMergedAt(clock.instant());
        tables.save(row);
        record(row, "person-merged", row.getReason());
    }

    @Override
    public void rejected(Approval approval) {
        PersonMergeRecord row = tables.lock(approval.communityId(), approval.subjectId());
        row.setState(MergeState.REJECTED);
        tables.save(row);
        record(row, "person-merge-rejected", Objects.requireNonNullElse(approval.decisionReason(), ""));
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/people/merges/" + approval.subjectId();
    }

    private void hold(long community, Collection<Long> premises) {
        register.hold(community, premises);
        money.forEach(one -> one.hold(community, premises));
    }

    private void record(PersonMergeRecord row, String action, String reason) {
        for (long person : List.of(row.getDuplicateId(), row.getSurvivorId())) {
            audit.record(
                    row.getCommunityId(),
                    action,
                    People.SUBJECT,
                    person,
                    null,
                    Map.of("merge", row.getId(), "from", row.getDuplicateId(), "into", row.getSurvivorId()),
                    reason.isEmpty() ? null : reason);
        }
    }
}
