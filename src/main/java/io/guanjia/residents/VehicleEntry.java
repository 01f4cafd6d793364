package io.guanjia.residents;

import io.guanjia.kernel.ChineseText;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A vehicle as typed or imported, from a day on. */
public record VehicleEntry(
        String plate,
        long personId,
        @Nullable Long premisesId,
        @Nullable String kind,
        @Nullable String brand,
        @Nullable String colour,
        LocalDate from,
        @Nullable Permit permit) {

    /** Plates are stored without the dot and in capitals: 测A00001. */
    public VehicleEntry {
        plate = ChineseText.compact(plate).replace("·", "").toUpperCase(Locale.ROOT);
    }

    /** Without a word of a permit: what stands is left. */
    public VehicleEntry(
            String plate,
            long personId,
            @Nullable Long premisesId,
            @Nullable String kind,
            @Nullable String brand,
            @Nullable String colour,
            LocalDate from) {
        this(plate, personId, premisesId, kind, brand, colour, from, null);
    }
}
