package io.guanjia.residents;

import io.guanjia.kernel.DateSpan;
import org.jspecify.annotations.Nullable;

/** A vehicle and whose it is. @param premisesId its parking space, when it has one */
public record Vehicle(
        long id,
        String plate,
        long personId,
        @Nullable Long premisesId,
        @Nullable String kind,
        @Nullable String brand,
        @Nullable String colour,
        DateSpan span,
        @Nullable Permit permit) {}
