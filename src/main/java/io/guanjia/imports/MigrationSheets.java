package io.guanjia.imports;

import io.guanjia.imports.RowReader.At;
import io.guanjia.kernel.Area;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The five sheets of the migration workbook as read: every value typed, nothing looked up yet. {@code at} is where each row stands. */
record MigrationSheets(
        List<EntranceRow> entrances,
        List<OwnerRow> owners,
        List<FeeRow> fees,
        List<PremisesRow> premises,
        List<SpaceRow> spaces) {

    /** What is left without these rows. */
    MigrationSheets without(List<Rejection> rejections) {
        Set<At> gone =
                rejections.stream().map(one -> new At(one.sheet(), one.row())).collect(Collectors.toSet());
        return new MigrationSheets(
                entrances.stream().filter(row -> !gone.contains(row.at())).toList(),
                owners.stream().filter(row -> !gone.contains(row.at())).toList(),
                fees.stream().filter(row -> !gone.contains(row.at())).toList(),
                premises.stream().filter(row -> !gone.contains(row.at())).toList(),
                spaces.stream().filter(row -> !gone.contains(row.at())).toList());
    }

    /** @param entrance null: a building without entrances */
    record EntranceRow(
            At at,
            String building,
            @Nullable String entrance,
            @Nullable Integer floors,
            boolean lift) {}

    record OwnerRow(
            At at,
            String number,
            String name,
            @Nullable String gender,
            @Nullable String phone,
            @Nullable String identityNumber) {}

    /** @param unitPrice yuan per ㎡ and month, or per premises and month when {@code fixed} */
    record FeeRow(
            At at,
            String number,
            String kind,
            String name,
            BigDecimal unitPrice,
            boolean fixed,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** @param entrance null or 0: a shop on the ground floor, named by its number alone */
    record PremisesRow(
            At at,
            String number,
            String building,
            @Nullable String entrance,
            @Nullable Integer floor,
            @Nullable String layout,
            Area area,
            @Nullable String owner,
            List<String> fees,
            @Nullable LocalDate feesFrom) {
        boolean isShop() {
            return entrance == null;
        }

        String code() {
            return entrance == null ? number : building + "-" + entrance + "-" + number;
        }
    }

    /** @param sold S: belongs to its owner; else let to the person named */
    record SpaceRow(
            At at,
            String code,
            @Nullable String place,
            @Nullable Area area,
            @Nullable String owner,
            @Nullable String plate,
            @Nullable String carKind,
            @Nullable String carBrand,
            @Nullable String carColour,
            boolean sold) {}
}
