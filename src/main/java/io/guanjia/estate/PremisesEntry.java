package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Area;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Premises as typed or imported. In a bulk save what is null is left as it stands.
 *
 * @param code what people say: {@code 3-2-1201}, {@code S01}, {@code C0001}
 * @param entranceCode of the building named by {@code buildingCode}
 * @param measuredFrom the day from which {@code area} holds; needed with it
 * @param deliveredOn null: undelivered, or unknown to whoever imports
 * @param spacePlace of a parking space: 地上 or 地下
 * @param spaceTenure of a parking space: RENT or SALE
 */
public record PremisesEntry(
        PremisesKind kind,
        String code,
        @Nullable String buildingCode,
        @Nullable String entranceCode,
        @Nullable Integer floor,
        @Nullable String layout,
        @Nullable PremisesStatus status,
        @Nullable Area area,
        @Nullable LocalDate measuredFrom,
        @Nullable LocalDate deliveredOn,
        @Nullable String spacePlace,
        @Nullable String spaceTenure) {

    public PremisesEntry {
        if (area != null && measuredFrom == null) {
            throw new IllegalArgumentException("An area needs the day from which it holds: " + code);
        }
    }

    public static PremisesEntry of(PremisesKind kind, String code) {
        return new PremisesEntry(kind, code, null, null, null, null, null, null, null, null, null, null);
    }

    /** A room {@code 1-1-101}, or {@code 1-101} in a building without entrances. */
    public static PremisesEntry room(String buildingCode, @Nullable String entranceCode, String room) {
        String code = buildingCode + "-" + (entranceCode == null ? "" : entranceCode + "-") + room;
        return of(PremisesKind.ROOM, code).in(buildingCode, entranceCode);
    }

    public PremisesEntry in(@Nullable String building, @Nullable String entrance) {
        return new PremisesEntry(
                kind,
                code,
                building,
                entrance,
                floor,
                layout,
                status,
                area,
                measuredFrom,
                deliveredOn,
                spacePlace,
                spaceTenure);
    }

    public PremisesEntry on(@Nullable Integer itsFloor, @Nullable String itsLayout) {
        return new PremisesEntry(
                kind,
                code,
                buildingCode,
                entranceCode,
                itsFloor,
                itsLayout,
                status,
                area,
                measuredFrom,
                deliveredOn,
                spacePlace,
                spaceTenure);
    }

    public PremisesEntry measuring(Area itsArea, LocalDate from) {
        return new PremisesEntry(
                kind,
                code,
                buildingCode,
                entranceCode,
                floor,
                layout,
                status,
                itsArea,
                from,
                deliveredOn,
                spacePlace,
                spaceTenure);
    }

    public PremisesEntry being(@Nullable PremisesStatus itsStatus) {
        return new PremisesEntry(
                kind,
                code,
                buildingCode,
                entranceCode,
                floor,
                layout,
                itsStatus,
                area,
                measuredFrom,
                deliveredOn,
                spacePlace,
                spaceTenure);
    }

    public PremisesEntry delivered(@Nullable LocalDate on) {
        return new PremisesEntry(
                kind,
                code,
                buildingCode,
                entranceCode,
                floor,
                layout,
                status,
                area,
                measuredFrom,
                on,
                spacePlace,
                spaceTenure);
    }

    public PremisesEntry space(@Nullable String place, @Nullable String tenure) {
        return new PremisesEntry(
                kind,
                code,
                buildingCode,
                entranceCode,
                floor,
                layout,
                status,
                area,
                measuredFrom,
                deliveredOn,
                place,
                tenure);
    }
}
