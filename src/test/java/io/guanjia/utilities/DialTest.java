package io.guanjia.utilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dial shows and what that comes to (rules.md §2). */
@Tag("DEPT-09")
class DialTest {

    @ParameterizedTest
    @CsvSource({
        "5, 40, 99987, 23, true, 1440.00",
        "5, 40, 99900, 55, true, 6200.00",
        "5, 30, 8120, 8345, false, 6750.00",
        "5, 40, 3, 112, false, 4360.00",
        "5, 1, 7, 7, false, 0.00",
        "3, 1.5, 10.25, 10.26, false, 0.02",
        "1, 1, 9.99, 0, true, 0.01"
    })
    void multipliesWhatWentThrough(
            int digits, BigDecimal by, BigDecimal from, BigDecimal to, boolean turned, String usage) {
        Dial dial = new Dial(digits, by);
        assertThat(dial.problem(from, to, turned)).isEmpty();
        assertThat(dial.usage(from, to, turned)).isEqualTo(usage);
    }

    @ParameterizedTest
    @CsvSource({
        "89999, 23, false, reading-lower",
        "90000, 10001, false, reading-lower",
        "90000, 10000, false, reading-turned",
        "100, 100, true, reading-not-turned",
        "100000, 5, true, reading-digits",
        "5, 100000, false, reading-digits"
    })
    void saysWhatCannotBe(BigDecimal from, BigDecimal to, boolean turned, String problem) {
        assertThat(new Dial(5, BigDecimal.ONE).problem(from, to, turned)).hasValue(problem);
    }

    @Test
    void turnsWhereSomebodySaysSo() {
        assertThat(new Dial(5, BigDecimal.ONE).problem(new BigDecimal(89_000), new BigDecimal(11_000), true))
                .isEmpty();
    }
}
