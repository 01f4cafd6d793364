package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.ReadingKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody read, with the meter he read it from.
 *
 * @param previous null: the last reading of the meter; given, it must be that one
 * @param rolledOver the dial began again between the two
 */
public record ReadingEntry(
        MeterEntry meter,
        LocalDate on,
        @Nullable BigDecimal previous,
        BigDecimal present,
        boolean rolledOver,
        ReadingKind kind,
        @Nullable String note,
        @Nullable String reader) {}
