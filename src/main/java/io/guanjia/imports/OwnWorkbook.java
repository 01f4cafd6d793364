package io.guanjia.imports;

import io.guanjia.sheets.Cell;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.sheets.Workbook;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's own workbook given back: his sheets, his columns, his order, and beside each rejected row why. Corrected, it can be
 * brought again: the column with the reasons means nothing to the reader.
 */
final class OwnWorkbook {
    private static final int WIDTH = 14;
    private static final int REASON_WIDTH = 60;
    private static final int LONGEST_TEXT = 30_000;
    private static final int MOST_DIGITS = 15;

    private final Workbook workbook;
    private final Mapping mapping;
    private final Map<String, Map<Integer, String>> reasons = new HashMap<>();
    private final Map<String, Map<Integer, String>> warnings = new HashMap<>();
    private final String title;

    /** @param title of the column with the reasons, unlike any title of people's own */
    OwnWorkbook(
            Workbook workbook,
            Mapping mapping,
            List<Rejection> rejections,
            String title,
            Function<Rejection, String> reason) {
        this.workbook = workbook;
        this.mapping = mapping;
        this.title = title;
        put(reasons, rejections, reason);
    }

    /** What somebody should look at in rows that are taken. */
    OwnWorkbook noting(List<Rejection> rows, Function<Rejection, String> words) {
        put(warnings, rows, words);
        return this;
    }

    private static void put(
            Map<String, Map<Integer, String>> beside, List<Rejection> rows, Function<Rejection, String> words) {
        rows.forEach(one -> beside.computeIfAbsent(one.sheet(), sheet -> new TreeMap<>())
                .merge(one.row(), words.apply(one), (first, second) -> first + " " + second));
    }

    private @Nullable String beside(String sheet, int row) {
        String reason = reasons.getOrDefault(sheet, Map.of()).get(row);
        String warning = warnings.getOrDefault(sheet, Map.of()).get(row);
        if (reason == null || warning == null) return reason == null ? warning : reason;
        return reason + " " + warning;
    }

    /** @param whole every row; else what stands above the table, its header and the rejected rows */
    void write(OutputStream out, boolean whole) {
        try (SheetWriter writer = SheetWriter.to(out)) {
            for (String sheet : sheets(whole)) {
                write(writer, sheet, whole);
            }
        }
    }

    private Collection<String> sheets(boolean whole) {
        List<String> sheets = workbook.sheetNames().stream()
                .filter(sheet -> whole || reasons.containsKey(sheet))
                .toList();
        return sheets.isEmpty() ? workbook.sheetNames() : sheets;
    }

    private void write(SheetWriter writer, String sheet, boolean whole) {
        int headerRow = mapping.parts().values().stream()
                .filter(place -> place.sheet().equals(sheet))
                .mapToInt(Mapping.Place::headerRow)
                .findFirst()
                .orElse(0);
        Map<Integer, String> said = reasons.getOrDefault(sheet, Map.of());
        int beside = columnOfReasons(sheet, headerRow);
        List<SheetWriter.Column> columns = new ArrayList<>();
        for (int at = 0; at < beside; at++) columns.add(new SheetWriter.Column("", WIDTH));
        columns.add(new SheetWriter.Column("", REASON_WIDTH));
        writer.sheetWithoutHeader(sheet, columns);
        try (Stream<SheetRow> rows = workbook.rows(sheet)) {
            rows.filter(row -> whole || row.number() <= headerRow || said.containsKey(row.number()))
                    .forEach(row -> writer.row(
                            values(row, beside, row.number() == headerRow ? title : beside(sheet, row.number()))));
        }
        @Nullable String ofSheet = beside(sheet, 0);
        if (ofSheet != null) writer.row(values(new SheetRow(1, List.of()), beside, ofSheet));
    }

    /** Beside the widest row, or where an earlier attempt has put it. */
    private int columnOfReasons(String sheet, int headerRow) {
        try (Stream<SheetRow> rows = workbook.rows(sheet)) {
            int widest = 0;
            for (SheetRow row : (Iterable<SheetRow>) rows::iterator) {
                if (row.number() == headerRow) {
                    for (int at = 0; at < row.cells().size(); at++) {
                        if (row.text(at).equals(title)) return at;
                    }
                }
                widest = Math.max(widest, row.cells().size());
            }
            return widest;
        }
    }

    private static @Nullable Object[] values(SheetRow row, int beside, @Nullable String reason) {
        @Nullable Object[] values = new Object[Math.max(beside + 1, row.cells().size())];
        for (int at = 0; at < row.cells().size(); at++) {
            values[at] = value(row.cell(at));
        }
        values[beside] = reason;
        return values;
    }

    private static @Nullable Object value(Cell cell) {
        if (cell.text().isEmpty()) return null;
        if (cell.kind() == Cell.Kind.DATE)
            return cell.date().map(LocalDate.class::cast).orElse(null);
        if (cell.kind() == Cell.Kind.NUMBER && !cell.formula()) {
            try {
                BigDecimal number = new BigDecimal(cell.text());
                if (number.precision() <= MOST_DIGITS) return number;
            } catch (NumberFormatException text) {
                return cell.text();
            }
        }
        String text = cell.text();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
