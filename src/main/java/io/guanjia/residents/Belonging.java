package io.guanjia.residents;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle of somebody, or a parking space that he owns or rents today.
 *
 * @param name plate or code
 * @param detail brand and colour; of a space where it is
 * @param premisesId the space; of a vehicle where it stands, when that is known
 * @param space code of that space, of a vehicle
 * @param permit number of its parking permit, of a vehicle
 * @param permitTo the last day on which that is valid, when it has one
 */
public record Belonging(
        Kind kind,
        String name,
        @Nullable String detail,
        long personId,
        @Nullable Long premisesId,
        @Nullable String space,
        @Nullable String permit,
        @Nullable LocalDate permitTo) {

    public enum Kind {
        VEHICLE,
        SPACE
    }
}
