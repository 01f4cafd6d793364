package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.billing.Tables.PREPAYMENT_ENTRY;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.REDIRECT;
import static org.jooq.impl.DSL.excluded;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What households have paid in advance (预存): one balance per premises, payer and kind of fee, which offsets the bills of that
 * payer when they are posted. Each balance equals the sum of its entries.
 */
@Component
@Transactional
public class Prepayments {
    private final DSLContext sql;
    private final Access access;
    private final Clock clock;

    Prepayments(DSLContext sql, Access access, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.clock = clock;
    }

    /** Balances above zero. */
    @Transactional(readOnly = true)
    public List<Prepayment> of(long communityId, Collection<Long> premisesIds) {
        access.require(Permission.BILLING_READ, communityId);
        return sql.select(
                        PREPAYMENT.ID,
                        PREPAYMENT.PREMISES_ID,
                        PERSON.ID,
                        PERSON.NAME,
                        PREPAYMENT.FEE_CLASS,
                        PREPAYMENT.BALANCE_FEN)
                .from(PREPAYMENT)
                .leftJoin(REDIRECT)
                .on(REDIRECT.COMMUNITY_ID.eq(PREPAYMENT.COMMUNITY_ID), REDIRECT.PERSON_ID.eq(PREPAYMENT.PAYER_ID))
                .join(PERSON)
                .on(
                        PERSON.COMMUNITY_ID.eq(PREPAYMENT.COMMUNITY_ID),
                        PERSON.ID.eq(Payers.redirected(PREPAYMENT.PAYER_ID)))
                .where(PREPAYMENT.COMMUNITY_ID.eq(communityId))
                .and(PREPAYMENT.PREMISES_ID.in(premisesIds))
                .and(PREPAYMENT.BALANCE_FEN.gt(Money.ZERO))
                .orderBy(PREPAYMENT.PREMISES_ID, PREPAYMENT.FEE_CLASS, PREPAYMENT.ID)
                .fetch(Records.mapping(Prepayment::new));
    }

    /** Adds what a payment brought beyond what was owed; the premises account is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(long communityId, Settlement.Prepaid prepaid, long paymentId, LocalDate on) {
        long id = sql.insertInto(PREPAYMENT)
                .set(PREPAYMENT.COMMUNITY_ID, communityId)
                .set(PREPAYMENT.PREMISES_ID, prepaid.premisesId())
                .set(PREPAYMENT.PAYER_ID, prepaid.payerId())
                .set(PREPAYMENT.FEE_CLASS, prepaid.feeClass())
                .set(PREPAYMENT.BALANCE_FEN, prepaid.amount())
                .onConflict(PREPAYMENT.COMMUNITY_ID, PREPAYMENT.PREMISES_ID, PREPAYMENT.PAYER_ID, PREPAYMENT.FEE_CLASS)
                .doUpdate()
                .set(PREPAYMENT.BALANCE_FEN, PREPAYMENT.BALANCE_FEN.plus(excluded(PREPAYMENT.BALANCE_FEN)))
                .returningResult(PREPAYMENT.ID)
                .fetchSingle()
                .value1();
        sql.insertInto(PREPAYMENT_ENTRY)
                .set(PREPAYMENT_ENTRY.COMMUNITY_ID, communityId)
                .set(PREPAYMENT_ENTRY.PREPAYMENT_ID, id)
                .set(PREPAYMENT_ENTRY.AMOUNT_FEN, prepaid.amount())
                .set(PREPAYMENT_ENTRY.PAYMENT_ID, paymentId)
                .set(PREPAYMENT_ENTRY.BUSINESS_ON, on)
                .set(PREPAYMENT_ENTRY.ENTERED_AT, clock.instant())
                .execute();
    }

    /**
     * Takes back what a payment brought.
     *
     * @throws PrepaymentSpent when bills have been offset with it since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeBack(long communityId, long paymentId, LocalDate on) {
        var undone = PREPAYMENT_ENTRY.as("undone");
        var entries = sql.selectFrom(PREPAYMENT_ENTRY)
                .where(PREPAYMENT_ENTRY.COMMUNITY_ID.eq(communityId))
                .and(PREPAYMENT_ENTRY.PAYMENT_ID.eq(paymentId))
                .and(PREPAYMENT_ENTRY.REVERSES_ID.isNull())
                .andNotExists(sql.selectOne()
                        .from(undone)
                        .where(undone.COMMUNITY_ID.eq(communityId))
                        .and(undone.REVERSES_ID.eq(PREPAYMENT_ENTRY.ID)))
                .fetch();
        for (var entry : entries) {
            lower(communityId, entry.getPrepaymentId(), entry.getAmountFen());
            sql.insertInto(PREPAYMENT_ENTRY)
                    .set(PREPAYMENT_ENTRY.COMMUNITY_ID, communityId)
                    .set(PREPAYMENT_ENTRY.PREPAYMENT_ID, entry.getPrepaymentId())
                    .set(PREPAYMENT_ENTRY.AMOUNT_FEN, entry.getAmountFen().negate())
                    .set(PREPAYMENT_ENTRY.PAYMENT_ID, paymentId)
                    .set(PREPAYMENT_ENTRY.BUSINESS_ON, on)
                    .set(PREPAYMENT_ENTRY.ENTERED_AT, clock.instant())
                    .set(PREPAYMENT_ENTRY.REVERSES_ID, entry.getId())
                    .execute();
        }
    }

    private void lower(long communityId, long prepaymentId, Money amount) {
        Money balance = sql.select(PREPAYMENT.BALANCE_FEN)
                .from(PREPAYMENT)
                .where(PREPAYMENT.COMMUNITY_ID.eq(communityId), PREPAYMENT.ID.eq(prepaymentId))
                .fetchSingle(PREPAYMENT.BALANCE_FEN);
        if (balance.isLessThan(amount)) {
            throw new PrepaymentSpent(amount, balance);
        }
        sql.update(PREPAYMENT)
                .set(PREPAYMENT.BALANCE_FEN, balance.minus(amount))
                .where(PREPAYMENT.COMMUNITY_ID.eq(communityId), PREPAYMENT.ID.eq(prepaymentId))
                .execute();
    }
}
