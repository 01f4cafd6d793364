package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.MeterKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A meter and its last reading.
 *
 * @param premises code of its premises, null: on common ground, see {@code place}
 * @param replacement number of the meter that came in its place
 * @param readOn null: nothing was read yet, like {@code present} and {@code usage}
 */
public record Meter(
        long id,
        String number,
        MeterKind kind,
        BigDecimal multiplier,
        int digits,
        @Nullable Long premisesId,
        @Nullable String premises,
        @Nullable String place,
        @Nullable LocalDate installedOn,
        @Nullable LocalDate removedOn,
        @Nullable Long replacedBy,
        @Nullable String replacement,
        @Nullable LocalDate readOn,
        @Nullable BigDecimal present,
        @Nullable BigDecimal usage) {

    public boolean isInUse() {
        return removedOn == null;
    }

    Dial dial() {
        return new Dial(digits, multiplier);
    }
}
