package io.guanjia.billing;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;

/** What a payment paid in advance has settled later charges since, so the payment cannot be undone. */
public class PrepaymentSpent extends Refusal {
    private static final long serialVersionUID = 1L;

    PrepaymentSpent(Money paidIn, Money left) {
        super("prepayment-spent", paidIn, left);
    }
}
