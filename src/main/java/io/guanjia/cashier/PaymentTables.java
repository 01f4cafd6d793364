package io.guanjia.cashier;

import static io.guanjia.db.billing.Tables.ALLOCATION;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.billing.Tables.PREPAYMENT_ENTRY;
import static io.guanjia.db.cashier.Tables.PAYMENT;
import static io.guanjia.db.cashier.Tables.PAYMENT_PREMISES;
import static io.guanjia.db.cashier.Tables.RECEIPT;
import static io.guanjia.db.cashier.Tables.TENDER;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sequence;
import static org.jooq.impl.DSL.sum;

import io.guanjia.db.billing.enums.SettlementSource;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.cashier.tables.records.PaymentRecord;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Sequence;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of payments. */
@Component
class PaymentTables {
    private static final Sequence<Long> PAYMENT_NUMBERS = sequence(name("cashier", "payment_id_seq"), Long.class);

    private final DSLContext sql;
    private final Access access;

    PaymentTables(DSLContext sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    /** The number of a payment whose row follows in this transaction. */
    long reserve() {
        return sql.nextval(PAYMENT_NUMBERS);
    }

    void insert(PaymentRecord payment, List<PaidPremises> premises, List<TakePayment.Tender> tenders) {
        sql.insertInto(PAYMENT).set(payment).execute();
        sql.batch(premises.stream()
                        .map(part -> sql.insertInto(PAYMENT_PREMISES)
                                .set(PAYMENT_PREMISES.COMMUNITY_ID, payment.getCommunityId())
                                .set(PAYMENT_PREMISES.PAYMENT_ID, payment.getId())
                                .set(PAYMENT_PREMISES.PREMISES_ID, part.premisesId())
                                .set(PAYMENT_PREMISES.ALLOCATED_FEN, part.allocated())
                                .set(PAYMENT_PREMISES.PREPAID_FEN, part.prepaid()))
                        .toList())
                .execute();
        var insert = sql.insertInto(
                TENDER,
                TENDER.COMMUNITY_ID,
                TENDER.PAYMENT_ID,
                TENDER.ORDINAL,
                TENDER.KIND,
                TENDER.AMOUNT_FEN,
                TENDER.GIVEN_FEN,
                TENDER.REFERENCE);
        int ordinal = 0;
        for (TakePayment.Tender tender : tenders) {
            insert = insert.values(
                    payment.getCommunityId(),
                    payment.getId(),
                    ++ordinal,
                    tender.kind(),
                    tender.amount(),
                    tender.given(),
                    tender.reference());
        }
        insert.execute();
    }

    record PaidPremises(long premisesId, Money allocated, Money prepaid) {}

    Optional<Payment> find(long communityId, long id) {
        return sql.select(PAYMENT.fields())
                .select(RECEIPT.NUMBER, RECEIPT.STATE)
                .from(PAYMENT)
                .join(RECEIPT)
                .on(RECEIPT.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID), RECEIPT.PAYMENT_ID.eq(PAYMENT.ID))
                .where(PAYMENT.COMMUNITY_ID.eq(communityId), PAYMENT.ID.eq(id))
                .fetchOptional(row -> payment(communityId, row));
    }

    private Payment payment(long communityId, Record row) {
        long id = row.get(PAYMENT.ID);
        return new Payment(
                id,
                row.get(PAYMENT.PAID_ON),
                row.get(PAYMENT.PAID_AT),
                row.get(PAYMENT.COLLECTOR_ID),
                access.nameOf(row.get(PAYMENT.COLLECTOR_ID)),
                row.get(PAYMENT.SHEET_ID),
                row.get(PAYMENT.PAYER_ID),
                row.get(PAYMENT.PAYER_NAME),
                row.get(PAYMENT.AMOUNT_FEN),
                row.get(PAYMENT.ALLOCATED_FEN),
                row.get(PAYMENT.PREPAID_FEN),
                AllocationRule.valueOf(row.get(PAYMENT.ALLOCATION_RULE)),
                row.get(RECEIPT.NUMBER),
                row.get(RECEIPT.STATE),
                row.get(PAYMENT.VOIDED_AT),
                tenders(communityId, id),
                allocations(communityId, id),
                prepayments(communityId, id));
    }

    private List<TakePayment.Tender> tenders(long communityId, long paymentId) {
        return sql.selectFrom(TENDER)
                .where(TENDER.COMMUNITY_ID.eq(communityId), TENDER.PAYMENT_ID.eq(paymentId))
                .orderBy(TENDER.ORDINAL)
                .fetch(row -> new TakePayment.Tender(
                        row.getKind(), row.getAmountFen(), row.getGivenFen(), row.getReference()));
    }

