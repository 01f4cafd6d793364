package io.guanjia.billing;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;

/** What a run would post is no longer what was approved; it has to be previewed again. */
public class BillRunChanged extends Refusal {
    private static final long serialVersionUID = 1L;

    BillRunChanged(long approvedCharges, Money approved, long charges, Money total) {
        super("bill-run-changed", approvedCharges, approved, charges, total);
    }
}
