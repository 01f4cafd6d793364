package io.guanjia.imports;

import io.guanjia.imports.RowReader.At;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the sheets must be to one another: nothing named twice, nothing named that is not there. */
final class MigrationChecks {
    private final MigrationSheets sheets;
    private final List<Rejection> rejections = new ArrayList<>();

    private MigrationChecks(MigrationSheets sheets) {
        this.sheets = sheets;
    }

    static List<Rejection> of(MigrationSheets sheets) {
        MigrationChecks checks = new MigrationChecks(sheets);
        checks.nothingTwice();
        checks.everythingNamedIsThere();
        return checks.rejections;
    }

    private void nothingTwice() {
        once(sheets.entrances(), row -> row.building() + "-" + row.entrance(), MigrationSheets.EntranceRow::at);
        once(sheets.owners(), MigrationSheets.OwnerRow::number, MigrationSheets.OwnerRow::at);
        once(sheets.fees(), MigrationSheets.FeeRow::number, MigrationSheets.FeeRow::at);
        once(sheets.premises(), MigrationSheets.PremisesRow::code, MigrationSheets.PremisesRow::at);
        once(sheets.spaces(), MigrationSheets.SpaceRow::code, MigrationSheets.SpaceRow::at);
        List<MigrationSheets.SpaceRow> plated =
                sheets.spaces().stream().filter(row -> row.plate() != null).toList();
        once(plated, row -> Objects.requireNonNull(row.plate()), MigrationSheets.SpaceRow::at);
    }

    private <T> void once(List<T> rows, Function<T, String> key, Function<T, At> place) {
        Map<String, At> first = new HashMap<>();
        for (T row : rows) {
            At earlier = first.putIfAbsent(key.apply(row), place.apply(row));
            if (earlier != null) {
                rejections.add(place.apply(row).rejected("twice", key.apply(row), earlier.row()));
            }
        }
    }

    private void everythingNamedIsThere() {
        Set<String> entrances = keys(sheets.entrances(), row -> row.building() + "-" + row.entrance());
        Set<String> buildings = keys(sheets.entrances(), MigrationSheets.EntranceRow::building);
        Set<String> owners = keys(sheets.owners(), MigrationSheets.OwnerRow::number);
        Set<String> fees = keys(sheets.fees(), MigrationSheets.FeeRow::number);
        for (MigrationSheets.PremisesRow row : sheets.premises()) {
            if (!buildings.contains(row.building())) {
                rejections.add(row.at().rejected("unknown-building", row.building()));
            } else if (row.entrance() != null && !entrances.contains(row.building() + "-" + row.entrance())) {
                rejections.add(row.at().rejected("unknown-entrance", row.building() + "-" + row.entrance()));
            }
            known(owners, row.owner(), row.at());
            row.fees().stream()
                    .filter(fee -> !fees.contains(fee))
                    .forEach(fee -> rejections.add(row.at().rejected("unknown-fee", fee)));
        }
        sheets.spaces().forEach(row -> known(owners, row.owner(), row.at()));
    }

    private void known(Set<String> owners, @Nullable String owner, At at) {
        if (owner != null && !owners.contains(owner)) rejections.add(at.rejected("unknown-owner", owner));
    }

    private static <T> Set<String> keys(List<T> rows, Function<T, String> key) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(key.apply(row)));
        return keys;
    }
}
