package io.guanjia.insight;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.LocalDate;

/**
 * One line under a collection rate.
 *
 * @param paid what counts as collected up to the cut-off: payments and offsets less reversals
 * @param developer whether the developer pays it
 * @param state how it stood at the cut-off
 */
public record CollectedCharge(
        long chargeId,
        long premisesId,
        String premisesCode,
        String sortKey,
        String itemName,
        Month month,
        LocalDate from,
        LocalDate to,
        LocalDate dueOn,
        Money amount,
        Money paid,
        boolean developer,
        State state) {

    public enum State {
        SETTLED,
        PARTLY_PAID,
        OVERDUE,
        DUE;

        static State of(Money amount, Money paid, boolean overdue) {
            if (amount.equals(paid)) {
                return SETTLED;
            }
            return paid.isZero() ? overdue ? OVERDUE : DUE : PARTLY_PAID;
        }
    }

    public Money unpaid() {
        return amount.minus(paid);
    }
}
