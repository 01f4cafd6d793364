package io.guanjia.imports;

import io.guanjia.sheets.Header;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the parts of a layout in a workbook: as a person said last for such a header, else by name and synonym. */
final class Recognition {
    static final int ROWS_SEARCHED = 20;

    private final Workbook workbook;
    private final Layout layout;
    private final Map<Remembered, Map<String, Integer>> remembered;

    /** What a remembered mapping is found by. */
    record Remembered(String part, String signature) {}

    private Recognition(Workbook workbook, Layout layout, Map<Remembered, Map<String, Integer>> remembered) {
        this.workbook = workbook;
        this.layout = layout;
        this.remembered = remembered;
    }

    static Mapping of(Workbook workbook, Layout layout, Map<Remembered, Map<String, Integer>> remembered) {
        Recognition recognition = new Recognition(workbook, layout, remembered);
        Map<String, Mapping.Place> places = new LinkedHashMap<>();
        layout.parts().forEach(part -> places.put(part.code(), recognition.place(part)));
        return new Mapping(places);
    }

    private Mapping.Place place(Layout.Part part) {
        String own = part.sheet();
        Mapping.Place best = own != null && workbook.sheetNames().contains(own)
                ? new Mapping.Place(own, 0, Map.of())
                : Mapping.Place.NOWHERE;
        for (String sheet : sheets(part)) {
            Mapping.Place place = place(part, sheet);
            boolean better = place.holds(part) == best.holds(part)
                    ? place.columns().size() > best.columns().size()
                    : place.holds(part);
            best = better ? place : best;
        }
        return best;
    }

    /** Its own sheet; where there is none of that name, those that no other part claims. */
    private List<String> sheets(Layout.Part part) {
        List<String> names = workbook.sheetNames();
        if (part.sheet() != null && names.contains(part.sheet())) return List.of(part.sheet());
        Set<String> claimed = layout.parts().stream()
                .map(Layout.Part::sheet)
                .filter(name -> name != null)
                .collect(Collectors.toSet());
        return names.stream().filter(name -> !claimed.contains(name)).toList();
    }

    private Mapping.Place place(Layout.Part part, String sheet) {
        Mapping.Place best = Mapping.Place.NOWHERE;
        for (SheetRow row : firstRows(workbook, sheet)) {
            Map<String, Integer> said = remembered.get(new Remembered(part.code(), signature(row)));
            if (said != null) return new Mapping.Place(sheet, row.number(), said);
            Header header = Header.of(row, part.columns());
            Mapping.Place place = new Mapping.Place(sheet, row.number(), header.columns());
            if (place.holds(part) && !best.holds(part)
                    || place.columns().size() > best.columns().size() && !best.holds(part)) {
                best = place;
            }
        }
        return best.columns().isEmpty() ? Mapping.Place.NOWHERE : best;
    }

    static Map<String, List<SheetRow>> firstRows(Workbook workbook) {
        Map<String, List<SheetRow>> rows = new LinkedHashMap<>();
        workbook.sheetNames().forEach(sheet -> rows.put(sheet, firstRows(workbook, sheet)));
        return rows;
    }

    static List<SheetRow> firstRows(Workbook workbook, String sheet) {
        try (Stream<SheetRow> rows = workbook.rows(sheet)) {
            return rows.limit(ROWS_SEARCHED).toList();
        }
    }

    /** Equal for header rows that read the same. */
    static String signature(SheetRow row) {
        String titles = row.cells().stream().map(cell -> cell.text().strip()).collect(Collectors.joining("\u001f"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(titles.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
