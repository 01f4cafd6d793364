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
 * @param deliveredOn null: undelivered, or unknown to whoever imports
 */
public record PremisesEntry(
        PremisesKind kind,
        String code,
        Place place,
        @Nullable PremisesStatus status,
        Measure measure,
        @Nullable LocalDate deliveredOn,
        Space space) {

    /** @param entrance of the building; both by their codes */
    record Place(
            @Nullable String building,
            @Nullable String entrance,
            @Nullable Integer floor,
            @Nullable String layout) {}

    /** @param from the day from which the area holds; needed with it */
    record Measure(@Nullable Area area, @Nullable LocalDate from) {}

    /**
     * What only a parking space has.
     *
     * @param place 地上 or 地下
     * @param tenure RENT or SALE
     */
    record Space(@Nullable String place, @Nullable String tenure) {}

    public static PremisesEntry of(PremisesKind kind, String code) {
        Place nowhere = new Place(null, null, null, null);
        return new PremisesEntry(kind, code, nowhere, null, new Measure(null, null), null, new Space(null, null));
    }

    /** A room {@code 1-1-101}, or {@code 1-101} in a building without entrances. */
    public static PremisesEntry room(String buildingCode, @Nullable String entranceCode, String room) {
        String code = buildingCode + "-" + (entranceCode == null ? "" : entranceCode + "-") + room;
        return of(PremisesKind.ROOM, code).in(buildingCode, entranceCode);
    }

    public PremisesEntry in(@Nullable String building, @Nullable String entrance) {
        return at(new Place(building, entrance, place.floor(), place.layout()));
    }

    public PremisesEntry on(@Nullable Integer floor, @Nullable String layout) {
        return at(new Place(place.building(), place.entrance(), floor, layout));
    }

    private PremisesEntry at(Place itsPlace) {
        return new PremisesEntry(kind, code, itsPlace, status, measure, deliveredOn, space);
    }

    public PremisesEntry being(@Nullable PremisesStatus itsStatus) {
        return new PremisesEntry(kind, code, place, itsStatus, measure, deliveredOn, space);
    }

    public PremisesEntry measuring(Area area, LocalDate from) {
        return new PremisesEntry(kind, code, place, status, new Measure(area, from), deliveredOn, space);
    }

    public PremisesEntry delivered(@Nullable LocalDate on) {
        return new PremisesEntry(kind, code, place, status, measure, on, space);
    }

    public PremisesEntry space(@Nullable String where, @Nullable String tenure) {
        return new PremisesEntry(kind, code, place, status, measure, deliveredOn, new Space(where, tenure));
    }
}
