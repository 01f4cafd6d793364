package io.guanjia.sheets;

import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook row by row to a stream; memory does not grow with the rows.
 *
 * <p>Text that a spreadsheet might take for a formula (it begins with = + - @, their full-width forms, a tab or a line break) gets an
 * apostrophe in front, so that it stays text even after somebody saves the sheet as csv; {@link Workbooks} takes that apostrophe off
 * again, so what was written is what is read.
 */
public final class SheetWriter implements AutoCloseable {

    private static final Pattern LIKE_A_FORMULA = Pattern.compile("(?s)[=+\\-@＝＋－＠\\t\\r\\n].*");
    private static final Pattern NEUTRALISED = Pattern.compile("(?s)'[=+\\-@＝＋－＠\\t\\r\\n'].*");
    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final int LONGEST_TEXT = 32_767;
    private static final int ROWS_KEPT = 500;
    private static final String HEADER_FILL = "E9ECEF";

    private final Workbook workbook;
    private String name = "";
    private List<Column> columns = List.of();
    private @Nullable Worksheet sheet;
    private int rows;

    /**
     * A column of the sheet.
     *
     * @param width in characters; a Chinese character counts two
     */
    public record Column(String title, int width) {}

    private SheetWriter(OutputStream out) {
        workbook = new Workbook(out, "Guanjia", "1.0");
    }

    /** The stream is finished but not closed by {@link #close}. */
    public static SheetWriter to(OutputStream out) {
        return new SheetWriter(out);
    }

    /** Begins a sheet with a header row that stays in sight; the sheet before it is finished. */
    public SheetWriter sheet(String sheetName, Column... sheetColumns) {
        return sheet(sheetName, List.of(sheetColumns));
    }

    /** A sheet that brings its own header somewhere among its rows; the titles of the columns are not written. */
    public SheetWriter sheetWithoutHeader(String sheetName, List<Column> widths) {
        sheet(sheetName, List.of());
        for (int at = 0; at < widths.size(); at++) {
            current().width(at, widths.get(at).width() + 2.0);
        }
        return this;
    }

    public SheetWriter sheet(String sheetName, List<Column> sheetColumns) {
        finishSheet();
        name = sheetName;
        columns = List.copyOf(sheetColumns);
        sheet = workbook.newWorksheet(sheetName);
        rows = 0;
        for (int at = 0; at < columns.size(); at++) {
            sheet.width(at, columns.get(at).width() + 2.0);
            text(sheet, 0, at, columns.get(at).title());
            sheet.style(0, at)
                    .bold()
                    .fillColor(HEADER_FILL)
                    .horizontalAlignment("center")
                    .set();
        }
        if (!columns.isEmpty()) {
            sheet.freezePane(0, 1);
            rows = 1;
        }
        return this;
    }

    /**
     * Adds a row. {@link Money} and {@link Area} become numbers with two decimals, dates dates, other numbers numbers; everything
     * else is written as its text, null as nothing. A sheet that is full goes on in another with the same header.
     */
    public SheetWriter row(@Nullable Object... values) {
        if (rows == Worksheet.MAX_ROWS) {
            sheet(name, columns);
        }
        Worksheet current = current();
        for (int at = 0; at < values.length; at++) {
            Object value = values[at];
            if (value != null) {
                put(current, at, value);
            }
        }
        if (++rows % ROWS_KEPT == 0) {
            flush(current);
        }
        return this;
    }

    @Override
    public void close() {
        try {
            finishSheet();
            workbook.finish();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void put(Worksheet current, int column, Object value) {
        if (value instanceof Money money) {
            number(current, column, money.toYuan(), "#,##0.00");
        } else if (value instanceof Area area) {
            number(current, column, area.squareMetres(), "0.00");
        } else if (value instanceof LocalDate date) {
            current.value(rows, column, date);
            current.style(rows, column).format("yyyy-mm-dd").set();
        } else if (value instanceof LocalDateTime moment) {
            current.value(rows, column, moment);
            current.style(rows, column).format("yyyy-mm-dd hh:mm").set();
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
            current.value(rows, column, (Number) value);
        } else {
            text(current, rows, column, value.toString());
        }
    }

    /** The one way of text into a cell. */
    private static void text(Worksheet current, int row, int column, String text) {
        current.inlineString(row, column, neutral(text));
    }

    private void number(Worksheet current, int column, BigDecimal number, String format) {
        current.value(rows, column, number);
        current.style(rows, column).format(format).set();
    }

    private Worksheet current() {
        if (sheet == null) {
            throw new IllegalStateException("Begin a sheet before its rows");
        }
        return sheet;
    }

    private void finishSheet() {
        if (sheet != null) {
            try {
                sheet.finish();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            sheet = null;
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Also used for csv. An apostrophe that stands before such a sign anyway gets a second one, so that it is not lost. */
    static String neutral(String text) {
        boolean risky = LIKE_A_FORMULA.matcher(text).matches()
                || NEUTRALISED.matcher(text).matches();
        String safe = LIKE_AN_ESCAPE.matcher(risky ? "'" + text : text).replaceAll("_x005F_");
        if (safe.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A cell holds " + LONGEST_TEXT + " characters at most");
        }
        return safe;
    }

    /** What {@link #neutral} has changed, changed back. */
    static String original(String text) {
        return NEUTRALISED.matcher(text).matches() ? text.substring(1) : text;
    }
}
