package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import io.guanjia.sheets.Cell;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as people write them: 2025-3-5, 2025.3.5, 2025年3月5日, 20250305, 3月5日 within a known year, and the serials of spreadsheets. */
final class WrittenDates {
    private static final Pattern WHOLE = Pattern.compile("(\\d{4})[-./年](\\d{1,2})[-./月](\\d{1,2})日?(?:\\d{1,2}:.*)?");
    private static final Pattern DIGITS = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern IN_YEAR = Pattern.compile("(\\d{1,2})[-./月](\\d{1,2})日?");
    /** 1 January 1990 and 31 December 2099, counted from 30 December 1899. */
    private static final int FIRST_SERIAL = 32_874;

    private static final int LAST_SERIAL = 73_050;

    private WrittenDates() {}

    /** @param year of days written without one, 0: such days are none */
    static @Nullable LocalDate of(Cell cell, int year) {
        if (cell.date().isPresent()) return cell.date().get();
        String text = ChineseText.compact(cell.text());
        try {
            Matcher whole = WHOLE.matcher(text);
            if (whole.matches()) return day(whole.group(1), whole.group(2), whole.group(3));
            Matcher digits = DIGITS.matcher(text);
            if (digits.matches()) return day(digits.group(1), digits.group(2), digits.group(3));
            Matcher inYear = IN_YEAR.matcher(text);
            if (year > 0 && cell.kind() != Cell.Kind.NUMBER && inYear.matches()) {
                return day(String.valueOf(year), inYear.group(1), inYear.group(2));
            }
            if (text.matches("\\d{5}(\\.\\d+)?")) {
                int serial = new BigDecimal(text).intValue();
                if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL)
                    return LocalDate.of(1899, 12, 30).plusDays(serial);
            }
        } catch (DateTimeException noSuchDay) {
            return null;
        }
        return null;
    }

    private static LocalDate day(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }
}
