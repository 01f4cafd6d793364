package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.ReadingKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of what was read on a day.
 *
 * @param usage what went through since the previous reading, multiplied
 * @param replaces the version that this one corrects
 * @param current no later version corrects it
 */
public record Reading(
        long id,
        LocalDate on,
        BigDecimal previous,
        BigDecimal present,
        boolean rolledOver,
        ReadingKind kind,
        BigDecimal usage,
        @Nullable String note,
        @Nullable String reader,
        @Nullable Long importId,
        @Nullable Long replaces,
        String recordedBy,
        Instant recordedAt,
        boolean current) {}
