package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static io.guanjia.db.cashier.Tables.MONTH_CLOSE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Decision;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.Advances;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.cashier.enums.CloseState;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.tables.records.MonthCloseRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Controls;
import io.guanjia.ledger.Periods;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The end of a month (月结, rules.md §6.2–6.3): proposed by accounting, decided by another person. Closing releases what was billed
 * in advance for this month, keeps the figures as published, locks postings and seals.
 */
@Component
@Transactional
public class MonthCloses implements Decision {
    private static final String KIND = "month-close";

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Commands commands;
    private final Approvals approvals;
    private final Controls controls;
    private final Periods periods;
    private final Advances advances;
    private final MonthFigures figures;
    private final AuditTrail audit;
    private final JsonMapper json;

    MonthCloses(
            DSLContext sql,
            Clock clock,
            Access access,
            Commands commands,
            Approvals approvals,
            Controls controls,
            Periods periods,
            Advances advances,
            MonthFigures figures,
            AuditTrail audit,
            JsonMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.commands = commands;
        this.approvals = approvals;
        this.controls = controls;
        this.periods = periods;
        this.advances = advances;
        this.figures = figures;
        this.audit = audit;
        this.json = json;
    }

    public record Proposed(long closeId) {}

    /** Asks for the close; nothing is closed before another person agrees. */
    public Answer<Proposed> propose(long communityId, String key, Month month) {
        access.require(Permission.MONTH_CLOSE_PROPOSE, communityId);
        return commands.once(key, KIND, communityId, month, Proposed.class, () -> {
            requireReady(communityId, month);
            long id = write(communityId, month);
            approvals.propose(new Proposal(
                    communityId,
                    KIND,
                    id,
                    month.toString(),
                    null,
                    Permission.MONTH_CLOSE_APPROVE,
                    "rules.md §15",
                    null));
            return new Proposed(id);
        });
    }

    /** The months proposed or closed, the latest first, with their figures. */
    @Transactional(readOnly = true)
    public Page<MonthClose> page(long communityId, Paging paging) {
        requireRead(communityId);
        Cursor after = paging.after();
        var rows = sql.selectFrom(MONTH_CLOSE)
                .where(MONTH_CLOSE.COMMUNITY_ID.eq(communityId))
                .and(
                        after == null
                                ? noCondition()
                                : row(MONTH_CLOSE.MONTH, MONTH_CLOSE.ID).lt(after.day(0), after.number(1)))
                .orderBy(MONTH_CLOSE.MONTH.desc(), MONTH_CLOSE.ID.desc())
                .limit(paging.rows())
                .fetch();
        return paging.page(
                rows.map(this::shaped), close -> Cursor.of(close.month().firstDay(), close.id()));
    }

    /** The latest close of a month that was not rejected; empty when nobody has asked yet. */
    @Transactional(readOnly = true)
    public Optional<MonthClose> find(long communityId, Month month) {
        requireRead(communityId);
        return sql.selectFrom(MONTH_CLOSE)
                .where(MONTH_CLOSE.COMMUNITY_ID.eq(communityId))
                .and(MONTH_CLOSE.MONTH.eq(month.firstDay()))
                .and(MONTH_CLOSE.STATE.ne(CloseState.REJECTED))
                .orderBy(MONTH_CLOSE.ID.desc())
                .limit(1)
                .fetchOptional()
                .map(this::shaped);
    }

    /** What the month comes to as of now. */
    @Transactional(readOnly = true)
    public MonthFigures.Figures figures(long communityId, Month month) {
        requireRead(communityId);
        return figures.of(communityId, month);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        long communityId = approval.communityId();
        MonthCloseRecord row = asked(communityId, approval.subjectId());
        Month month = Month.of(row.getMonth());
        periods.lock(communityId, month);
        requireReady(communityId, month);
        advances.release(communityId, month, month.lastDay());
        MonthFigures.Figures published = figures.of(communityId, month);
        periods.close(communityId, month);
        sql.update(MONTH_CLOSE)
                .set(MONTH_CLOSE.STATE, CloseState.CLOSED)
                .set(MONTH_CLOSE.CLOSED_BY, access.actor())
                .set(MONTH_CLOSE.CLOSED_AT, clock.instant())
                .set(MONTH_CLOSE.FIGURES, JSONB.jsonb(json.writeValueAsString(published)))
                .where(MONTH_CLOSE.COMMUNITY_ID.eq(communityId), MONTH_CLOSE.ID.eq(row.getId()))
                .execute();
        audit.record(communityId, "month-closed", KIND, month, null, published, approval.decisionReason());
    }

    @Override
    public void rejected(Approval approval) {
        sql.update(MONTH_CLOSE)
                .set(MONTH_CLOSE.STATE, CloseState.REJECTED)
                .where(MONTH_CLOSE.COMMUNITY_ID.eq(approval.communityId()))
                .and(MONTH_CLOSE.ID.eq(approval.subjectId()))
                .execute();
    }

    @Override
    public @Nullable String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/months";
    }

    private void requireReady(long communityId, Month month) {
        if (LocalDate.now(clock).isBefore(month.lastDay())) throw MonthCloseRefused.notOver(month);
        periods.requireNext(communityId, month);
        int open = sql.fetchCount(
                DAY_SHEET,
                DAY_SHEET
                        .COMMUNITY_ID
                        .eq(communityId)
                        .and(DAY_SHEET.BUSINESS_ON.le(month.lastDay()))
                        .and(DAY_SHEET.STATE.ne(SheetState.LOCKED)));
        if (open > 0) throw MonthCloseRefused.sheetsOpen(month, open);
        int different = (int) controls.check(communityId).stream()
                .filter(check -> !check.holds())
                .count();
        if (different > 0) throw MonthCloseRefused.controlsDiffer(different);
    }

    private long write(long communityId, Month month) {
        return sql.insertInto(MONTH_CLOSE)
                .set(MONTH_CLOSE.COMMUNITY_ID, communityId)
                .set(MONTH_CLOSE.MONTH, month.firstDay())
                .set(MONTH_CLOSE.STATE, CloseState.PROPOSED)
                .set(MONTH_CLOSE.PROPOSED_BY, access.actor())
                .set(MONTH_CLOSE.PROPOSED_AT, clock.instant())
                .onConflictDoNothing()
                .returningResult(MONTH_CLOSE.ID)
                .fetchOptional(MONTH_CLOSE.ID)
                .orElseThrow(() -> MonthCloseRefused.alreadyProposed(month));
    }

    private MonthCloseRecord asked(long communityId, long id) {
        return sql.selectFrom(MONTH_CLOSE)
                .where(MONTH_CLOSE.COMMUNITY_ID.eq(communityId), MONTH_CLOSE.ID.eq(id))
                .fetchSingle();
    }

    private void requireRead(long communityId) {
        if (!access.may(Permission.LEDGER_READ, communityId)) access.require(Permission.CASHIER_READ, communityId);
    }

    private MonthClose shaped(MonthCloseRecord row) {
        Month month = Month.of(row.getMonth());
        Map<Long, String> names = access.namesOf(Stream.of(row.getProposedBy(), row.getClosedBy())
                .filter(Objects::nonNull)
                .toList());
        return new MonthClose(
                row.getId(),
                month,
                row.getState(),
                names.getOrDefault(row.getProposedBy(), ""),
                row.getProposedAt(),
                row.getClosedBy() == null ? null : names.get(row.getClosedBy()),
                row.getClosedAt(),
                row.getFigures() == null
                        ? figures.of(row.getCommunityId(), month)
                        : json.readValue(row.getFigures().data(), MonthFigures.Figures.class));
    }
}
