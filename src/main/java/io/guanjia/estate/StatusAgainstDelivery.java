package io.guanjia.estate;

import io.guanjia.kernel.Refusal;

/** The delivery decides who pays (rules.md §1.1): no status of the register may speak against its day. */
public final class StatusAgainstDelivery extends Refusal {

    private static final long serialVersionUID = 1L;

    StatusAgainstDelivery(String code, Object... arguments) {
        super(code, arguments);
    }
}
