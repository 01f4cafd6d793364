package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static io.guanjia.db.cashier.Tables.DAY_SHEET_COUNT;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.cashier.enums.Counter;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.tables.records.DaySheetRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Reason;
import io.guanjia.web.NotFound;
import io.guanjia.web.OpaqueId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The evening (日清, rules.md §6.1): the collector counts the drawer, a difference is explained and approved, a clerk who is another
 * person counts what is handed over and signs, and the sheet locks.
 *
 * <p>Locks: command key, period, sheet, drawer. Payments hold the sheet shared, so counting waits for those on their way.
 */
@Component
@Transactional
public class HandOvers {
    static final String DIFFERENCE = "cash-difference";

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Commands commands;
    private final Approvals approvals;
    private final SheetFigures figures;
    private final SheetLock lock;
    private final AuditTrail audit;

    HandOvers(
            DSLContext sql,
            Clock clock,
            Access access,
            Commands commands,
            Approvals approvals,
            SheetFigures figures,
            SheetLock lock,
            AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.commands = commands;
        this.approvals = approvals;
        this.figures = figures;
        this.lock = lock;
        this.audit = audit;
    }

    /**
     * The collector's count of the whole drawer, float included.
     *
     * @param on the day of the sheet
     * @param sheetId which sheet of that day; null: the first that is still to be counted
     * @param reason needed when the count differs from what is expected
     */
    public record Submit(
            LocalDate on,
            @OpaqueId @Nullable Long sheetId,
            CashCount count,
            @Nullable String reason) {
        public Submit {
            requireGiven("on", on);
            requireGiven("count", count);
            reason = Reason.optional(reason);
        }
    }

    /** @param chequesFen the cheques that came with the cash; must equal those of the sheet */
    public record Accept(
            CashCount count,
            @JsonProperty("chequesFen") @Nullable Money cheques) {
        public Accept {
            requireGiven("count", count);
        }
    }

    /** @param accepted false: the counts differ, and the sheet went back to its collector */
    public record Outcome(long sheetId, boolean accepted, Money difference) {}

    private static void requireGiven(String field, @Nullable Object value) {
        if (value == null) throw new InvalidInput(field, "missing");
    }

    /** Counts the actor's own sheet of that day. */
    public Answer<Outcome> submit(long communityId, String key, Submit submit) {
        access.require(Permission.COLLECT, communityId);
        return commands.once(key, "day-sheet", communityId, submit, Outcome.class, () -> count(communityId, submit));
    }

    private Outcome count(long communityId, Submit submit) {
        DaySheetRecord sheet = figures.lock(communityId, toCount(communityId, submit));
        Drawer.hold(sql, communityId, sheet.getCollectorId());
        DaySheet now = figures.of(sheet);
        if (!now.toCount()) throw SheetRefused.notToCount();
        long waiting = now.receipts().voided().stream()
                .filter(DaySheet.VoidedNumber::waiting)
                .count();
        if (waiting > 0) throw SheetRefused.voidsWaiting((int) waiting);
        Money counted = submit.count().total();
        Money difference = counted.minus(now.expected());
        if (!difference.isZero() && submit.reason() == null) {
            throw SheetRefused.reasonNeeded(difference);
        }
        int attempt = sheet.getAttempt() + 1;
        write(sheet, attempt, Counter.COLLECTOR, submit.count());
        markSubmitted(sheet, now, attempt, counted, difference, submit.reason());
        audit.record(
                communityId,
                "day-sheet-counted",
                "day-sheet",
                sheet.getId(),
                null,
                Map.of("expectedFen", now.expected().fen(), "countedFen", counted.fen()),
                submit.reason());
        if (!difference.isZero()) propose(communityId, sheet.getId(), now, difference, submit.reason());
        return new Outcome(sheet.getId(), false, difference);
    }

    private void markSubmitted(
            DaySheetRecord sheet, DaySheet now, int attempt, Money counted, Money difference, @Nullable String reason) {
        // what lies in the drawer beyond the float is handed over; a float that falls short stays as it is
        Money over = counted.minus(now.floatHeld());
        sql.update(DAY_SHEET)
                .set(DAY_SHEET.STATE, SheetState.SUBMITTED)
                .set(DAY_SHEET.SUBMITTED_AT, clock.instant())
                .set(DAY_SHEET.EXPECTED_FEN, now.expected())
                .set(DAY_SHEET.COUNTED_FEN, counted)
                .set(DAY_SHEET.DIFFERENCE_REASON, difference.isZero() ? null : reason)
                .set(DAY_SHEET.HANDED_OVER_FEN, over.isNegative() ? Money.ZERO : over)
                .set(DAY_SHEET.CHEQUES_FEN, now.cheques())
                .set(DAY_SHEET.ATTEMPT, attempt)
                .setNull(DAY_SHEET.RETURNED_AT)
                .setNull(DAY_SHEET.RETURN_REASON)
                .where(DAY_SHEET.COMMUNITY_ID.eq(sheet.getCommunityId()), DAY_SHEET.ID.eq(sheet.getId()))
                .execute();
    }

