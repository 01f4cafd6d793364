package io.guanjia.billing;

import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;

/** A warning: bills of that month stand already and would not follow the change. Asked again with ACCEPT it is made. */
public class MonthAlreadyBilled extends Refusal {
    private static final long serialVersionUID = 1L;

    MonthAlreadyBilled(Month latest) {
        super("month-already-billed", latest);
    }
}
