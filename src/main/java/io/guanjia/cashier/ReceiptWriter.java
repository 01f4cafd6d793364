package io.guanjia.cashier;

import io.guanjia.billing.Settlement;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.UnitPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts into words what a payment's receipt says (rules.md §5.4). */
@Component
class ReceiptWriter {
    private final Parties parties;
    private final Access access;

    ReceiptWriter(Parties parties, Access access) {
        this.parties = parties;
        this.access = access;
    }

    ReceiptContent content(
            long communityId, String number, LocalDate on, String payer, TakePayment asked, Settlement settled) {
        return new ReceiptContent(
                number,
                on,
                parties.payee(communityId, on),
                parties.community(communityId),
                payer,
                settled.after().stream().map(Settlement.After::premisesCode).toList(),
                settled.lines().stream().map(ReceiptWriter::line).toList(),
                settled.prepaid().stream()
                        .map(part -> new ReceiptContent.Prepayment(
                                part.premisesCode(), part.feeClass(), part.amount(), part.balanceAfter()))
                        .toList(),
                asked.tenders().stream()
                        .map(tender -> new ReceiptContent.Tender(
                                tender.kind(), tender.amount(), tender.given(), tender.reference()))
                        .toList(),
                asked.total(),
                AllocationRule.of(asked),
                Money.sum(settled.after().stream().map(Settlement.After::arrears)),
                Money.sum(settled.after().stream().map(Settlement.After::prepaid)),
                access.nameOf(access.actor()));
    }

    private static ReceiptContent.Line line(Settlement.Line line) {
        return new ReceiptContent.Line(
                line.premisesCode(),
                line.itemName(),
                line.month().toString(),
                line.span().from(),
                Objects.requireNonNull(line.span().to()),
                plain(line.quantity()),
                line.unitPrice() == null ? null : UnitPrice.text(line.unitPrice()),
                line.charged(),
                line.amount(),
                line.openAfter());
    }

    /** 89.3700 as 89.37, 1.000000 as 1. */
    private static @Nullable String plain(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal short_ = value.stripTrailingZeros();
        return (short_.scale() < 0 ? short_.setScale(0) : short_).toPlainString();
    }
}
