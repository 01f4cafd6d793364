package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "102.46     | 102.46",
                "102.46㎡   | 102.46",
                "１１８.７３  | 118.73",
                "13.2       | 13.20",
                "13.2 m²    | 13.20",
                "1,020平方米 | 1020.00",
                "90.500     | 90.50"
            })
    void readsWhatWorkbooksHold(String typed, String area) {
        assertThat(Area.parse(typed)).hasToString(area);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | area-not-positive",
                "-89.37     | area-not-positive",
                "89.375     | area-too-many-decimals",
                "1000000000 | area-too-large",
                "八十九      | area-malformed",
                "''         | area-malformed",
                "1e3        | area-malformed",
                "1,02       | area-malformed",
                "89.37亩    | area-malformed"
            })
    void refusesWhatIsNoArea(String typed, String code) {
        assertThatThrownBy(() -> Area.parse(typed))
                .isInstanceOfSatisfying(
                        MalformedValue.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void isTheSameHoweverManyZerosWereWritten() {
        assertThat(new Area(new BigDecimal("90.5"))).isEqualTo(new Area(new BigDecimal("90.50")));
        assertThat(new Area(new BigDecimal("9"))).isLessThan(new Area(new BigDecimal("10")));
    }
}