    private List<Payment.Allocation> allocations(long communityId, long paymentId) {
        return sql.select(
                        PREMISES.ID,
                        PREMISES.CODE,
                        CHARGE.ID,
                        CHARGE.ITEM_ID,
                        CHARGE_ITEM.NAME,
                        CHARGE.MONTH,
                        CHARGE.FROM_ON,
                        CHARGE.TO_ON,
                        ALLOCATION.AMOUNT_FEN)
                .from(ALLOCATION)
                .join(CHARGE)
                .on(CHARGE.COMMUNITY_ID.eq(ALLOCATION.COMMUNITY_ID), CHARGE.ID.eq(ALLOCATION.CHARGE_ID))
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), CHARGE_ITEM.ID.eq(CHARGE.ITEM_ID))
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), PREMISES.ID.eq(CHARGE.PREMISES_ID))
                .where(ALLOCATION.COMMUNITY_ID.eq(communityId))
                .and(ALLOCATION.SOURCE.eq(SettlementSource.PAYMENT))
                .and(ALLOCATION.SOURCE_ID.eq(paymentId))
                .and(ALLOCATION.REVERSES_ID.isNull())
                .orderBy(ALLOCATION.ID)
                .fetch(row -> new Payment.Allocation(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        Month.of(row.value6()),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    private List<Payment.Prepayment> prepayments(long communityId, long paymentId) {
        return sql.select(
                        PREMISES.ID,
                        PREMISES.CODE,
                        PREPAYMENT.PAYER_ID,
                        PREPAYMENT.FEE_CLASS,
                        PREPAYMENT_ENTRY.AMOUNT_FEN)
                .from(PREPAYMENT_ENTRY)
                .join(PREPAYMENT)
                .on(PREPAYMENT.COMMUNITY_ID.eq(PREPAYMENT_ENTRY.COMMUNITY_ID))
                .and(PREPAYMENT.ID.eq(PREPAYMENT_ENTRY.PREPAYMENT_ID))
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(PREPAYMENT.COMMUNITY_ID), PREMISES.ID.eq(PREPAYMENT.PREMISES_ID))
                .where(PREPAYMENT_ENTRY.COMMUNITY_ID.eq(communityId))
                .and(PREPAYMENT_ENTRY.PAYMENT_ID.eq(paymentId))
                .and(PREPAYMENT_ENTRY.REVERSES_ID.isNull())
                .orderBy(PREPAYMENT_ENTRY.ID)
                .fetch(row ->
                        new Payment.Prepayment(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    List<PaymentRow> list(long communityId, PaymentFilter filter, @Nullable Long before, int rows) {
        var premises = field(select(arrayAgg(PREMISES.CODE).orderBy(PREMISES.SORT_KEY))
                .from(PAYMENT_PREMISES)
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(PAYMENT_PREMISES.COMMUNITY_ID))
                .and(PREMISES.ID.eq(PAYMENT_PREMISES.PREMISES_ID))
                .where(PAYMENT_PREMISES.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID))
                .and(PAYMENT_PREMISES.PAYMENT_ID.eq(PAYMENT.ID)));
        var kinds = field(select(arrayAgg(TENDER.KIND).orderBy(TENDER.ORDINAL))
                .from(TENDER)
                .where(TENDER.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID), TENDER.PAYMENT_ID.eq(PAYMENT.ID)));
        return sql.select(PAYMENT.fields())
                .select(RECEIPT.NUMBER, RECEIPT.STATE, ACCOUNT.NAME, premises, kinds)
                .from(PAYMENT)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(PAYMENT.COLLECTOR_ID))
                .join(RECEIPT)
                .on(RECEIPT.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID), RECEIPT.PAYMENT_ID.eq(PAYMENT.ID))
                .where(matches(communityId, filter))
                .and(before == null ? noCondition() : PAYMENT.ID.lt(before))
                .orderBy(PAYMENT.ID.desc())
                .limit(rows)
                .fetch(row -> new PaymentRow(
                        row.get(PAYMENT.ID),
                        row.get(PAYMENT.PAID_ON),
                        row.get(PAYMENT.PAID_AT),
                        row.get(RECEIPT.NUMBER),
                        row.get(RECEIPT.STATE),
                        List.of(row.get(premises)),
                        row.get(PAYMENT.PAYER_NAME),
                        List.of(row.get(kinds)),
                        row.get(PAYMENT.AMOUNT_FEN),
                        row.get(PAYMENT.PREPAID_FEN),
                        row.get(PAYMENT.COLLECTOR_ID),
                        Objects.requireNonNullElse(row.get(ACCOUNT.NAME), "")));
    }

    Takings takings(long communityId, PaymentFilter filter) {
        Map<TenderKind, Money> byTender = new EnumMap<>(TenderKind.class);
        sql.select(TENDER.KIND, sum(TENDER.AMOUNT_FEN.coerce(Long.class)))
                .from(PAYMENT)
                .join(TENDER)
                .on(TENDER.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID), TENDER.PAYMENT_ID.eq(PAYMENT.ID))
                .where(matches(communityId, filter), PAYMENT.VOIDED_AT.isNull())
                .groupBy(TENDER.KIND)
                .forEach(row -> byTender.put(row.value1(), money(row.value2())));
        var counts = sql.select(count(), count(PAYMENT.VOIDED_AT))
                .from(PAYMENT)
                .where(matches(communityId, filter))
                .fetchSingle();
        Money total = Money.sum(byTender.values().stream());
        return new Takings(counts.value1() - counts.value2(), counts.value2(), total, byTender);
    }

    private static Condition matches(long communityId, PaymentFilter filter) {
        Condition condition = PAYMENT.COMMUNITY_ID.eq(communityId);
        if (filter.from() != null) {
            condition = condition.and(PAYMENT.PAID_ON.ge(filter.from()));
        }
        if (filter.to() != null) {
            condition = condition.and(PAYMENT.PAID_ON.le(filter.to()));
        }
        if (filter.collectorId() != null) {
            condition = condition.and(PAYMENT.COLLECTOR_ID.eq(filter.collectorId()));
        }
        if (filter.premisesId() != null) {
            condition = condition.andExists(selectOne()
                    .from(PAYMENT_PREMISES)
                    .where(PAYMENT_PREMISES.COMMUNITY_ID.eq(PAYMENT.COMMUNITY_ID))
                    .and(PAYMENT_PREMISES.PAYMENT_ID.eq(PAYMENT.ID))
                    .and(PAYMENT_PREMISES.PREMISES_ID.eq(filter.premisesId())));
        }
        return condition;
    }

    private static Money money(BigDecimal fen) {
        return new Money(fen.longValueExact());
    }
}
