package io.guanjia.billing;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.util.List;

/**
 * What a correction does to bills that were posted. Equal effects are the same correction: what was shown is what is posted.
 *
 * @param changes by premises, month, item and payer; only what differs
 * @param prepayments what is held for those who answer no more, and where it goes
 * @param offset what prepayments settled at once of what was billed again
 */
public record Effect(List<Change> changes, List<Held> prepayments, Money offset) {

    /** How the books get from what was to what should be. */
    public enum Way {
        /** Nobody has paid: the lines are reversed and billed again. */
        BILLED_AGAIN,
        /** Somebody has paid: the difference is a line of the open month. */
        ADJUSTED
    }

    /**
     * @param closed the fee month is closed; what is posted counts in the open month
     * @param was what stood against that payer, earlier adjustments included
     * @param paid by payments, of what stood
     * @param credited of a difference below zero, what becomes the payer's prepayment because it is paid already
     */
    public record Change(
            long premisesId,
            String premises,
            String item,
            Month month,
            boolean closed,
            long payerId,
            Money was,
            Money shouldBe,
            Money paid,
            Money credited,
            Way way) {

        public Money difference() {
            return shouldBe.minus(was);
        }
    }

    /** @param to code of the premises it moves to with its owner, empty when it stays */
    public record Held(String premises, long payerId, Money amount, String to) {}

    public Effect {
        changes = List.copyOf(changes);
        prepayments = List.copyOf(prepayments);
    }

    public boolean isEmpty() {
        return changes.isEmpty()
                && prepayments.stream().allMatch(held -> held.to().isEmpty());
    }

    public Money was() {
        return Money.sum(changes.stream().map(Change::was));
    }

    public Money shouldBe() {
        return Money.sum(changes.stream().map(Change::shouldBe));
    }

    public Money difference() {
        return shouldBe().minus(was());
    }

    public Money credited() {
        return Money.sum(changes.stream().map(Change::credited));
    }
}
