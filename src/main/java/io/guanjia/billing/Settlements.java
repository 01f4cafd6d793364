package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.ALLOCATION;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.billing.Tables.PREPAYMENT_ENTRY;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.billing.Debtors.Debtor;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.SettlementSource;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a payment settles (rules.md §1.8). The money itself is the caller's: its document, its transfers, its permission. */
@Component
@Transactional
public class Settlements {
    private final DSLContext sql;
    private final Access access;
    private final Charges charges;
    private final Prepayments prepayments;
    private final Debtors debtors;
    private final PremisesAccounts accounts;
    private final AdvanceLimit advanceLimit;
    private final Clock clock;

    Settlements(
            DSLContext sql,
            Access access,
            Charges charges,
            Prepayments prepayments,
            Debtors debtors,
            PremisesAccounts accounts,
            AdvanceLimit advanceLimit,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.charges = charges;
        this.prepayments = prepayments;
        this.debtors = debtors;
        this.accounts = accounts;
        this.advanceLimit = advanceLimit;
        this.clock = clock;
    }

    /**
     * What the amount would settle now; nothing is locked or written.
     *
     * @throws ChargeAlreadyPaid as {@link #settle} does
     */
    @Transactional(readOnly = true)
    public Settlement plan(long communityId, Settle settle) {
        access.require(Permission.BILLING_READ, communityId);
        List<Long> premisesIds = settle.premisesIds();
        List<OpenCharge> open = charges.open(communityId, premisesIds);
        requireDesignatedOpen(communityId, settle, open);
        Map<Long, Debtor> debtors = this.debtors.of(communityId, settle, open);
        SettlementPlan plan = new SettlementPlan(settle, open, debtors);
        List<Settlement.Prepaid> prepaid = prepaid(communityId, settle, plan.surplus(), debtors);
        return new Settlement(Settlement.RULE, plan.lines(), prepaid, after(communityId, plan, prepaid, debtors));
    }

