package io.guanjia.billing;

import io.guanjia.kernel.Refusal;
import java.time.LocalDate;

/** The charge that was to be paid has been reversed meanwhile. */
public class ChargeReversed extends Refusal {
    private static final long serialVersionUID = 1L;

    ChargeReversed(String item, String period, LocalDate on) {
        super("charge-reversed", item, period, on);
    }
}
