package io.guanjia.billing;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a payment settles, or would settle.
 *
 * @param rule the order used, kept with the payment and printed on the receipt (rules.md §1.8)
 * @param after of each premises of the payment, what is owed and held afterwards
 */
public record Settlement(String rule, List<Line> lines, List<Prepaid> prepaid, List<After> after) {

    /** Designated first, then oldest due date, fee month, priority and id; principal first. */
    public static final String RULE = "DESIGNATED_THEN_OLDEST_DUE";

    public Settlement {
        lines = List.copyOf(lines);
        prepaid = List.copyOf(prepaid);
        after = List.copyOf(after);
    }

    public Money allocated() {
        return Money.sum(lines.stream().map(Line::amount));
    }

    public Money prepaidInAll() {
        return Money.sum(prepaid.stream().map(Prepaid::amount));
    }

    public Stream<Line> linesOf(long premisesId) {
        return lines.stream().filter(line -> line.premisesId() == premisesId);
    }

    /**
     * @param charged the whole charge, of which {@code amount} is settled here and {@code openAfter} stays owed
     * @param payerId who owes the charge; the debtor, not necessarily whoever pays
     */
    public record Line(
            long premisesId,
            String premisesCode,
            long chargeId,
            long itemId,
            String itemName,
            Month month,
            DateSpan span,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            long payerId,
            Money charged,
            Money amount,
            Money openAfter) {}

    public record Prepaid(
            long premisesId,
            String premisesCode,
            long payerId,
            String payerName,
            FeeClass feeClass,
            Money amount,
            Money balanceAfter) {}

    public record After(long premisesId, String premisesCode, Money arrears, Money prepaid) {}
}
