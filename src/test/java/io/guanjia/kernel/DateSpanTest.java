package io.guanjia.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DateSpanTest {

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static DateSpan span(String from, String to) {
        return new DateSpan(day(from), day(to));
    }

    @Test
    void countsBothEnds() {
        assertThat(span("2024-02-15", "2024-02-29").days()).isEqualTo(15);
        assertThat(span("2024-02-15", "2024-02-15").days()).isEqualTo(1);
        assertThatThrownBy(() -> DateSpan.from(day("2024-02-15")).days()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cannotEndBeforeItStarts() {
        assertThatThrownBy(() -> span("2024-02-15", "2024-02-14")).isInstanceOf(MalformedValue.class);
        assertThatThrownBy(() -> DateSpan.from(day("2024-02-15")).until(day("2024-02-14")))
                .isInstanceOf(MalformedValue.class);
    }

    @Test
    void containsBothEnds() {
        DateSpan span = span("2024-02-15", "2024-02-29");
        assertThat(span.contains(day("2024-02-15"))).isTrue();
        assertThat(span.contains(day("2024-02-29"))).isTrue();
        assertThat(span.contains(day("2024-02-14"))).isFalse();
        assertThat(span.contains(day("2024-03-01"))).isFalse();
        assertThat(DateSpan.from(day("2024-02-15")).contains(day("2999-01-01"))).isTrue();
    }

    @Test
    void meetsAnotherSpan() {
        DateSpan first = span("2024-01-01", "2024-03-17");
        DateSpan second = DateSpan.from(day("2024-03-17"));
        assertThat(first.overlaps(second)).isTrue();
        assertThat(first.intersect(second)).contains(span("2024-03-17", "2024-03-17"));
        assertThat(second.intersect(first)).contains(span("2024-03-17", "2024-03-17"));
        assertThat(first.overlaps(DateSpan.from(day("2024-03-18")))).isFalse();
        assertThat(second.intersect(DateSpan.from(day("2024-05-01")))).contains(DateSpan.from(day("2024-05-01")));
        assertThat(second.intersect(DateSpan.from(day("2024-05-01")))).get().matches(DateSpan::isOpen);
    }

    @Test
    void keepsThePartThatLiesInAMonth() {
        DateSpan owned = DateSpan.from(day("2024-03-18"));
        assertThat(owned.clip(Month.parse("2024-03"))).get().hasToString("2024-03-18..2024-03-31");
        assertThat(owned.clip(Month.parse("2024-04")))
                .contains(Month.parse("2024-04").span());
        assertThat(owned.clip(Month.parse("2024-02"))).isEmpty();
        assertThat(owned.until(day("2024-03-20"))
                        .clip(Month.parse("2024-03"))
                        .orElseThrow()
                        .days())
                .isEqualTo(3);
        assertThat(owned).hasToString("2024-03-18..");
    }
}
