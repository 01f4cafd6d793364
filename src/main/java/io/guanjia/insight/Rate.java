package io.guanjia.insight;

import io.guanjia.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A share of money (rules.md §0): the two amounts are the truth, the percentage is for reading. */
public record Rate(Money numerator, Money denominator) {

    public static final Rate NONE = new Rate(Money.ZERO, Money.ZERO);

    /** Half-up to two places; empty where nothing is divided by: never 0 % and never 100 %. */
    public Optional<BigDecimal> percent() {
        if (!denominator.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(numerator.fen())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator.fen()), 2, RoundingMode.HALF_UP));
    }

    /** For people: {@code 48.77 %}, or a dash. */
    public String text() {
        return percent().map(percent -> percent.toPlainString() + " %").orElse("—");
    }

    public Money open() {
        return denominator.minus(numerator);
    }
}
