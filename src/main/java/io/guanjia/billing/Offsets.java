package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.ALLOCATION;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prepayments settle bills by themselves when these are posted (rules.md §1.8): of the same premises and payer, first those for the
 * same kind of fee, then general ones; the oldest charge first; never a deposit; no receipt, which was given when the money came.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Offsets {
    /** {@code :pools} says which prepayments, {@code :fee} which charges one of them may settle. */
    private static final String OFFSET = """
            with due as (
                select c.id as charge_id, p.id as prepayment_id, c.open_fen, p.balance_fen,
                    sum(c.open_fen) over (partition by p.id order by c.due_on, c.month, i.priority, c.id) - c.open_fen as before_fen
                from billing.prepayment p
                join billing.charge c on c.community_id = p.community_id and c.premises_id = p.premises_id
                    and residents.whoever(:community, c.payer_id) = residents.whoever(:community, p.payer_id) and c.open_fen > 0 and c.fund_class <> 'DEPOSIT' and (:fee)
                join billing.charge_item i on i.community_id = c.community_id and i.id = c.item_id
                where p.community_id = :community and p.balance_fen > 0 and (:pools)
                    and p.premises_id in (select billing.charge.premises_id from billing.charge where :posted)
            ), settled as (
                insert into billing.allocation
                    (community_id, charge_id, amount_fen, source, source_id, business_on, allocated_at, actor_id)
                select :community, charge_id, least(open_fen, balance_fen - before_fen), 'PREPAYMENT', prepayment_id, :on, :at, :actor
                from due where before_fen < balance_fen
                returning id, charge_id, source_id as prepayment_id, amount_fen
            ), entered as (
                insert into billing.prepayment_entry
                    (community_id, prepayment_id, amount_fen, allocation_id, business_on, entered_at)
                select :community, prepayment_id, -amount_fen, id, :on, :at from settled
            ), lowered as (
                update billing.prepayment p set balance_fen = p.balance_fen - s.fen
                from (select prepayment_id, sum(amount_fen) as fen from settled group by prepayment_id) s
                where p.community_id = :community and p.id = s.prepayment_id
            ), paid as (
                update billing.charge c set open_fen = c.open_fen - s.amount_fen
                from settled s where c.community_id = :community and c.id = s.charge_id
            )
            select coalesce(sum(amount_fen), 0)::bigint, coalesce(array_agg(id), '{}') from settled""";

    private static final String UNDO = """
            with undone as (
                insert into billing.allocation
                    (community_id, charge_id, amount_fen, source, source_id, business_on, allocated_at, actor_id, reverses_id)
                select a.community_id, a.charge_id, -a.amount_fen, a.source, a.source_id, :on, :at, :actor, a.id
                from billing.allocation a
                where a.community_id = :community and a.source = 'PREPAYMENT' and a.reverses_id is null
                    and a.charge_id in (select billing.charge.id from billing.charge where :posted)
                    and not exists (select from billing.allocation r where r.community_id = :community and r.reverses_id = a.id)
                returning id, charge_id, source_id as prepayment_id, -amount_fen as fen, reverses_id
            ), entered as (
                insert into billing.prepayment_entry
                    (community_id, prepayment_id, amount_fen, allocation_id, business_on, entered_at, reverses_id)
                select :community, u.prepayment_id, u.fen, u.id, :on, :at, e.id
                from undone u join billing.prepayment_entry e
                    on e.community_id = :community and e.prepayment_id = u.prepayment_id and e.allocation_id = u.reverses_id
            ), raised as (
                update billing.prepayment p set balance_fen = p.balance_fen + s.fen
                from (select prepayment_id, sum(fen) as fen from undone group by prepayment_id) s
                where p.community_id = :community and p.id = s.prepayment_id
            ), owed as (
                update billing.charge c set open_fen = c.open_fen + s.fen
                from (select charge_id, sum(fen) as fen from undone group by charge_id) s
                where c.community_id = :community and c.id = s.charge_id
            )
            select count(*) from undone""";

    private final DSLContext sql;
    private final Ledger ledger;
    private final PremisesAccounts accounts;
    private final Clock clock;

    Offsets(DSLContext sql, Ledger ledger, PremisesAccounts accounts, Clock clock) {
        this.sql = sql;
        this.ledger = ledger;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Settles what prepayments of the households can settle of everything these owe.
     *
     * @param posted on billing.charge: the charges just posted, which name the households
     * @return what was settled
     */
    Money offset(long communityId, LocalDate on, Condition posted) {
        Select<Record1<Long>> premises = select(PREPAYMENT.PREMISES_ID)
                .from(PREPAYMENT)
                .where(PREPAYMENT.COMMUNITY_ID.eq(communityId))
                .and(PREPAYMENT.BALANCE_FEN.gt(Money.ZERO))
                .and(PREPAYMENT.PREMISES_ID.in(
                        select(CHARGE.PREMISES_ID).from(CHARGE).where(posted)));
        if (accounts.lockAlone(communityId, premises).isEmpty()) {
            return Money.ZERO;
        }
        Money ofTheSameFee = offset(communityId, on, posted, "p.fee_class <> 'GENERAL'", "c.fee_class = p.fee_class");
        return ofTheSameFee.plus(offset(communityId, on, posted, "p.fee_class = 'GENERAL'", "true"));
    }

    /** Gives back what prepayments have settled of these charges; the premises accounts are locked. */
    void undo(long communityId, LocalDate on, Condition posted) {
        var row = sql.fetchSingle(values(communityId, on, posted).in(UNDO));
        if (row.get(0, Long.class) == 0) {
            return;
        }
        ledger.reverseAll(
                communityId,
                on,
                select(TRANSFER.ID)
                        .from(TRANSFER)
                        .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                        .and(TRANSFER.SOURCE_KIND.eq(SourceKind.OFFSET))
                        .and(TRANSFER.SOURCE_ID.in(select(ALLOCATION.SOURCE_ID)
                                .from(ALLOCATION)
                                .join(CHARGE)
                                .on(CHARGE.COMMUNITY_ID.eq(ALLOCATION.COMMUNITY_ID))
                                .and(CHARGE.ID.eq(ALLOCATION.CHARGE_ID))
                                .where(posted)))
                        .and(TRANSFER.CHARGE_ID.in(
                                select(CHARGE.ID).from(CHARGE).where(posted))));
    }

    private Money offset(long communityId, LocalDate on, Condition posted, String pools, String fee) {
        var row = sql.fetchSingle(values(communityId, on, posted)
                .and("pools", org.jooq.impl.DSL.sql(pools))
                .and("fee", org.jooq.impl.DSL.sql(fee))
                .in(OFFSET));
        Money settled = new Money(row.get(0, Long.class));
        if (settled.isPositive()) {
            post(communityId, on, row.get(1, Long[].class));
        }
        return settled;
    }

    private void post(long communityId, LocalDate on, Long[] allocations) {
        ledger.postAll(
                communityId,
                on,
                select(
                                inline(Account.PREPAYMENT),
                                inline(Account.RECEIVABLE),
                                ALLOCATION.AMOUNT_FEN,
                                CHARGE.PREMISES_ID,
                                CHARGE.PAYER_ID,
                                CHARGE.ITEM_ID,
                                inline((Long) null),
                                inline((Long) null),
                                inline(SourceKind.OFFSET),
                                ALLOCATION.SOURCE_ID,
                                CHARGE.ID)
                        .from(ALLOCATION)
                        .join(CHARGE)
                        .on(CHARGE.COMMUNITY_ID.eq(ALLOCATION.COMMUNITY_ID), CHARGE.ID.eq(ALLOCATION.CHARGE_ID))
                        .where(ALLOCATION.COMMUNITY_ID.eq(communityId))
                        .and(ALLOCATION.ID.eq(org.jooq.impl.DSL.any(allocations))));
    }

    private Named values(long communityId, LocalDate on, Condition posted) {
        return Named.with("community", communityId)
                .and("on", on)
                .and("at", clock.instant())
                .and("actor", val(Scopes.current().map(Scope::actor).orElse(null), ALLOCATION.ACTOR_ID))
                .and("posted", posted);
    }
}
