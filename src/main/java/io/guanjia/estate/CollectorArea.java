package io.guanjia.estate;

import io.guanjia.kernel.DateSpan;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A collector's area (责任区) on a day.
 *
 * @param collectorId null while nobody answers for it
 * @param since the days for which that collector is put there
 */
public record CollectorArea(
        long id,
        String name,
        @Nullable Long collectorId,
        @Nullable String collector,
        @Nullable DateSpan since,
        int premises,
        BigDecimal squareMetres) {}
