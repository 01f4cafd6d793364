package io.guanjia.billing;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A bill run that adds no line: there is nothing that another person could decide. */
public class BillRunEmpty extends Refusal {
    private static final long serialVersionUID = 1L;

    BillRunEmpty(Month month, long alreadyBilled) {
        super("bill-run-empty", month, alreadyBilled);
    }
}
