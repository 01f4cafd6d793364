package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.ONE_OFF_CHARGE;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Proposal;
import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.db.billing.tables.records.OneOffChargeRecord;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Charges by hand, each approved by another person and then posted the way of a bill run. */
@Component
@Transactional
public class OneOffCharges {
    public static final String KIND = "one-off-charge";

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final Approvals approvals;
    private final Commands commands;
    private final Periods periods;
    private final ChargeItems items;
    private final OneOffTables tables;
    private final ChargePosting charges;
    private final AdvanceLimit advanceLimit;
    private final Clock clock;

    OneOffCharges(
            DSLContext sql,
            Access access,
            AuditTrail audit,
            Approvals approvals,
            Commands commands,
            Periods periods,
            ChargeItems items,
            OneOffTables tables,
            ChargePosting charges,
            AdvanceLimit advanceLimit,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.approvals = approvals;
        this.commands = commands;
        this.periods = periods;
        this.items = items;
        this.tables = tables;
        this.charges = charges;
        this.advanceLimit = advanceLimit;
        this.clock = clock;
    }

    /** Writes it down and asks another person to approve it; posted with the approval. @return the document's id */
    public long propose(long communityId, NewOneOff entry) {
        access.require(Permission.ONE_OFF_PROPOSE, communityId);
        Money amount = entry.checkedAmount();
        ChargeItem item = item(communityId, entry);
        OneOffTables.Payer payer = tables.payer(communityId, entry);
        Month month = Month.of(entry.on());
        advanceLimit.requireNear(communityId, month, "on");
        long id = sql.insertInto(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.COMMUNITY_ID, communityId)
                .set(ONE_OFF_CHARGE.PREMISES_ID, entry.premisesId())
                .set(ONE_OFF_CHARGE.ITEM_ID, entry.itemId())
                .set(ONE_OFF_CHARGE.MONTH, month.firstDay())
                .set(ONE_OFF_CHARGE.AMOUNT_FEN, amount)
                .set(ONE_OFF_CHARGE.QUANTITY, entry.quantity())
                .set(ONE_OFF_CHARGE.UNIT_PRICE, entry.unitPrice())
                .set(ONE_OFF_CHARGE.PAYER_ID, payer.payerId())
                .set(ONE_OFF_CHARGE.OWNER_ID, payer.ownerId())
                .set(ONE_OFF_CHARGE.DUE_ON, dueOn(entry, item))
                .set(ONE_OFF_CHARGE.DESCRIPTION, entry.description().strip())
                .set(ONE_OFF_CHARGE.CREATED_BY, access.actor())
                .set(ONE_OFF_CHARGE.CREATED_AT, clock.instant())
                .returningResult(ONE_OFF_CHARGE.ID)
                .fetchSingle()
                .value1();
        OneOffCharge written = get(communityId, id);
        long approvalId = approvals.propose(new Proposal(
                communityId,
                KIND,
                id,
                written.summary(),
                amount,
                Permission.ONE_OFF_APPROVE,
                "rules.md §0",
                written.description()));
        sql.update(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.APPROVAL_ID, approvalId)
                .where(is(communityId, id))
                .execute();
        record(communityId, id, "one-off-charge-proposed", null);
        return id;
    }

    /** The same once per key: asked again, the first document's id. */
    public Answer<Long> proposeOnce(long communityId, String key, NewOneOff entry) {
        access.require(Permission.ONE_OFF_PROPOSE, communityId);
        return commands.once(key, KIND, communityId, entry, Long.class, () -> propose(communityId, entry));
    }

    @Transactional(readOnly = true)
    public OneOffCharge get(long communityId, long id) {
        access.require(Permission.BILLING_READ, communityId);
        return tables.fetch(communityId, ONE_OFF_CHARGE.ID.eq(id), null).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND, id));
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public Page<OneOffCharge> page(long communityId, Paging paging) {
        access.require(Permission.BILLING_READ, communityId);
        Condition before = paging.after() == null
                ? DSL.noCondition()
                : ONE_OFF_CHARGE.ID.lt(paging.after().number(0));
        return paging.page(tables.fetch(communityId, before, paging.rows()), one -> Cursor.of(one.id()));
    }

    /** The decision was yes. */
    void post(long communityId, long id) {
        LocalDate today = LocalDate.now(clock);
        periods.hold(communityId, today);
        OneOffChargeRecord document = tables.lock(communityId, id);
        requireState(document, OneOffState.PROPOSED);
        boolean deferrable =
                Month.of(document.getMonth()).isAfter(Month.of(today)) && !charges.isRemuneration(communityId);
        if (tables.post(document, today, clock.instant(), deferrable) != 1) {
            throw new IllegalStateException("The item has no fund class any more in the month of one-off charge " + id);
        }
        charges.post(communityId, today, SourceKind.ONE_OFF_CHARGE, id, written(communityId, id));
        sql.update(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.STATE, OneOffState.POSTED)
                .set(ONE_OFF_CHARGE.POSTED_AT, clock.instant())
                .set(ONE_OFF_CHARGE.POSTED_BY, access.actor())
                .where(is(communityId, id))
                .execute();
        record(communityId, id, "one-off-charge-posted", null);
    }

    /** The decision was no. */
    void rejected(long communityId, long id) {
        sql.update(ONE_OFF_CHARGE)
                .set(ONE_OFF_CHARGE.STATE, OneOffState.REJECTED)
                .where(is(communityId, id))
                .execute();
    }

    private ChargeItem item(long communityId, NewOneOff entry) {
        ChargeItem item = items.all(communityId).stream()
                .filter(one -> one.id() == entry.itemId())
                .findFirst()
                .orElseThrow(() -> new InvalidInput("itemId", "charge-item-unknown"));
        if (item.rateOn(Month.of(entry.on()).lastDay()).isEmpty()) {
            throw new InvalidInput("on", "charge-item-without-rate");
        }
        return item;
    }

    private static LocalDate dueOn(NewOneOff entry, ChargeItem item) {
        if (entry.dueOn() != null) {
            return entry.dueOn();
        }
        LocalDate usual = Month.of(entry.on()).atDay(item.dueDay());
        return usual.isBefore(entry.on()) ? entry.on() : usual;
    }

    void record(long communityId, long id, String action, @Nullable String reason) {
        OneOffCharge one = get(communityId, id);
        audit.record(
                communityId,
                action,
                KIND,
                id,
                null,
                Map.of(
                        "premises", one.premisesCode(),
                        "item", one.itemName(),
                        "month", one.month().toString(),
                        "amountFen", one.amount().fen(),
                        "description", one.description()),
                reason);
    }

    static void requireState(OneOffChargeRecord document, OneOffState state) {
        if (document.getState() != state) {
            throw new NotInThatState(KIND, document.getState());
        }
    }

    private static Condition is(long communityId, long id) {
        return ONE_OFF_CHARGE.COMMUNITY_ID.eq(communityId).and(ONE_OFF_CHARGE.ID.eq(id));
    }

    private static Condition written(long communityId, long id) {
        return CHARGE.COMMUNITY_ID.eq(communityId).and(CHARGE.ONE_OFF_ID.eq(id));
    }
}
