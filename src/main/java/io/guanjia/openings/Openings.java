package io.guanjia.openings;

import static io.guanjia.db.openings.Tables.STATEMENT;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.OpeningCharges;
import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Periods;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opening balances: proposed with their total, signed by another person, posted in one transaction (rules.md §11). */
@Component
@Transactional
public class Openings {
    public static final String KIND = "opening";

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final Approvals approvals;
    private final Periods periods;
    private final OpeningTables tables;
    private final OpeningCharges charges;
    private final Clock clock;

    Openings(
            DSLContext sql,
            Access access,
            AuditTrail audit,
            Approvals approvals,
            Periods periods,
            OpeningTables tables,
            OpeningCharges charges,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.approvals = approvals;
        this.periods = periods;
        this.tables = tables;
        this.charges = charges;
        this.clock = clock;
    }

    /** Writes the list down and asks another person to sign its total; nothing is owed before. @return the statement's id */
    public long propose(long communityId, NewOpening entry) {
        access.require(Permission.BILL_RUN_PROPOSE, communityId);
        long id = tables.write(communityId, entry, access.actor(), clock.instant());
        OpeningStatement written = tables.get(communityId, id);
        long approvalId = approvals.propose(new Proposal(
                communityId,
                KIND,
                id,
                written.summary(),
                written.arrears(),
                Permission.BILL_RUN_APPROVE,
                "rules.md §11",
                null));
        sql.update(STATEMENT)
                .set(STATEMENT.APPROVAL_ID, approvalId)
                .where(OpeningTables.is(communityId, id))
                .execute();
        record(communityId, id, "opening-proposed", null);
        return id;
    }

    @Transactional(readOnly = true)
    public OpeningStatement get(long communityId, long id) {
        access.require(Permission.BILLING_READ, communityId);
        return tables.get(communityId, id);
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public Page<OpeningStatement> page(long communityId, Paging paging) {
        access.require(Permission.BILLING_READ, communityId);
        return paging.page(tables.slice(communityId, paging), one -> Cursor.of(one.id()));
    }

    /** What is owed by row of the old books, in their order. */
    @Transactional(readOnly = true)
    public Page<OpeningRow> rows(long communityId, long id, Paging paging) {
        access.require(Permission.BILLING_READ, communityId);
        return paging.page(tables.rows(communityId, id, paging), row -> Cursor.of(row.row(), row.premisesId()));
    }

    /**
     * The import that brought them is taken back: what waits is withdrawn by whoever proposed it, what was refused is forgotten.
     *
     * @throws OpeningRefused when they are posted: their reversal comes first, and is another person's decision
     */
    public void discard(long communityId, long importId, String reason) {
        for (OpeningStatement one : tables.ofImport(communityId, importId)) {
            switch (one.state()) {
                case POSTED -> throw OpeningRefused.posted(one.year());
                case PROPOSED -> withdraw(communityId, one, reason);
                case REJECTED, REVERSED -> tables.release(communityId, one.id());
            }
        }
    }

    private void withdraw(long communityId, OpeningStatement one, String reason) {
        if (one.createdBy() != access.actor()) {
            throw OpeningRefused.proposedBy(access.nameOf(one.createdBy()));
        }
        approvals.withdraw(communityId, Objects.requireNonNull(one.approvalId()), reason);
        tables.release(communityId, one.id());
    }

    /** The decision was yes: what was signed is what is posted. */
    void post(long communityId, long id) {
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        OpeningStatement signed = tables.lock(communityId, id, StatementState.PROPOSED);
        tables.firstCharged(communityId, id).ifPresent(found -> {
            throw OpeningRefused.charged(found.premises(), found.month());
        });
        List<OpeningCharges.Line> lines = tables.charges(communityId, id, signed.source());
        Money total = Money.sum(lines.stream().map(OpeningCharges.Line::open));
        int posted = charges.post(communityId, today, id, signed.itemId(), lines);
        if (!total.equals(signed.arrears()) || posted != lines.size()) {
            throw new IllegalStateException("Opening " + id + " is " + total + " in " + posted + ", not as signed");
        }
        sql.update(STATEMENT)
                .set(STATEMENT.STATE, StatementState.POSTED)
                .set(STATEMENT.POSTED_ON, today)
                .set(STATEMENT.POSTED_AT, clock.instant())
                .set(STATEMENT.POSTED_BY, access.actor())
                .where(OpeningTables.is(communityId, id))
                .execute();
        record(communityId, id, "opening-posted", null);
    }

    /** The decision was no. */
    void rejected(long communityId, long id) {
        sql.update(STATEMENT)
                .set(STATEMENT.STATE, StatementState.REJECTED)
                .where(OpeningTables.is(communityId, id))
                .execute();
    }

    void record(long communityId, long id, String action, @Nullable String reason) {
        OpeningStatement one = tables.get(communityId, id);
        audit.record(
                communityId,
                action,
                KIND,
                id,
                null,
                Map.of(
                        "item", one.itemName(),
                        "year", one.year(),
                        "rows", one.rows(),
                        "paidFen", one.paid().fen(),
                        "amountFen", one.arrears().fen()),
                reason);
    }
}
