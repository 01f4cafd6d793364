package io.guanjia.utilities;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What a meter shows and what that comes to (rules.md §2). */
record Dial(int digits, BigDecimal multiplier) {

    static final int DECIMALS = 2;
    private static final BigDecimal NEARLY_ROUND = new BigDecimal("0.9");
    private static final BigDecimal JUST_BEGUN = new BigDecimal("0.1");

    /** Where the dial begins again. */
    BigDecimal capacity() {
        return BigDecimal.TEN.pow(digits);
    }

    boolean shows(BigDecimal figure) {
        return figure.signum() >= 0 && figure.compareTo(capacity()) < 0;
    }

    /** A dial that was nearly round and has just begun may have turned; anything else that is lower is an error. */
    boolean mayHaveTurned(BigDecimal previous, BigDecimal present) {
        return previous.compareTo(capacity().multiply(NEARLY_ROUND)) >= 0
                && present.compareTo(capacity().multiply(JUST_BEGUN)) <= 0;
    }

    /** The code of what is wrong with a reading; what comes lower has turned or is wrong. */
    Optional<String> problem(BigDecimal previous, BigDecimal present, boolean rolledOver) {
        if (!shows(previous) || !shows(present)) {
            return Optional.of("reading-digits");
        }
        boolean lower = present.compareTo(previous) < 0;
        if (lower && !rolledOver) {
            return Optional.of(mayHaveTurned(previous, present) ? "reading-turned" : "reading-lower");
        }
        return !lower && rolledOver ? Optional.of("reading-not-turned") : Optional.empty();
    }

    /** The one place where usage is rounded: half-up to two decimals. */
    BigDecimal usage(BigDecimal previous, BigDecimal present, boolean rolledOver) {
        BigDecimal shown = present.subtract(previous).add(rolledOver ? capacity() : BigDecimal.ZERO);
        return shown.multiply(multiplier).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
