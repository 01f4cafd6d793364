package io.guanjia.billing;

import io.guanjia.kernel.Refusal;

/** Somebody edited the charge item since the form was opened. */
public class ItemChangedMeanwhile extends Refusal {
    private static final long serialVersionUID = 1L;

    ItemChangedMeanwhile(String item) {
        super("charge-item-changed-meanwhile", item);
    }
}
