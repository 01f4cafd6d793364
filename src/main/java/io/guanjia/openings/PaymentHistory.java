package io.guanjia.openings;

import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.openings.Tables.PAST_PAYMENT;

import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was paid before Guanjia: told on the household page, never counted as money of this house. */
@Component
@Transactional
public class PaymentHistory {
    private final DSLContext sql;
    private final Access access;

    PaymentHistory(DSLContext sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    /** Keeps those that are not known yet. @return how many were new */
    public int keep(long communityId, List<PastPayment> payments) {
        access.require(Permission.IMPORT, communityId);
        if (payments.isEmpty()) return 0;
        return sql.execute(
                """
                insert into openings.past_payment (community_id, premises_id, item_id, payer, period, from_on, to_on, paid_on,
                    due_fen, paid_fen, receipt, source)
                select {0}, p.* from unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}) p
                on conflict do nothing""",
                Sql.arguments(
                        communityId,
                        array(payments, PastPayment::premisesId, Long[]::new),
                        array(payments, PastPayment::itemId, Long[]::new),
                        array(payments, PastPayment::payer, String[]::new),
                        array(payments, PastPayment::period, String[]::new),
                        array(payments, one -> one.span().from(), LocalDate[]::new),
                        array(payments, one -> Objects.requireNonNull(one.span().to()), LocalDate[]::new),
                        array(payments, PastPayment::paidOn, LocalDate[]::new),
                        array(payments, one -> one.due().fen(), Long[]::new),
                        array(payments, one -> one.paid().fen(), Long[]::new),
                        array(payments, PastPayment::receipt, String[]::new),
                        array(payments, PastPayment::source, String[]::new)));
    }

    private static <T extends @Nullable Object> T[] array(
            List<PastPayment> payments, Function<PastPayment, T> value, IntFunction<T[]> array) {
        return payments.stream().map(value).toArray(array);
    }

    /** Of one premises, the latest period first. */
    @Transactional(readOnly = true)
    public List<PastPayment> of(long communityId, long premisesId, int limit) {
        access.require(Permission.BILLING_READ, communityId);
        return sql.select(PAST_PAYMENT.asterisk())
                .select(CHARGE_ITEM.NAME)
                .from(PAST_PAYMENT)
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(PAST_PAYMENT.COMMUNITY_ID), CHARGE_ITEM.ID.eq(PAST_PAYMENT.ITEM_ID))
                .where(PAST_PAYMENT.COMMUNITY_ID.eq(communityId), PAST_PAYMENT.PREMISES_ID.eq(premisesId))
                .orderBy(PAST_PAYMENT.FROM_ON.desc(), PAST_PAYMENT.ID.desc())
                .limit(limit)
                .fetch(PaymentHistory::payment);
    }

    private static PastPayment payment(Record row) {
        return new PastPayment(
                row.get(PAST_PAYMENT.PREMISES_ID),
                row.get(PAST_PAYMENT.ITEM_ID),
                row.get(CHARGE_ITEM.NAME),
                row.get(PAST_PAYMENT.PAYER),
                row.get(PAST_PAYMENT.PERIOD),
                new DateSpan(row.get(PAST_PAYMENT.FROM_ON), row.get(PAST_PAYMENT.TO_ON)),
                row.get(PAST_PAYMENT.PAID_ON),
                row.get(PAST_PAYMENT.DUE_FEN),
                row.get(PAST_PAYMENT.PAID_FEN),
                row.get(PAST_PAYMENT.RECEIPT),
                row.get(PAST_PAYMENT.SOURCE));
    }
}
