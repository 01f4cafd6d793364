package io.guanjia.imports;

import io.guanjia.sheets.SheetWriter;
import io.guanjia.sheets.SheetWriter.Column;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The user's own rows that were not taken, each with its reason beside it, sheet by sheet. */
final class RejectedRows {
    private static final int WIDTH = 16;
    private static final int REASON_WIDTH = 60;

    private RejectedRows() {}

    /** @param reason words for a rejection in the language of whoever imports */
    static byte[] workbook(
            List<Rejection> rejections, String rowTitle, String reasonTitle, Function<Rejection, String> reason) {
        Map<String, List<Rejection>> bySheet = new LinkedHashMap<>();
        rejections.forEach(one ->
                bySheet.computeIfAbsent(one.sheet(), sheet -> new ArrayList<>()).add(one));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SheetWriter writer = SheetWriter.to(bytes)) {
            bySheet.forEach((sheet, rows) -> {
                int widest =
                        rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
                List<Column> columns = new ArrayList<>();
                columns.add(new Column(rowTitle, WIDTH / 2));
                columns.add(new Column(reasonTitle, REASON_WIDTH));
                IntStream.range(0, widest).forEach(at -> columns.add(new Column("", WIDTH)));
                writer.sheet(sheet, columns);
                rows.forEach(row -> {
                    List<Object> values = new ArrayList<>(List.of(row.row(), reason.apply(row)));
                    values.addAll(row.cells());
                    writer.row(values.toArray());
                });
            });
        }
        return bytes.toByteArray();
    }
}