    private void propose(long communityId, long sheetId, DaySheet sheet, Money difference, @Nullable String reason) {
        String summary = "%s %s %s".formatted(sheet.on(), sheet.collector(), difference.format());
        approvals.propose(new Proposal(
                communityId,
                DIFFERENCE,
                sheetId,
                summary,
                difference.abs(),
                Permission.CASH_DIFFERENCE_APPROVE,
                "rules.md §6.1",
                reason));
    }

    /**
     * The clerk's count of what is handed over. Equal: the sheet locks. Different: both counts are kept and it goes back.
     *
     * @throws SheetRefused when it is the clerk's own cash, or a difference waits for the manager
     */
    public Answer<Outcome> accept(long communityId, String key, long sheetId, Accept accept) {
        access.require(Permission.CASH_ACCEPT, communityId);
        return commands.once(
                key,
                "day-sheet-acceptance",
                communityId,
                Map.of("sheet", sheetId, "accept", accept),
                Outcome.class,
                () -> accept(communityId, sheetId, accept));
    }

    private Outcome accept(long communityId, long sheetId, Accept accept) {
        lock.holdPeriod(communityId);
        DaySheetRecord sheet = figures.lock(communityId, sheetId);
        DaySheet now = figures.of(sheet);
        if (sheet.getCollectorId() == access.actor()) throw SheetRefused.ownCash();
        if (!now.toAccept()) throw SheetRefused.notSubmitted();
        requireApproved(communityId, now);
        if (!now.cheques().equals(Objects.requireNonNullElse(accept.cheques(), Money.ZERO))) {
            throw SheetRefused.chequesDiffer(now.cheques());
        }
        write(sheet, sheet.getAttempt(), Counter.CLERK, accept.count());
        Money handedOver = Objects.requireNonNull(now.handedOver());
        Money off = accept.count().total().minus(handedOver);
        if (off.isZero()) {
            lock.lock(sheet, now, accept.count().total());
        } else {
            sendBack(communityId, sheetId, off.format());
        }
        return new Outcome(sheetId, off.isZero(), off);
    }

    private void requireApproved(long communityId, DaySheet sheet) {
        Money difference = Objects.requireNonNull(sheet.difference());
        if (difference.isZero()) return;
        boolean approved = approvals
                .latest(communityId, DIFFERENCE, sheet.id())
                .filter(latest -> latest.state() == Approval.State.APPROVED)
                .filter(latest -> difference.abs().equals(latest.amount()))
                .isPresent();
        if (!approved) throw SheetRefused.differenceNotApproved(difference);
    }

    /** To be counted again; the counts so far stay. */
    void sendBack(long communityId, long sheetId, String reason) {
        sql.update(DAY_SHEET)
                .set(DAY_SHEET.RETURNED_AT, clock.instant())
                .set(DAY_SHEET.RETURN_REASON, reason)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.ID.eq(sheetId))
                .and(DAY_SHEET.STATE.eq(SheetState.SUBMITTED))
                .execute();
        audit.record(communityId, "day-sheet-returned", "day-sheet", sheetId, null, null, reason);
    }

    private long toCount(long communityId, Submit submit) {
        return sql.select(DAY_SHEET.ID)
                .from(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.COLLECTOR_ID.eq(access.actor()))
                .and(DAY_SHEET.BUSINESS_ON.eq(submit.on()))
                .and(submit.sheetId() == null ? noCondition() : DAY_SHEET.ID.eq(submit.sheetId()))
                .and(DAY_SHEET.STATE.eq(SheetState.OPEN).or(DAY_SHEET.RETURNED_AT.isNotNull()))
                .orderBy(DAY_SHEET.ORDINAL)
                .limit(1)
                .fetchOptional(DAY_SHEET.ID)
                .orElseThrow(() -> new NotFound("day sheet to count", submit.on()));
    }

    private void write(DaySheetRecord sheet, int attempt, Counter counter, CashCount count) {
        List<Integer> denominations = CashCount.DENOMINATIONS;
        var insert = sql.insertInto(
                DAY_SHEET_COUNT,
                DAY_SHEET_COUNT.COMMUNITY_ID,
                DAY_SHEET_COUNT.SHEET_ID,
                DAY_SHEET_COUNT.ATTEMPT,
                DAY_SHEET_COUNT.COUNTER,
                DAY_SHEET_COUNT.DENOMINATION_FEN,
                DAY_SHEET_COUNT.PIECES,
                DAY_SHEET_COUNT.COUNTED_BY,
                DAY_SHEET_COUNT.COUNTED_AT);
        for (int denomination : denominations) {
            insert = insert.values(
                    val(sheet.getCommunityId()),
                    val(sheet.getId()),
                    val(attempt),
                    val(counter),
                    val(new Money(denomination), DAY_SHEET_COUNT.DENOMINATION_FEN),
                    val(count.pieces().getOrDefault(denomination, 0)),
                    val(access.actor()),
                    val(clock.instant()));
        }
        insert.execute();
    }
}
