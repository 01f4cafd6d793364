package io.guanjia.billing;

import io.guanjia.kernel.Refusal;
import java.time.Instant;

/** Somebody else took the money for this charge first; tells who and when. */
public class ChargeAlreadyPaid extends Refusal {
    private static final long serialVersionUID = 1L;

    ChargeAlreadyPaid(String item, String period, String takenBy, Instant takenAt) {
        super("charge-already-paid", item, period, takenBy, takenAt);
    }
}
