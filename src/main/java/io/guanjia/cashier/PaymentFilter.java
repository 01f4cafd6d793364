package io.guanjia.cashier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which payments: by day, collector, premises; what is null does not matter. */
public record PaymentFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long collectorId,
        @Nullable Long premisesId) {

    public static PaymentFilter of(LocalDate day, @Nullable Long collectorId) {
        return new PaymentFilter(day, day, collectorId, null);
    }

    public static PaymentFilter ofPremises(long premisesId) {
        return new PaymentFilter(null, null, null, premisesId);
    }
}
