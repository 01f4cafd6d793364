package io.guanjia.imports;

import io.guanjia.imports.MigrationSheets.At;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Masked;
import io.guanjia.sheets.Cell;
import io.guanjia.sheets.Header;
import io.guanjia.sheets.SheetRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row as people write them; the first thing wrong with the row is its rejection. */
final class RowReader {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-./年](\\d{1,2})[-./月](\\d{1,2})日?");
    private static final Pattern LIKE_AN_IDENTITY_NUMBER = Pattern.compile("\\d{13,}[\\dXx*]?");
    private static final int LONGEST_TEXT = 200;
    private static final int PRICE_SCALE = 6;

    private final Header header;
    private final SheetRow row;
    private final At at;
    private final List<Rejection> rejections;
    private boolean good = true;

    RowReader(String sheet, Header header, SheetRow row, List<Rejection> rejections) {
        this.header = header;
        this.row = row;
        this.rejections = rejections;
        this.at = new At(
                sheet, row.number(), row.cells().stream().map(RowReader::shown).toList());
    }

    /** Rejected rows are kept with the job in clear text: an identity number among them, right or wrong, is not. */
    private static String shown(Cell cell) {
        String text = cell.text();
        return LIKE_AN_IDENTITY_NUMBER.matcher(ChineseText.compact(text)).matches()
                ? Masked.identityNumber(ChineseText.compact(text))
                : text;
    }

    At at() {
        return at;
    }

    /** Nothing was rejected so far. */
    boolean good() {
        return good;
    }

    void reject(String code, Object... arguments) {
        if (good) rejections.add(at.rejected(code, arguments));
        good = false;
    }

    @Nullable
    String optional(String column) {
        String text = ChineseText.clean(header.text(row, column));
        if (text.length() > LONGEST_TEXT) reject("too-long", column, LONGEST_TEXT);
        return text.isEmpty() ? null : text;
    }

    /** Empty, and rejected, when the cell is. */
    String text(String column) {
        String text = optional(column);
        if (text == null) reject("missing", column);
        return text == null ? "" : text;
    }

    @Nullable
    Integer number(String column) {
        String text = optional(column);
        if (text == null) return null;
        String plain = ChineseText.compact(text).replaceFirst("(层|楼|F)$", "");
        if (!plain.matches("-?\\d{1,4}")) {
            reject("not-a-number", column, text);
            return null;
        }
        return Integer.valueOf(plain);
    }

    /** Zero where the cell is empty. */
    BigDecimal decimal(String column) {
        String text = optional(column);
        if (text == null) return BigDecimal.ZERO;
        try {
            BigDecimal value = new BigDecimal(ChineseText.compact(text).replace(",", ""));
            if (value.signum() >= 0 && value.scale() <= PRICE_SCALE) return value;
        } catch (NumberFormatException notANumber) {
            // rejected below
        }
        reject("not-a-price", column, text);
        return BigDecimal.ZERO;
    }

    @Nullable
    Area area(String column) {
        String text = optional(column);
        if (text == null) return null;
        try {
            return Area.parse(text);
        } catch (MalformedValue malformed) {
            reject("not-an-area", column, text);
            return null;
        }
    }

    @Nullable
    LocalDate date(String column) {
        Cell cell = header.cell(row, column);
        if (cell.isBlank()) return null;
        if (cell.date().isPresent()) return cell.date().get();
        Matcher written = DATE.matcher(ChineseText.compact(cell.text()));
        try {
            if (written.matches()) {
                return LocalDate.of(
                        Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2)),
                        Integer.parseInt(written.group(3)));
            }
        } catch (DateTimeException noSuchDay) {
            // rejected below
        }
        reject("not-a-date", column, cell.text());
        return null;
    }
}