    /**
     * Allocates a payment in the caller's transaction, which holds the period and its sheet already: locks the premises accounts
     * in id order, writes allocations and prepayment. The caller posts the transfers.
     *
     * @param paymentId of the caller's document, whose row may follow
     * @throws ChargeAlreadyPaid when somebody took the money for a designated charge first
     * @throws ChargeReversed when a designated charge is no more
     * @throws PrepaymentTooHigh when more would be held in advance than may be
     * @throws InvalidInput when a designated charge is not one of its premises
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Settlement settle(long communityId, long paymentId, Settle settle) {
        accounts.lock(communityId, settle.premisesIds());
        Settlement settlement = plan(communityId, settle);
        for (Settlement.Line line : settlement.lines()) {
            sql.insertInto(ALLOCATION)
                    .set(ALLOCATION.COMMUNITY_ID, communityId)
                    .set(ALLOCATION.CHARGE_ID, line.chargeId())
                    .set(ALLOCATION.AMOUNT_FEN, line.amount())
                    .set(ALLOCATION.SOURCE, SettlementSource.PAYMENT)
                    .set(ALLOCATION.SOURCE_ID, paymentId)
                    .set(ALLOCATION.BUSINESS_ON, settle.on())
                    .set(ALLOCATION.ALLOCATED_AT, clock.instant())
                    .set(ALLOCATION.ACTOR_ID, actor())
                    .execute();
        }
        changeOpen(communityId, of(communityId, paymentId));
        settlement.prepaid().forEach(prepaid -> prepayments.put(communityId, prepaid, paymentId, settle.on()));
        return settlement;
    }

    /**
     * Undoes what a payment settled: its charges are open again, what it paid in advance is taken back. A payment that was undone
     * already stays so.
     *
     * @throws PrepaymentSpent when bills have been offset with its prepayment since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void undo(long communityId, long paymentId, LocalDate on) {
        accounts.lock(communityId, touched(communityId, paymentId));
        prepayments.takeBack(communityId, paymentId, on);
        var undone = ALLOCATION.as("undone");
        List<Long> reversals = sql.insertInto(
                        ALLOCATION,
                        ALLOCATION.COMMUNITY_ID,
                        ALLOCATION.CHARGE_ID,
                        ALLOCATION.AMOUNT_FEN,
                        ALLOCATION.SOURCE,
                        ALLOCATION.SOURCE_ID,
                        ALLOCATION.BUSINESS_ON,
                        ALLOCATION.ALLOCATED_AT,
                        ALLOCATION.ACTOR_ID,
                        ALLOCATION.REVERSES_ID)
                .select(select(
                                ALLOCATION.COMMUNITY_ID,
                                ALLOCATION.CHARGE_ID,
                                ALLOCATION.AMOUNT_FEN.neg(),
                                ALLOCATION.SOURCE,
                                ALLOCATION.SOURCE_ID,
                                val(on),
                                val(clock.instant()),
                                val(actor(), ALLOCATION.ACTOR_ID),
                                ALLOCATION.ID)
                        .from(ALLOCATION)
                        .where(of(communityId, paymentId))
                        .and(ALLOCATION.REVERSES_ID.isNull())
                        .andNotExists(sql.selectOne()
                                .from(undone)
                                .where(undone.COMMUNITY_ID.eq(communityId))
                                .and(undone.REVERSES_ID.eq(ALLOCATION.ID))))
                .returningResult(ALLOCATION.ID)
                .fetch(ALLOCATION.ID);
        changeOpen(communityId, ALLOCATION.COMMUNITY_ID.eq(communityId).and(ALLOCATION.ID.in(reversals)));
    }

    /** Lowers what is open by the allocations that were just written. */
    private void changeOpen(long communityId, Condition justWritten) {
        Field<Money> settled = select(Sums.of(ALLOCATION.AMOUNT_FEN))
                .from(ALLOCATION)
                .where(justWritten)
                .and(ALLOCATION.CHARGE_ID.eq(CHARGE.ID))
                .asField();
        Condition touched = CHARGE.COMMUNITY_ID
                .eq(communityId)
                .and(CHARGE.ID.in(select(ALLOCATION.CHARGE_ID).from(ALLOCATION).where(justWritten)));
        accounts.lockCharges(touched); // a release locks charges without their premises
        sql.update(CHARGE)
                .set(CHARGE.OPEN_FEN, CHARGE.OPEN_FEN.minus(settled))
                .where(touched)
                .execute();
    }

    private void requireDesignatedOpen(long communityId, Settle settle, List<OpenCharge> open) {
        Map<Long, Long> premisesOfOpen =
                open.stream().collect(Collectors.toMap(OpenCharge::id, OpenCharge::premisesId));
        for (int index = 0; index < settle.lines().size(); index++) {
            Settle.Line line = settle.lines().get(index);
            for (Long chargeId : line.chargeIds()) {
                if (!Objects.equals(premisesOfOpen.get(chargeId), line.premisesId())) {
                    throw notPayable(communityId, chargeId, line.premisesId(), "lines[" + index + "].chargeIds");
                }
            }
        }
    }

    private RuntimeException notPayable(long communityId, long chargeId, long premisesId, String field) {
        Charge charge = charges.get(communityId, chargeId);
        String period = charge.line().month().toString();
        if (charge.line().premisesId() != premisesId || charge.line().amount().isNegative()) {
            return new InvalidInput(field, "charge-of-other-premises");
        }
        if (charge.reversedOn() != null) {
            return new ChargeReversed(charge.line().itemName(), period, charge.reversedOn());
        }
        var last = sql.selectFrom(ALLOCATION)
                .where(ALLOCATION.COMMUNITY_ID.eq(communityId))
                .and(ALLOCATION.CHARGE_ID.eq(chargeId))
                .and(ALLOCATION.AMOUNT_FEN.gt(Money.ZERO))
                .orderBy(ALLOCATION.ID.desc())
                .limit(1)
                .fetchSingle();
        String takenBy = last.getActorId() == null ? "—" : access.nameOf(last.getActorId());
        return new ChargeAlreadyPaid(charge.line().itemName(), period, takenBy, last.getAllocatedAt());
    }

