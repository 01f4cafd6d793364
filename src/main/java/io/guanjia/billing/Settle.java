package io.guanjia.billing;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a payment is to settle.
 *
 * @param on the business day
 * @param lines the premises it is for, in the payer's order; what is over becomes a prepayment of the first
 * @param payerId who pays; null: whoever answers for each of the premises on that day
 * @param surplusClass what a prepayment is for; GENERAL offsets any fee
 */
public record Settle(
        LocalDate on,
        Money amount,
        List<Line> lines,
        @Nullable Long payerId,
        FeeClass surplusClass) {

    public Settle {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || !amount.isPositive()) {
            throw new IllegalArgumentException("A payment is for some premises and of some amount");
        }
    }

    List<Long> premisesIds() {
        return lines.stream().map(Line::premisesId).distinct().toList();
    }

    /** @param chargeIds what the payer designates of these premises; empty: whatever is open */
    public record Line(long premisesId, List<Long> chargeIds) {
        public Line {
            chargeIds = List.copyOf(chargeIds);
        }
    }
}
