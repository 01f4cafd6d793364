package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.PAYMENT;
import static io.guanjia.db.cashier.Tables.RECEIPT;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Comparison;
import io.guanjia.ledger.ControlCheck;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Σ receipts that count = Σ money that payments brought into the ledger, reversals taken off (trust.md I1). */
@Component
class PaymentControl implements ControlCheck {
    private final DSLContext sql;

    PaymentControl(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    @Transactional(readOnly = true)
    public List<Comparison> compare(long communityId) {
        Field<Long> signed = when(TRANSFER.REVERSES_ID.isNull(), TRANSFER.AMOUNT_FEN.coerce(Long.class))
                .otherwise(TRANSFER.AMOUNT_FEN.coerce(Long.class).neg());
        Field<BigDecimal> posted = field(select(coalesce(sum(signed), inline(BigDecimal.ZERO)))
                .from(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(communityId), TRANSFER.SOURCE_KIND.eq(SourceKind.PAYMENT)));
        Field<BigDecimal> receipted =
                field(select(coalesce(sum(PAYMENT.AMOUNT_FEN.coerce(Long.class)), inline(BigDecimal.ZERO)))
                        .from(RECEIPT)
                        .join(PAYMENT)
                        .on(PAYMENT.COMMUNITY_ID.eq(RECEIPT.COMMUNITY_ID), PAYMENT.ID.eq(RECEIPT.PAYMENT_ID))
                        .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.STATE.ne(ReceiptState.VOID)));
        var row = sql.select(posted, receipted).fetchSingle();
        return List.of(new Comparison("", money(row.value1()), money(row.value2())));
    }

    private static Money money(BigDecimal fen) {
        return new Money(fen.longValueExact());
    }
}
