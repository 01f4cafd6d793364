package io.guanjia.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.guanjia.sheets.Header.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each part of a layout stands in a workbook. */
record Mapping(Map<String, Place> parts) {

    /**
     * @param sheet empty: no sheet holds any of its columns
     * @param headerRow as in the margin of the sheet, 0: not found
     * @param columns by code, counted from 0
     */
    record Place(String sheet, int headerRow, Map<String, Integer> columns) {
        static final Place NOWHERE = new Place("", 0, Map.of());

        @JsonIgnore
        boolean holds(Layout.Part part) {
            return headerRow > 0
                    && part.columns().stream()
                            .filter(Wanted::required)
                            .allMatch(column -> columns.containsKey(column.name()));
        }
    }

    Optional<Place> place(String part) {
        return Optional.ofNullable(parts.get(part)).filter(place -> place.headerRow() > 0);
    }

    boolean holds(Layout layout) {
        return missing(layout).isEmpty();
    }

    /** The parts of which a column that has to be there is nowhere. */
    List<String> missing(Layout layout) {
        return layout.parts().stream()
                .filter(part -> !parts.getOrDefault(part.code(), Place.NOWHERE).holds(part))
                .map(Layout.Part::code)
                .toList();
    }
}
