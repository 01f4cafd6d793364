package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    /** rules.md §1.9, and the segments of §1.3 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000.00 | 89.37 120.50 65.13       | 324.98 438.18 236.84",
                "100.00  | 1 1 1                    | 33.34 33.33 33.33",
                "100.00  | 1 1 1 1 1 1              | 16.67 16.67 16.67 16.67 16.66 16.66",
                "888.88  | 89.37 89.37 120.50 45.60 | 230.37 230.36 310.61 117.54",
                "-100.00 | 1 1 1                    | -33.34 -33.33 -33.33",
                "100.00  | 0 1 0 1 1 0              | 0.00 33.34 0.00 33.33 33.33 0.00",
                "0.01    | 1 3 3                    | 0.00 0.01 0.00",
                "0.00    | 1 2                      | 0.00 0.00",
                "224.91  | 70.0065 154.908          | 70.01 154.90",
                "5.00    | 2                        | 5.00"
            })
    void givesTheFenLeftOverToTheLargestRemainders(String total, String weights, String parts) {
        List<BigDecimal> given = words(weights).map(BigDecimal::new).toList();
        assertThat(Shares.byWeight(Money.parse(total), given))
                .isEqualTo(words(parts).map(Money::parse).toList());
    }

    @Test
    void cannotDivideByNothingOrLessThanNothing() {
        assertThatThrownBy(() -> Shares.byWeight(new Money(1), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.byWeight(new Money(1), List.of(BigDecimal.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.byWeight(new Money(1), List.of(BigDecimal.TEN, BigDecimal.ONE.negate())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** rules.md §1.2, §1.3, §1.4 and §16 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "210.01  | 15 15    | 105.01 105.00",
                "250.00  | 11 20    | 88.71 161.29",
                "250.00  | 17 14    | 137.10 112.90",
                "-210.01 | 15 15    | -105.01 -105.00",
                "100.00  | 10 10 10 | 33.33 33.34 33.33",
                "0.01    | 15 15    | 0.01 0.00",
                "250.00  | 31       | 250.00",
                "250.00  | 0 31     | 0.00 250.00"
            })
    void givesTheLastPayerOfAMonthTheRemainder(String whole, String days, String parts) {
        assertThat(Shares.byDays(
                        Money.parse(whole), words(days).map(Integer::valueOf).toList()))
                .isEqualTo(words(parts).map(Money::parse).toList());
    }

    @Test
    void takesAPartOfAMonthByItsActualDays() {
        Money fee = Money.parse("250.00");
        assertThat(Shares.proRata(fee, 15, 29)).hasToString("129.31");
        assertThat(Shares.proRata(fee, 15, 30)).hasToString("125.00");
        assertThat(Shares.proRata(fee.times(12), 15, 366)).hasToString("122.95");
        assertThat(Shares.proRata(fee.negate(), 15, 29)).hasToString("-129.31");
        assertThat(Shares.proRata(fee, 0, 29)).isEqualTo(Money.ZERO);
        assertThat(Shares.proRata(fee, 29, 29)).isEqualTo(fee);
        assertThat(Shares.proRata(new Money(Long.MAX_VALUE), 31, 31)).isEqualTo(new Money(Long.MAX_VALUE));
    }

    @Test
    void cannotTakeMoreDaysThanThereAre() {
        assertThatThrownBy(() -> Shares.proRata(new Money(1), 32, 31)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.proRata(new Money(1), -1, 31)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.byDays(new Money(1), List.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.byDays(new Money(1), List.of(5, -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void alwaysAddsUpAndStaysWithinAFenOfTheExactShare() {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        for (int round = 0; round < 2_000; round++) {
            Money total = new Money(random.nextLong(-1_000_000_000L, 1_000_000_000L));
            List<BigDecimal> weights = IntStream.rangeClosed(0, random.nextInt(40))
                    .mapToObj(index -> BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(30_000), 2))
                    .toList();
            BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.signum() == 0) {
                continue;
            }
            List<Money> parts = Shares.byWeight(total, weights);
            assertThat(Money.sum(parts.stream())).as("%s", seed).isEqualTo(total);
            for (int index = 0; index < parts.size(); index++) {
                BigDecimal off = total.toYuan()
                        .multiply(weights.get(index))
                        .subtract(parts.get(index).toYuan().multiply(sum))
                        .abs();
                assertThat(off).as("%s", seed).isLessThan(sum.movePointLeft(2));
            }
        }
    }

    @Test
    void splitsADayCountSoThatThePartsAddUpAndKeepTheSign() {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        for (int round = 0; round < 2_000; round++) {
            Money whole = new Money(random.nextLong(-100_000_000L, 100_000_000L));
            List<Integer> days = cut(random, 28 + random.nextInt(4));
            List<Money> parts = Shares.byDays(whole, days);
            assertThat(parts).as("%s", seed).hasSameSizeAs(days);
            assertThat(Money.sum(parts.stream())).as("%s", seed).isEqualTo(whole);
            assertThat(parts).as("%s", seed).noneMatch(part -> part.fen() * Long.signum(whole.fen()) < 0);
        }
    }

    private static List<Integer> cut(Random random, int days) {
        List<Integer> cuts = new ArrayList<>(List.of(0, days));
        random.ints(random.nextInt(4), 0, days + 1).forEach(cuts::add);
        Collections.sort(cuts);
        return IntStream.range(1, cuts.size())
                .mapToObj(index -> cuts.get(index) - cuts.get(index - 1))
                .toList();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1));
    }
}
