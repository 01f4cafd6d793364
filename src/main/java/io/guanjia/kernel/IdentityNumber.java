package io.guanjia.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The citizen's identity number of GB 11643: 17 digits, among them the date of birth, and a check character. */
public final class IdentityNumber {

    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private IdentityNumber() {}

    /** Without blanks, half-width, a closing x as X. */
    public static String normal(String text) {
        return ChineseText.compact(text).replace('x', 'X');
    }

    /** Whether shape, date of birth and check character of a number in normal form are right; area codes are not looked up. */
    public static boolean isValid(String number) {
        return SHAPE.matcher(number).matches() && number.charAt(17) == checkCharacter(number) && hasBirthday(number);
    }

    private static char checkCharacter(String number) {
        int sum = 0;
        for (int at = 0; at < WEIGHTS.length; at++) {
            sum += WEIGHTS[at] * (number.charAt(at) - '0');
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    private static boolean hasBirthday(String number) {
        try {
            return LocalDate.parse(number.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE)
                            .getYear()
                    >= 1800;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