    private List<Settlement.Prepaid> prepaid(
            long communityId, Settle settle, Money surplus, Map<Long, Debtor> debtors) {
        if (!surplus.isPositive()) {
            return List.of();
        }
        Debtor debtor = Objects.requireNonNull(debtors.get(settle.lines().get(0).premisesId()));
        Money before = sql.select(Sums.of(PREPAYMENT.BALANCE_FEN))
                .from(PREPAYMENT)
                .where(PREPAYMENT.COMMUNITY_ID.eq(communityId))
                .and(PREPAYMENT.PREMISES_ID.eq(debtor.premisesId()))
                .and(Payers.of(communityId, PREPAYMENT.PAYER_ID).eq(debtor.payerId()))
                .and(PREPAYMENT.FEE_CLASS.eq(settle.surplusClass()))
                .fetchSingle()
                .value1();
        advanceLimit.requireWithin(
                communityId,
                debtor.premisesId(),
                debtor.payerId(),
                settle.surplusClass(),
                settle.on(),
                before.plus(surplus));
        return List.of(new Settlement.Prepaid(
                debtor.premisesId(),
                debtor.premisesCode(),
                debtor.payerId(),
                debtor.payerName(),
                settle.surplusClass(),
                surplus,
                before.plus(surplus)));
    }

    private List<Settlement.After> after(
            long communityId, SettlementPlan plan, List<Settlement.Prepaid> prepaid, Map<Long, Debtor> debtors) {
        List<Settlement.After> after = new ArrayList<>();
        List<Prepayment> held = prepayments.of(communityId, debtors.keySet());
        for (Debtor debtor : debtors.values()) {
            Money before = Money.sum(held.stream()
                    .filter(one -> one.premisesId() == debtor.premisesId() && one.payerId() == debtor.payerId())
                    .map(Prepayment::balance));
            Money added = Money.sum(prepaid.stream()
                    .filter(one -> one.premisesId() == debtor.premisesId())
                    .map(Settlement.Prepaid::amount));
            after.add(new Settlement.After(
                    debtor.premisesId(), debtor.premisesCode(), plan.arrearsOf(debtor), before.plus(added)));
        }
        return after;
    }

    private Set<Long> touched(long communityId, long paymentId) {
        return sql.select(CHARGE.PREMISES_ID)
                .from(ALLOCATION)
                .join(CHARGE)
                .on(CHARGE.COMMUNITY_ID.eq(ALLOCATION.COMMUNITY_ID), CHARGE.ID.eq(ALLOCATION.CHARGE_ID))
                .where(of(communityId, paymentId))
                .union(select(PREPAYMENT.PREMISES_ID)
                        .from(PREPAYMENT_ENTRY)
                        .join(PREPAYMENT)
                        .on(PREPAYMENT.COMMUNITY_ID.eq(PREPAYMENT_ENTRY.COMMUNITY_ID))
                        .and(PREPAYMENT.ID.eq(PREPAYMENT_ENTRY.PREPAYMENT_ID))
                        .where(PREPAYMENT_ENTRY.COMMUNITY_ID.eq(communityId))
                        .and(PREPAYMENT_ENTRY.PAYMENT_ID.eq(paymentId)))
                .fetchSet(CHARGE.PREMISES_ID);
    }

    private static Condition of(long communityId, long paymentId) {
        return ALLOCATION
                .COMMUNITY_ID
                .eq(communityId)
                .and(ALLOCATION.SOURCE.eq(SettlementSource.PAYMENT))
                .and(ALLOCATION.SOURCE_ID.eq(paymentId));
    }

    private static @Nullable Long actor() {
        return Scopes.current().map(Scope::actor).orElse(null);
    }
}
