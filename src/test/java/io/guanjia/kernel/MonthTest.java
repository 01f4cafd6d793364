package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthTest {

    private final Month february = Month.parse("2024-02");

    @Test
    void knowsItsDays() {
        assertThat(february.firstDay()).isEqualTo("2024-02-01");
        assertThat(february.lastDay()).isEqualTo("2024-02-29");
        assertThat(february.days()).isEqualTo(29);
        assertThat(february.span().days()).isEqualTo(29);
        assertThat(february.year()).isEqualTo(2024);
        assertThat(february.number()).isEqualTo(2);
        assertThat(february.contains(LocalDate.parse("2024-02-29"))).isTrue();
        assertThat(february.contains(LocalDate.parse("2023-02-28"))).isFalse();
    }

    @Test
    void takesTheLastDayForADayThatItDoesNotHave() {
        assertThat(february.atDay(31)).isEqualTo("2024-02-29");
        assertThat(february.atDay(15)).isEqualTo("2024-02-15");
    }

    @Test
    void walksTheCalendar() {
        assertThat(Month.of(2024, 12).next()).isEqualTo(Month.of(2025, 1));
        assertThat(Month.of(2024, 1).previous()).isEqualTo(Month.of(2023, 12));
        assertThat(february.plus(24)).hasToString("2026-02");
        assertThat(Month.of(LocalDate.parse("2024-02-29"))).isEqualTo(february);
        assertThat(february).isLessThan(february.next());
        assertThat(february.isBefore(february.next())).isTrue();
        assertThat(february.isAfter(february.next())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024", "2024-13", "2024-2", "24-02", "2024-02-01", "二月"})
    void refusesWhatIsNoMonth(String text) {
        assertThatThrownBy(() -> Month.parse(text))
                .isInstanceOf(MalformedValue.class)
                .hasMessage("month-malformed");
    }
}
