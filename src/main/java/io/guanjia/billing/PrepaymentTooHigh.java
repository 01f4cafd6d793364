package io.guanjia.billing;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;

/** More would be held in advance than so many months of the household's bills (rules.md §1.6). */
public class PrepaymentTooHigh extends Refusal {
    private static final long serialVersionUID = 1L;

    PrepaymentTooHigh(Money most, int months, Money balance) {
        super("prepayment-too-high", months, most, balance);
    }
}
