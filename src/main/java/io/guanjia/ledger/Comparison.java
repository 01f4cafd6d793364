package io.guanjia.ledger;

import io.guanjia.kernel.Money;

/**
 * Two figures that have to be equal.
 *
 * @param subject what they are about, for people: an account, a holder's name, a sheet
 * @param ledger what the ledger says
 * @param details what the room says that keeps the details
 */
public record Comparison(String subject, Money ledger, Money details) {

    public boolean differs() {
        return !ledger.equals(details);
    }

    public Money difference() {
        return ledger.minus(details);
    }
}
