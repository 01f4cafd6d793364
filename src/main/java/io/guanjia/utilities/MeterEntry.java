package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.MeterKind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A meter as a sheet tells of it.
 *
 * @param digits before the point
 * @param premisesId null: a known meter stays where it is, a new one stands on common ground
 * @param place where on common ground
 */
public record MeterEntry(
        String number,
        MeterKind kind,
        BigDecimal multiplier,
        int digits,
        @Nullable Long premisesId,
        @Nullable String place) {}
