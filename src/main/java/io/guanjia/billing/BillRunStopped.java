package io.guanjia.billing;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A bill run with findings that stop it: a missing area, tariff or payer, a clash, a total beyond the bound. */
public class BillRunStopped extends Refusal {
    private static final long serialVersionUID = 1L;

    BillRunStopped(Month month, long findings) {
        super("bill-run-stopped", month, findings);
    }
}
