package io.guanjia.imports;

import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One workbook on its way in: what is needed to read it, and what was found wrong with it. */
final class Work {
    /** What comes after so many is not looked at: the wrong columns were mapped, or it is another workbook. */
    static final int MOST_REJECTIONS = 20_000;

    private static final Set<String> ENDS = Set.of("说明", "备注", "注");

    final long communityId;
    final long batchId;
    final ImportOptions options;
    final Workbook workbook;
    final Mapping mapping;
    final boolean goodOnly;
    final String fileName;
    /** Nothing that has happened did so after it. */
    final LocalDate today;

    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Rejection> warnings = new ArrayList<>();

    Work(ImportBatch batch, Workbook workbook, Mapping mapping, boolean goodOnly, LocalDate today) {
        this.communityId = batch.communityId();
        this.batchId = batch.id();
        this.options = batch.options();
        this.workbook = workbook;
        this.mapping = mapping;
        this.goodOnly = goodOnly;
        this.fileName = batch.fileName();
        this.today = today;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    void reject(Rejection rejection) {
        rejections.add(rejection);
    }

    /** Rows that are taken, and what somebody should look at. */
    List<Rejection> warnings() {
        return warnings;
    }

    void warn(Rejection warning) {
        if (warnings.size() < MOST_REJECTIONS) warnings.add(warning);
    }

    private boolean tooMany(String sheet) {
        if (rejections.size() < MOST_REJECTIONS) return false;
        reject(new Rejection(sheet, 0, "too-many", List.of(String.valueOf(MOST_REJECTIONS))));
        return true;
    }

    /** Every row of a part under its header. Notes below the table, which begin with 说明 or 备注, and blank rows are left out. */
    void rows(Layout.Part part, Consumer<RowReader> reading) {
        Mapping.Place place = mapping.parts().getOrDefault(part.code(), Mapping.Place.NOWHERE);
        if (place.sheet().isEmpty() || !workbook.sheetNames().contains(place.sheet())) {
            String wanted = part.sheet() == null ? workbook.sheetNames().get(0) : part.sheet();
            reject(new Rejection(wanted, 0, "sheet-missing", List.of(wanted)));
            return;
        }
        if (!place.holds(part)) {
            reject(new Rejection(place.sheet(), 0, "columns-missing", List.of(String.join("、", missing(part, place)))));
            return;
        }
        try (Stream<SheetRow> stream = workbook.rows(place.sheet())) {
            Iterator<SheetRow> rows = stream.iterator();
            List<String> titles = List.of();
            while (rows.hasNext()) {
                SheetRow row = rows.next();
                if (row.number() == place.headerRow())
                    titles = row.cells().stream()
                            .map(cell -> cell.text().strip())
                            .toList();
                if (row.number() <= place.headerRow()) continue;
                RowReader reader = new RowReader(this, place, titles, row);
                if (ENDS.contains(reader.compact(0))) break;
                if (reader.isBlank()) continue;
                if (tooMany(place.sheet())) break;
                reading.accept(reader);
            }
        }
    }

    /** Their first titles: what the person may call a column so that it is found. */
    private static List<String> missing(Layout.Part part, Mapping.Place place) {
        return part.columns().stream()
                .filter(column -> column.required() && !place.columns().containsKey(column.name()))
                .map(column -> column.titles().get(0))
                .toList();
    }
}
