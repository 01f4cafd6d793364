package io.guanjia.mending;

import io.guanjia.billing.Effect;
import io.guanjia.kernel.Refusal;

/** Payments or bills came since: it would no longer do what was shown. */
public class CorrectionChanged extends Refusal {
    private static final long serialVersionUID = 1L;

    CorrectionChanged(Effect shown, Effect now) {
        super(
                "correction-changed",
                shown.changes().size(),
                shown.difference(),
                now.changes().size(),
                now.difference());
    }
}
