package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Area;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A room, a shop or a parking space as it stands on a day.
 *
 * @param area valid on the day asked for; null while nobody measured
 * @param deliveredOn null: undelivered, the developer pays (rules.md §1.1)
 */
public record Premises(
        long id,
        PremisesKind kind,
        String code,
        @Nullable Long buildingId,
        @Nullable String buildingCode,
        @Nullable Long entranceId,
        @Nullable String entranceCode,
        @Nullable Integer floor,
        @Nullable String layout,
        PremisesStatus status,
        @Nullable LocalDate deliveredOn,
        @Nullable Area area,
        @Nullable String spacePlace,
        @Nullable String spaceTenure,
        int version) {}
