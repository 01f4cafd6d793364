package io.guanjia.kernel;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings text that people typed, or that a workbook holds, into the one form in which the house stores and compares it. */
public final class ChineseText {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u3164\\u2800]+");
    private static final List<String> OF_BUILDINGS = List.of("#", "号", "栋", "幢", "座", "楼");
    private static final List<String> OF_ENTRANCES = List.of("单元", "门洞", "门", "#");
    private static final List<String> OF_ROOMS = List.of("室", "房", "号", "#");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d\\.\\d{1,12}[eE]\\+?1[0-3]");
    private static final Pattern DIALLED = Pattern.compile("[+()\\d -]+");
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final int LONGEST_RUN = 99;

    private ChineseText() {}

    /**
     * Full-width letters, digits, signs and blanks become ASCII (１ → 1, （ → (, ￥ → ¥). Characters proper stay as they are: NFKC
     * would replace rare characters of names.
     */
    public static String halfWidth(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            narrow.append(halfWidth(text.charAt(at)));
        }
        return narrow.toString();
    }

    /** Half-width, without blanks at the ends, and every run of blanks inside (of any kind Unicode knows) as one space. */
    public static String clean(String text) {
        return BLANKS.matcher(halfWidth(text)).replaceAll(" ").strip();
    }

    /** Half-width and without any blank. */
    public static String compact(String text) {
        return BLANKS.matcher(halfWidth(text)).replaceAll("");
    }

    /** {@code 1#}, {@code 1栋}, {@code 1号楼}, {@code 1 幢} → {@code 1}; letters in capitals. */
    public static String buildingCode(String text) {
        return core(text, OF_BUILDINGS);
    }

    /** {@code 2单元}, {@code 2门} → {@code 2}. */
    public static String entranceCode(String text) {
        return core(text, OF_ENTRANCES);
    }

    /** {@code 1201室} → {@code 1201}; {@code s01} → {@code S01}. */
    public static String roomCode(String text) {
        return core(text, OF_ROOMS);
    }

    /**
     * A phone as its digits: {@code 199-0000-0001}, {@code +86 19900000001} and what spreadsheets make of it
     * ({@code 1.9900000001E10}, {@code 19900000001.0}) → {@code 19900000001}. A number of another kind keeps its digits and
     * hyphens; text that is no number at all comes back cleaned, for the caller to refuse.
     */
    public static String phone(String text) {
        String clean = clean(text).replace('－', '-').replace('—', '-').replace('–', '-');
        String number = SCIENTIFIC.matcher(clean).matches()
                ? new BigDecimal(clean).toPlainString()
                : clean.replaceFirst("^(1\\d{10})\\.0+$", "$1");
        if (!DIALLED.matcher(number).matches()) {
            return clean;
        }
        String digits = number.replaceAll("\\D", "").replaceFirst("^(?:00)?86(?=1\\d{10}$)", "");
        return MOBILE.matcher(digits).matches() ? digits : number.replaceAll("[^\\d+-]", "");
    }

    /** Whether this is a mainland mobile number in the form that {@link #phone} gives. */
    public static boolean isMobile(String phone) {
        return MOBILE.matcher(phone).matches();
    }

    /**
     * A key whose plain (bytewise) order is the order in which people count: {@code 2-9} before {@code 2-10}. Every run of digits
     * is written without leading zeros behind its own length in two digits.
     */
    public static String sortKey(String code) {
        String text = compact(code).toUpperCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(text.length() + 8);
        int at = 0;
        while (at < text.length()) {
            int end = endOfDigits(text, at);
            if (end == at) {
                key.append(text.charAt(at++));
            } else {
                appendRun(key, text.substring(at, end));
                at = end;
            }
        }
        return key.toString();
    }

    private static char halfWidth(char character) {
        if (character >= '！' && character <= '～') {
            return (char) (character - '！' + '!');
        }
        return character == '￥' ? '¥' : character == '\u3000' ? ' ' : character;
    }

    /** The code without the words around it; a text that is nothing but such words stays. */
    private static String core(String text, List<String> endings) {
        String code = compact(text).toUpperCase(Locale.ROOT);
        int from = code.length() > 1 && code.startsWith("#") ? 1 : 0;
        int to = code.length();
        for (String ending = ending(code, to, endings);
                !ending.isEmpty() && to - ending.length() > from;
                ending = ending(code, to, endings)) {
            to -= ending.length();
        }
        return code.substring(from, to);
    }

    private static String ending(String code, int to, List<String> endings) {
        return endings.stream()
                .filter(ending -> code.startsWith(ending, to - ending.length()))
                .findFirst()
                .orElse("");
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static void appendRun(StringBuilder key, String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        int length = Math.min(significant.length(), LONGEST_RUN);
        key.append((char) ('0' + length / 10))
                .append((char) ('0' + length % 10))
                .append(significant);
    }
}
