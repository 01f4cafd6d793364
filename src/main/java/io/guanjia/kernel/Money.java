package io.guanjia.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An amount of renminbi in whole fen (分). Arithmetic is exact: what does not fit throws {@link ArithmeticException} instead of
 * wrapping round. The only place where fractions of a fen disappear is {@link #rounded} (rules.md §0).
 */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /** Sign and currency mark in either order, digits plain or in groups of three, decimals, a closing 元. */
    private static final Pattern TYPED = Pattern.compile(
            "(?<sign>[+-]?)¥?(?<late>[+-]?)(?<whole>\\d+|\\d{1,3}(?:,\\d{3})+)?(?:\\.(?<decimals>\\d+))?(?:元|圆)?");

    private static final int LONGEST_TYPED = 40;
    private static final int MOST_DIGITS = 19;

    /** The exact amount; more than two decimals are refused with {@link MalformedValue}, never cut off. */
    public static Money ofYuan(BigDecimal yuan) {
        if (yuan.signum() == 0) {
            return ZERO;
        }
        requireSize(yuan);
        if (yuan.stripTrailingZeros().scale() > 2) {
            throw new MalformedValue("money-too-many-decimals");
        }
        return inFen(yuan);
    }

    /** Half-up on the absolute value to the fen: −0.125 becomes −0.13 (rules.md §0). Call it once, at the end of a line. */
    public static Money rounded(BigDecimal yuan) {
        requireSize(yuan);
        return magnitude(yuan) < -2 ? ZERO : inFen(yuan.setScale(2, RoundingMode.HALF_UP));
    }

    /**
     * Reads what people type: {@code 1,234.50}, {@code ¥12}, {@code 12元}, full-width digits and signs. More than two decimals,
     * misplaced commas and rubbish are refused with {@link MalformedValue}.
     */
    public static Money parse(String typed) {
        String text = ChineseText.compact(typed).replace('−', '-');
        Matcher matcher = TYPED.matcher(text);
        if (text.length() > LONGEST_TYPED || !matcher.matches()) {
            throw new MalformedValue("money-malformed");
        }
        String sign = matcher.group("sign") + matcher.group("late");
        String whole = matcher.group("whole");
        String decimals = matcher.group("decimals");
        if (sign.length() > 1 || (whole == null && decimals == null)) {
            throw new MalformedValue("money-malformed");
        }
        if (decimals != null && decimals.length() > 2) {
            throw new MalformedValue("money-too-many-decimals");
        }
        String digits = (whole == null ? "0" : whole.replace(",", "")) + "." + (decimals == null ? "0" : decimals);
        return ofYuan(new BigDecimal(sign + digits));
    }

    public static Money sum(Stream<Money> amounts) {
        return amounts.reduce(ZERO, Money::plus);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    public Money negate() {
        return new Money(Math.negateExact(fen));
    }

    public Money abs() {
        return isNegative() ? negate() : this;
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(fen, count));
    }

    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    public Money max(Money other) {
        return fen >= other.fen ? this : other;
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    public boolean isMoreThan(Money other) {
        return fen > other.fen;
    }

    public boolean isLessThan(Money other) {
        return fen < other.fen;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** Yuan with a scale of exactly two. */
    public BigDecimal toYuan() {
        return BigDecimal.valueOf(fen, 2);
    }

    /** For people: {@code 1,234.50}. */
    public String format() {
        String plain = toString();
        StringBuilder grouped = new StringBuilder(plain);
        int first = isNegative() ? 1 : 0;
        for (int at = plain.length() - 6; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** For machines: {@code 1234.50}. */
    @Override
    public String toString() {
        return toYuan().toPlainString();
    }

    /** Keeps figures such as 1E+999999999 from being written out digit by digit. */
    private static void requireSize(BigDecimal yuan) {
        if (magnitude(yuan) > MOST_DIGITS) {
            throw new MalformedValue("money-too-large");
        }
    }

    /** The number of digits before the point; below zero, of zeros behind it. */
    private static long magnitude(BigDecimal yuan) {
        return (long) yuan.precision() - yuan.scale();
    }

    private static Money inFen(BigDecimal yuan) {
        try {
            return new Money(yuan.movePointRight(2).longValueExact());
        } catch (ArithmeticException tooLarge) {
            throw new MalformedValue("money-too-large", tooLarge);
        }
    }
}
