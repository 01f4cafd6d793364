package io.guanjia.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides an amount so that the parts add up to it, to the fen. */
public final class Shares {

    private Shares() {}

    /**
     * Largest remainder (rules.md §1.9): each part is its quota rounded down, and the fen left over go to the largest fractions.
     * Ties go to the earlier weight, so pass the weights in the order that decides (room code ascending). A negative total is
     * divided as its absolute value and negated; a weight of zero gets zero.
     */
    public static List<Money> byWeight(Money total, List<BigDecimal> weights) {
        if (total.isNegative()) {
            return byWeight(total.negate(), weights).stream().map(Money::negate).toList();
        }
        List<BigInteger> whole = wholeNumbers(weights);
        BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            throw new IllegalArgumentException("Nothing to divide by: the weights sum to zero");
        }
        BigInteger fen = BigInteger.valueOf(total.fen());
        List<BigInteger[]> quotas = whole.stream()
                .map(weight -> fen.multiply(weight).divideAndRemainder(sum))
                .toList();
        return handOut(total, quotas);
    }

    /**
     * Payers who follow one another within one month (rules.md §1.3): the whole is already rounded, every payer but the last gets
     * the rounded running share less what those before him got, the last the remainder.
     *
     * @param days of each payer in order of time; together they are the days of the month
     */
    public static List<Money> byDays(Money whole, List<Integer> days) {
        if (days.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Days cannot be negative");
        }
        int daysInAll = days.stream().mapToInt(Integer::intValue).sum();
        List<Money> parts = new ArrayList<>(days.size());
        Money given = Money.ZERO;
        int daysSoFar = 0;
        for (int count : days) {
            daysSoFar += count;
            Money running = proRata(whole, daysSoFar, daysInAll);
            parts.add(running.minus(given));
            given = running;
        }
        return List.copyOf(parts);
    }

    /** {@code whole × days ÷ daysInAll}, half-up (rules.md §1.3, day basis ACTUAL). */
    public static Money proRata(Money whole, int days, int daysInAll) {
        if (days < 0 || days > daysInAll || daysInAll == 0) {
            throw new IllegalArgumentException("Not a part of a month: " + days + " of " + daysInAll + " days");
        }
        BigInteger twice = BigInteger.valueOf(whole.fen()).multiply(BigInteger.valueOf(2L * days));
        BigInteger half = BigInteger.valueOf(whole.isNegative() ? -daysInAll : daysInAll);
        return new Money(
                twice.add(half).divide(BigInteger.valueOf(2L * daysInAll)).longValueExact());
    }

    private static List<BigInteger> wholeNumbers(List<BigDecimal> weights) {
        if (weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("Weights cannot be negative");
        }
        int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return weights.stream()
                .map(weight -> weight.setScale(scale).unscaledValue())
                .toList();
    }

    private static List<Money> handOut(Money total, List<BigInteger[]> quotas) {
        long[] fen =
                quotas.stream().mapToLong(quota -> quota[0].longValueExact()).toArray();
        long left = total.fen() - Arrays.stream(fen).sum();
        IntStream.range(0, fen.length)
                .boxed()
                .sorted(Comparator.<Integer, BigInteger>comparing(index -> quotas.get(index)[1])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(index -> fen[index]++);
        return Arrays.stream(fen).mapToObj(Money::new).toList();
    }
}
