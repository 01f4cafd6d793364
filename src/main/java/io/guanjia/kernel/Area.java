package io.guanjia.kernel;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A building area (建筑面积) in square metres: positive, two decimals (rules.md §1.1). */
public record Area(BigDecimal squareMetres) implements Comparable<Area> {

    private static final BigDecimal LIMIT = new BigDecimal("1000000000");
    private static final Pattern TYPED =
            Pattern.compile("(-?(?:\\d{1,12}|\\d{1,3}(?:,\\d{3}){1,3})(?:\\.\\d+)?)(?:㎡|m2|m²|M2|平方米|平米|平方|平)?");

    /** More than two decimals, zero, negative and absurd figures are refused with {@link MalformedValue}. */
    public Area {
        if (squareMetres.signum() <= 0) {
            throw new MalformedValue("area-not-positive");
        }
        if (squareMetres.compareTo(LIMIT) >= 0) {
            throw new MalformedValue("area-too-large");
        }
        if (squareMetres.stripTrailingZeros().scale() > 2) {
            throw new MalformedValue("area-too-many-decimals");
        }
        squareMetres = squareMetres.setScale(2);
    }

    /** Reads {@code 102.46}, {@code 102.46㎡}, {@code 1,020平方米} and full-width digits. */
    public static Area parse(String typed) {
        Matcher matcher = TYPED.matcher(ChineseText.compact(typed));
        if (!matcher.matches()) {
            throw new MalformedValue("area-malformed");
        }
        return new Area(new BigDecimal(matcher.group(1).replace(",", "")));
    }

    @Override
    public int compareTo(Area other) {
        return squareMetres.compareTo(other.squareMetres);
    }

    /** {@code 102.46}, without a unit. */
    @Override
    public String toString() {
        return squareMetres.toPlainString();
    }
}
