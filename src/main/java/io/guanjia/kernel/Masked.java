package io.guanjia.kernel;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Personal data as lists, exports, logs and printouts show it (rules.md §13). What does not look as expected (short, foreign)
 * keeps only its last two characters; what has no more than two keeps none.
 */
public final class Masked {

    public static final String BETWEEN = "、";

    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern IDENTITY_NUMBER = Pattern.compile("\\d{15}|\\d{17}[\\dXx]");
    private static final Pattern CHINESE_NAME = Pattern.compile("[\\p{IsHan}·•]+");
    private static final Pattern PLATE =
            Pattern.compile("(\\p{IsHan}[A-Z])·?([A-Z0-9]{2,3})([A-Z0-9]{2}[A-Z0-9\\p{IsHan}])");
    private static final Pattern BANK_ACCOUNT = Pattern.compile("\\d{8,}");

    private Masked() {}

    /** {@code 138****5678} */
    public static String phone(String phone) {
        return MOBILE.matcher(phone).matches() ? ends(phone, 3, 4) : lastTwo(phone);
    }

    /** {@code 110***********001X}: three at the head, four at the tail, the length kept. */
    public static String identityNumber(String number) {
        return IDENTITY_NUMBER.matcher(number).matches() ? ends(number, 3, 4) : lastTwo(number);
    }

    /** {@code 张*}, {@code 张*丰}, {@code 欧**宁} */
    public static String name(String name) {
        if (!CHINESE_NAME.matcher(name).matches() || length(name) < 2) {
            return lastTwo(name);
        }
        return ends(name, 1, length(name) == 2 ? 0 : 1);
    }

    /** {@code 京A·**345} */
    public static String plate(String plate) {
        Matcher matcher = PLATE.matcher(plate);
        return matcher.matches()
                ? matcher.group(1) + "·" + "*".repeat(matcher.group(2).length()) + matcher.group(3)
                : lastTwo(plate);
    }

    /** Several in one cell, {@link #BETWEEN} them. */
    public static String plates(String plates) {
        return Arrays.stream(plates.split(BETWEEN)).map(Masked::plate).collect(Collectors.joining(BETWEEN));
    }

    /** The last four digits of a bank account or card. */
    public static String bankAccount(String account) {
        String digits = ChineseText.compact(account);
        return BANK_ACCOUNT.matcher(digits).matches() ? ends(digits, 0, 4) : lastTwo(digits);
    }

    private static String lastTwo(String text) {
        return ends(text, 0, length(text) > 2 ? 2 : 0);
    }

    /** Counts characters as people do: 𠮷 is one. */
    private static String ends(String text, int head, int tail) {
        int hidden = length(text) - head - tail;
        return text.substring(0, text.offsetByCodePoints(0, head))
                + "*".repeat(hidden)
                + text.substring(text.offsetByCodePoints(0, head + hidden));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
