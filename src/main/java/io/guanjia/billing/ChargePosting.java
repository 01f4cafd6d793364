package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.ALLOCATION;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.estate.Tables.COMMUNITY;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.enums.SettlementSource;
import io.guanjia.db.estate.enums.ManagementMode;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of charges into the ledger and out again: what was just written to billing.charge is posted, and what prepayments can
 * settle of it is settled, set by set; the same for one charge and for a hundred thousand.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ChargePosting {
    private final DSLContext sql;
    private final Ledger ledger;
    private final Offsets offsets;
    private final PremisesAccounts accounts;

    ChargePosting(DSLContext sql, Ledger ledger, Offsets offsets, PremisesAccounts accounts) {
        this.sql = sql;
        this.ledger = ledger;
        this.offsets = offsets;
        this.accounts = accounts;
    }

    /** In a 酬金制 community the money is the owners' until it is spent as agreed, so nothing of it is deferred (rules.md §1.1). */
    boolean isRemuneration(long communityId) {
        return sql.select(COMMUNITY.MANAGEMENT_MODE)
                .from(COMMUNITY)
                .where(COMMUNITY.ID.eq(communityId))
                .fetchSingle()
                .value1()
                .equals(ManagementMode.REMUNERATION);
    }

    /**
     * Posts charges that were just written: receivable against the account of their fund class, net, and against output VAT.
     *
     * @param written on billing.charge
     * @return what prepayments settled at once
     */
    Money post(long communityId, LocalDate on, SourceKind kind, long sourceId, Condition written) {
        enter(communityId, on, kind, sourceId, written);
        return offsets.offset(communityId, on, written);
    }

    /** {@link #post} without what prepayments settle; a line below zero posts the other way round. */
    void enter(long communityId, LocalDate on, SourceKind kind, long sourceId, Condition written) {
        Field<Account> credit = creditAccount(isRemuneration(communityId));
        ledger.postAll(
                communityId,
                on,
                lines(kind, sourceId, credit, CHARGE.NET_FEN, written)
                        .unionAll(lines(kind, sourceId, inline(Account.OUTPUT_VAT), CHARGE.TAX_FEN, written)));
    }

    /** Posts charges of the time before: receivable against what was taken over, whatever their fund class. */
    Money takeOver(long communityId, LocalDate on, long openingId, Condition written) {
        Field<Account> credit = inline(Account.OPENING_BALANCE);
        ledger.postAll(communityId, on, lines(SourceKind.OPENING, openingId, credit, CHARGE.AMOUNT_FEN, written));
        return offsets.offset(communityId, on, written);
    }

    /**
     * Takes charges back whole: what prepayments settled returns to them, what was posted and released is reversed.
     *
     * @param posted on billing.charge: live charges, the whole source
     * @throws ChargesAllocated when payments have settled something of them; nothing is changed then
     */
    void reverse(long communityId, LocalDate on, SourceKind kind, long sourceId, Condition posted) {
        accounts.lock(communityId, select(CHARGE.PREMISES_ID).from(CHARGE).where(posted));
        accounts.lockCharges(posted); // against a release at this moment
        requireUnpaid(communityId, posted);
        offsets.undo(communityId, on, posted);
        ledger.reverse(communityId, kind, sourceId, on);
        ledger.reverseAll(communityId, on, entered(communityId, posted, SourceKind.CORRECTION));
        close(communityId, on, posted);
    }

    /** {@link #reverse} of some lines of a run. The caller holds the accounts of their premises. */
    void reverseSome(long communityId, LocalDate on, Condition posted) {
        accounts.lockCharges(posted);
        requireUnpaid(communityId, posted);
        offsets.undo(communityId, on, posted);
        ledger.reverseAll(communityId, on, entered(communityId, posted, SourceKind.BILL_RUN, SourceKind.CORRECTION));
        close(communityId, on, posted);
    }

    private void close(long communityId, LocalDate on, Condition posted) {
        ledger.reverseAll(communityId, on, releases(communityId, posted));
        sql.update(CHARGE)
                .set(CHARGE.OPEN_FEN, Money.ZERO)
                .set(CHARGE.REVERSED_ON, on)
                .where(posted)
                .execute();
    }

    /** @throws ChargesAllocated when payments have settled something of these charges */
    void requireUnpaid(long communityId, Condition posted) {
        int paid = paid(communityId, posted);
        if (paid > 0) {
            throw new ChargesAllocated(paid);
        }
    }

    private static Select<Record> lines(
            SourceKind kind, long sourceId, Field<Account> credit, Field<Money> amount, Condition written) {
        Field<Account> receivable = inline(Account.RECEIVABLE);
        Condition owed = amount.gt(Money.ZERO);
        return select(List.of(
                        when(owed, receivable).otherwise(credit),
                        when(owed, credit).otherwise(receivable),
                        when(owed, amount).otherwise(amount.neg()),
                        CHARGE.PREMISES_ID,
                        CHARGE.PAYER_ID,
                        CHARGE.ITEM_ID,
                        inline((Long) null).cast(Long.class),
                        inline((Long) null).cast(Long.class),
                        inline(kind),
                        inline(sourceId),
                        CHARGE.ID))
                .from(CHARGE)
                .where(written)
                .and(amount.ne(Money.ZERO));
    }

    private static Field<Account> creditAccount(boolean remuneration) {
        Field<Account> own = remuneration
                ? inline(Account.REMUNERATION_FUNDS)
                : when(CHARGE.DEFERRED, inline(Account.BILLED_IN_ADVANCE)).otherwise(inline(Account.REVENUE));
        return case_(CHARGE.FUND_CLASS)
                .when(inline(FundClass.OWN_REVENUE), own)
                .when(inline(FundClass.AGENCY), inline(Account.AGENCY_PAYABLE))
                .when(inline(FundClass.COMMON_INCOME), inline(Account.COMMON_INCOME))
                .when(inline(FundClass.DEPOSIT), inline(Account.DEPOSIT));
    }

    /** How many charges payments have settled something of. */
    private int paid(long communityId, Condition posted) {
        return sql.fetchCount(select(ALLOCATION.CHARGE_ID)
                .from(ALLOCATION)
                .where(ALLOCATION.COMMUNITY_ID.eq(communityId))
                .and(ALLOCATION.SOURCE.in(SettlementSource.PAYMENT, SettlementSource.CREDIT))
                .and(ALLOCATION.CHARGE_ID.in(select(CHARGE.ID).from(CHARGE).where(posted)))
                .groupBy(ALLOCATION.CHARGE_ID)
                .having(Sums.of(ALLOCATION.AMOUNT_FEN).ne(Money.ZERO)));
    }

    /** What these charges posted; by premises, whose index there is. */
    private static Select<Record1<Long>> entered(long communityId, Condition posted, SourceKind... kinds) {
        return select(TRANSFER.ID)
                .from(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                .and(TRANSFER.SOURCE_KIND.in(kinds))
                .and(TRANSFER.PREMISES_ID.in(
                        select(CHARGE.PREMISES_ID).from(CHARGE).where(posted)))
                .and(TRANSFER.CHARGE_ID.in(select(CHARGE.ID).from(CHARGE).where(posted)));
    }

    private static Select<Record1<Long>> releases(long communityId, Condition posted) {
        return select(TRANSFER.ID)
                .from(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                .and(TRANSFER.SOURCE_KIND.eq(SourceKind.RELEASE))
                .and(TRANSFER.SOURCE_ID.in(select(CHARGE.ID).from(CHARGE).where(posted)));
    }
}
