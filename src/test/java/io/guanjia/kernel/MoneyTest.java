package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234.50       | 123450",
                "1234.5         | 123450",
                "１，２３４．５０ | 123450",
                "¥12            | 1200",
                "￥ 12.00        | 1200",
                "12元           | 1200",
                "-88.80         | -8880",
                "¥-88.80        | -8880",
                "-¥88.80        | -8880",
                "−88.80         | -8880",
                "－８８．８      | -8880",
                "+3             | 300",
                ".5             | 50",
                "0              | 0",
                "-0.00          | 0",
                "007            | 700",
                "1,000,000      | 100000000",
                "'\u3000 5 \u00a0' | 500",
                "92233720368547758.07 | 9223372036854775807",
            })
    void readsWhatPeopleType(String typed, long fen) {
        assertThat(Money.parse(typed)).isEqualTo(new Money(fen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "¥", "元", "-", ".", "12.", "1,23", "12,34.5", ",123", "1,2345", "1 234x", "十二", "1e3", "0x10",
                "--5", "-¥-5", "5-", "1.2.3", "NaN", "∞", "٣", "12元元", "1/2", "=1+1"
            })
    void refusesRubbish(String typed) {
        assertThatThrownBy(() -> Money.parse(typed))
                .isInstanceOfSatisfying(
                        MalformedValue.class,
                        refused -> assertThat(refused.code()).isEqualTo("money-malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.005", "0.001", "1.500", "¥1,234.505"})
    void refusesMoreThanTwoDecimals(String typed) {
        assertThatThrownBy(() -> Money.parse(typed)).hasMessage("money-too-many-decimals");
    }

    @Test
    void refusesAmountsThatDoNotFit() {
        assertThatThrownBy(() -> Money.parse("92233720368547758.08")).hasMessage("money-too-large");
        assertThatThrownBy(() -> Money.parse("9".repeat(41))).hasMessage("money-malformed");
        assertThatThrownBy(() -> Money.ofYuan(new BigDecimal("1E+999999999"))).hasMessage("money-too-large");
        assertThatThrownBy(() -> Money.rounded(new BigDecimal("-1E+999999999"))).hasMessage("money-too-large");
    }

    @Test
    void takesExactYuanAndNeverCutsThem() {
        assertThat(Money.ofYuan(new BigDecimal("2520.24"))).isEqualTo(new Money(252_024));
        assertThat(Money.ofYuan(new BigDecimal("2.500"))).isEqualTo(new Money(250));
        assertThat(Money.ofYuan(new BigDecimal("1E+3"))).isEqualTo(new Money(100_000));
        assertThatThrownBy(() -> Money.ofYuan(new BigDecimal("0.125"))).hasMessage("money-too-many-decimals");
        assertThatThrownBy(() -> Money.ofYuan(new BigDecimal("1E-999999999"))).hasMessage("money-too-many-decimals");
    }

    @ParameterizedTest
    @CsvSource({
        "0.125, 0.13",
        "-0.125, -0.13",
        "0.1249999, 0.12",
        "237.105, 237.11",
        "210.0195, 210.02",
        "224.9145, 224.91",
        "89.930, 89.93",
        "1E-999999999, 0.00"
    })
    void roundsHalfUpOnTheAbsoluteValue(BigDecimal exact, String rounded) {
        assertThat(Money.rounded(exact)).hasToString(rounded);
    }

    @Test
    void roundsThePropertyFeeOnceAtTheEndOfALine() {
        assertThat(Money.rounded(new BigDecimal("52.69").multiply(new BigDecimal("4.50"))))
                .hasToString("237.11");
        assertThat(Money.rounded(new BigDecimal("52.69").multiply(new BigDecimal("4.50")))
                        .times(3))
                .hasToString("711.33");
        assertThat(Money.rounded(new BigDecimal("89.37").multiply(new BigDecimal("2.35"))))
                .hasToString("210.02");
    }

    @Test
    void countsExactlyAndFailsRatherThanWrapRound() {
        Money most = new Money(Long.MAX_VALUE);
        assertThat(new Money(5).plus(new Money(7)).minus(new Money(13))).isEqualTo(new Money(-1));
        assertThat(new Money(-5).abs()).isEqualTo(new Money(5));
        assertThat(new Money(5).negate()).isEqualTo(new Money(-5));
        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.negate().minus(new Money(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).negate()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).abs()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sumsAStream() {
        assertThat(Money.sum(Stream.of(new Money(21_002), new Money(21_002), new Money(-1))))
                .isEqualTo(new Money(42_003));
        assertThat(Money.sum(Stream.empty())).isEqualTo(Money.ZERO);
    }

    @Test
    void compares() {
        Money less = new Money(-1);
        Money more = new Money(1);
        assertThat(less).isLessThan(more).matches(Money::isNegative).matches(amount -> amount.isLessThan(more));
        assertThat(more).matches(Money::isPositive).matches(amount -> amount.isMoreThan(less));
        assertThat(Money.ZERO).matches(Money::isZero).matches(amount -> !amount.isPositive() && !amount.isNegative());
        assertThat(less.min(more)).isEqualTo(less);
        assertThat(less.max(more)).isEqualTo(more);
        assertThat(more.isMoreThan(more)).isFalse();
        assertThat(more.isLessThan(more)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | 0.00           | 0.00",
                "5          | 0.05           | 0.05",
                "-5         | -0.05          | -0.05",
                "99999      | 999.99         | 999.99",
                "100000     | 1000.00        | 1,000.00",
                "-99999     | -999.99        | -999.99",
                "-100000    | -1000.00       | -1,000.00",
                "123456789  | 1234567.89     | 1,234,567.89",
                "-12345678  | -123456.78     | -123,456.78"
            })
    void writesPlainlyForMachinesAndInGroupsForPeople(long fen, String plain, String grouped) {
        assertThat(new Money(fen)).hasToString(plain);
        assertThat(new Money(fen).format()).isEqualTo(grouped);
        assertThat(new Money(fen).toYuan()).isEqualTo(new BigDecimal(plain));
    }

    @Test
    void readsBackWhatItWrites() {
        Seed seed = Seed.fresh();
        seed.random().longs(1_000).mapToObj(Money::new).forEach(amount -> {
            assertThat(Money.parse(amount.toString())).as("%s", seed).isEqualTo(amount);
            assertThat(Money.parse(amount.format())).as("%s", seed).isEqualTo(amount);
            assertThat(Money.ofYuan(amount.toYuan())).as("%s", seed).isEqualTo(amount);
        });
    }
}
