package io.guanjia.sheets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a format makes a stored number look: as a number, as digits with leading zeros, as a day, or as a time of day.
 *
 * @param digits the least number of digits for {@link Kind#PADDED}
 */
record NumberLook(Kind kind, int digits) {

    enum Kind {
        PLAIN,
        PADDED,
        DATE,
        TIME
    }

    static final NumberLook PLAIN = new NumberLook(Kind.PLAIN, 0);

    private static final NumberLook DATE = new NumberLook(Kind.DATE, 0);
    private static final NumberLook TIME = new NumberLook(Kind.TIME, 0);
    /** Quoted and escaped text, widths, fill characters, colours and locales. */
    private static final Pattern ORNAMENTS = Pattern.compile("\"[^\"]*\"?|\\\\.|_.|\\*.|\\[(?![hms]+])[^]]*]");

    private static final Set<Integer> TIMES = Set.of(18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56);
    private static final Set<Integer> DATES =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);
    private static final int EXCEL_DIGITS = 15;
    private static final int MOST_DIGITS = 400;
    /** As Excel allows; what is longer formats nothing. */
    private static final int LONGEST_CODE = 255;

    private static final long LAST_DAY = 2_958_465;
    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    /** The look of a format that is known by its number alone; 27–36 and 50–58 are the dates of Chinese editions. */
    static NumberLook ofBuiltIn(int format) {
        if (TIMES.contains(format)) {
            return TIME;
        }
        return DATES.contains(format) ? DATE : PLAIN;
    }

    /** The look of a format code such as {@code yyyy"年"m"月"d"日"} or {@code 0000}. */
    static NumberLook ofCode(String code) {
        if (code.length() > LONGEST_CODE) {
            return PLAIN;
        }
        String letters = ORNAMENTS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        String first = letters.split(";", 2)[0];
        if (first.contains("general")) {
            return PLAIN;
        }
        if (first.matches("0{2,20}")) {
            return new NumberLook(Kind.PADDED, first.length());
        }
        boolean clock = first.matches(".*[hs].*");
        if (first.matches(".*[yd].*") || (first.contains("m") && !clock)) {
            return DATE;
        }
        return clock ? TIME : PLAIN;
    }

    /** The cell for a number as it is stored in the file. */
    Cell cell(String stored, boolean since1904) {
        if (stored.length() > MOST_DIGITS) {
            return Cell.text(stored);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(stored);
        } catch (NumberFormatException notANumber) {
            return Cell.text(stored);
        }
        if (Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
            return Cell.text(stored);
        }
        boolean day = kind == Kind.DATE || kind == Kind.TIME;
        return day && isDay(number) ? moment(number, since1904) : new Cell(Cell.Kind.NUMBER, plain(number), false);
    }

    /**
     * Whole numbers digit by digit (an identity number keeps its 18), anything else as Excel shows it: with 15 significant digits,
     * so that 0.30000000000000004 is 0.3 again.
     */
    private String plain(BigDecimal number) {
        BigDecimal shown =
                number.scale() == 0 ? number : number.round(new MathContext(EXCEL_DIGITS, RoundingMode.HALF_UP));
        String text = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        boolean padded = kind == Kind.PADDED && text.matches("\\d+");
        return padded ? "0".repeat(Math.max(0, digits - text.length())) + text : text;
    }

    private static boolean isDay(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY + 1)) < 0;
    }

    private Cell moment(BigDecimal number, boolean since1904) {
        long seconds = number.multiply(BigDecimal.valueOf(SECONDS_OF_A_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        long days = seconds / SECONDS_OF_A_DAY;
        String time = LocalTime.ofSecondOfDay(seconds % SECONDS_OF_A_DAY)
                .format(DateTimeFormatter.ofPattern(seconds % 60 == 0 ? "HH:mm" : "HH:mm:ss"));
        if (days == 0 && kind == Kind.TIME) {
            return new Cell(Cell.Kind.TIME, time, false);
        }
        String date = day(days, since1904).toString();
        return new Cell(Cell.Kind.DATE, seconds % SECONDS_OF_A_DAY == 0 ? date : date + " " + time, false);
    }

    /** Excel's calendar has a 29 February 1900, so days before March 1900 are counted from one day later. */
    private static LocalDate day(long days, boolean since1904) {
        if (since1904) {
            return LocalDate.of(1904, 1, 1).plusDays(days);
        }
        return LocalDate.of(1899, 12, days < 60 ? 31 : 30).plusDays(days);
    }
}
