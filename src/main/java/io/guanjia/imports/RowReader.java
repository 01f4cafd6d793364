package io.guanjia.imports;

import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import io.guanjia.sheets.Cell;
import io.guanjia.sheets.SheetRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row as people write them; the first thing wrong with the row is its rejection. */
final class RowReader {
    private static final int LONGEST_TEXT = 200;
    /** No exponents: 1E2147483647 is a number that nothing can write out. */
    private static final Pattern PRICE = Pattern.compile("\\d{1,12}\\.?|\\d{0,12}\\.\\d{1,6}");

    private static final Pattern PHONE = Pattern.compile("[+\\d][\\d-]{4,19}");
    /** Digits alone are a person's, right or wrong. */
    private static final Pattern PERSONAL = Pattern.compile("\\d{17}[\\dX]");

    private static final Pattern COMPANY_NUMBER = Pattern.compile("[0-9A-HJ-NP-RT-UW-Y]{18}");

    private final Work work;
    private final Mapping.Place place;
    private final List<String> titles;
    private final SheetRow row;
    private boolean good = true;

    RowReader(Work work, Mapping.Place place, List<String> titles, SheetRow row) {
        this.work = work;
        this.place = place;
        this.titles = titles;
        this.row = row;
    }

    /** Where the row stands. */
    At at() {
        return new At(place.sheet(), row.number());
    }

    /** A row's place in the user's workbook. */
    record At(String sheet, int row) {
        Rejection rejected(String code, Object... arguments) {
            return new Rejection(
                    sheet,
                    row,
                    code,
                    Arrays.stream(arguments).map(String::valueOf).toList());
        }
    }

    /** Nothing was rejected so far. */
    boolean good() {
        return good;
    }

    boolean isBlank() {
        return place.columns().values().stream().allMatch(at -> row.cell(at).isBlank());
    }

    /** The text of a column of the sheet, counted from 0, without blanks. */
    String compact(int column) {
        return ChineseText.compact(row.text(column));
    }

    void reject(String code, Object... arguments) {
        if (good) work.reject(at().rejected(code, arguments));
        good = false;
    }

    Cell cell(String column) {
        Integer at = place.columns().get(column);
        return at == null ? row.cell(Integer.MAX_VALUE) : row.cell(at);
    }

    /** Whether the sheet has that column. */
    boolean has(String column) {
        return place.columns().containsKey(column);
    }

    /** What the user calls the column. */
    String title(String column) {
        Integer at = place.columns().get(column);
        return at == null || at >= titles.size() || titles.get(at).isEmpty() ? column : titles.get(at);
    }

    @Nullable
    String optional(String column) {
        String text = ChineseText.clean(cell(column).text());
        if (text.length() > LONGEST_TEXT) reject("too-long", title(column), LONGEST_TEXT);
        return text.isEmpty() ? null : text;
    }

    /** Empty, and rejected, when the cell is. */
    String text(String column) {
        String text = optional(column);
        if (text == null) reject("missing", title(column));
        return text == null ? "" : text;
    }

    void missing(String column) {
        reject("missing", title(column));
    }

    @Nullable
    Integer number(String column) {
        String text = optional(column);
        if (text == null) return null;
        String plain = ChineseText.compact(text).replaceFirst("(层|楼|F)$", "");
        if (!plain.matches("-?\\d{1,4}")) {
            reject("not-a-number", title(column), text);
            return null;
        }
        return Integer.valueOf(plain);
    }

    /** Zero where the cell is empty. */
    BigDecimal decimal(String column) {
        String text = optional(column);
        if (text == null) return BigDecimal.ZERO;
        String plain = ChineseText.compact(text).replace(",", "");
        if (PRICE.matcher(plain).matches()) return new BigDecimal(plain);
        reject("not-a-price", title(column), text);
        return BigDecimal.ZERO;
    }

    @Nullable
    Money money(String column) {
        String text = optional(column);
        if (text == null) return null;
        try {
            return Money.parse(ChineseText.compact(text).replaceAll("[¥元,]", ""));
        } catch (MalformedValue malformed) {
            reject("not-an-amount", title(column), text);
            return null;
        }
    }

    @Nullable
    Area area(String column) {
        String text = optional(column);
        if (text == null) return null;
        try {
            return Area.parse(text);
        } catch (MalformedValue malformed) {
            reject("not-an-area", title(column), text);
            return null;
        }
    }

    /** The first of the numbers in the cell: people put two into one, with a stroke or a comma between them. */
    @Nullable
    String phone(String column) {
        String text = optional(column);
        if (text == null) return null;
        String first = text.split("[/,、;；|]| (?=1\\d{10})", 2)[0];
        String phone = ChineseText.phone(first);
        if (!PHONE.matcher(phone).matches()) {
            reject("not-a-phone", title(column), text);
            return null;
        }
        return phone;
    }

    /** Of a person (check digit) or a company (GB 32100). */
    @Nullable
    String identity(String column) {
        String text = optional(column);
        if (text == null) return null;
        String number = IdentityNumber.normal(text);
        boolean company = COMPANY_NUMBER.matcher(number).matches()
                && !PERSONAL.matcher(number).matches();
        if (!IdentityNumber.isValid(number) && !company) {
            reject("identity-number", title(column));
        }
        return number;
    }

    @Nullable
    LocalDate date(String column) {
        return date(column, 0);
    }

    /** A day on which something has happened. */
    @Nullable
    LocalDate past(String column) {
        LocalDate day = date(column);
        if (day != null) refuseFuture(column, day);
        return day;
    }

    /** A day from which something holds: it may be planned, but years ahead somebody has mistyped it. */
    @Nullable
    LocalDate start(String column) {
        LocalDate day = date(column);
        if (day != null && day.isAfter(work.today.plusYears(1))) reject("day-far-ahead", title(column), day);
        return day;
    }

    void refuseFuture(String column, LocalDate day) {
        if (day.isAfter(work.today)) reject("day-in-future", title(column), day);
    }

    /** @param year of days written without one, 0: such days are refused */
    @Nullable
    LocalDate date(String column, int year) {
        Cell cell = cell(column);
        if (cell.isBlank()) return null;
        LocalDate day = WrittenDates.of(cell, year);
        if (day == null) reject("not-a-date", title(column), cell.text());
        return day;
    }
}
