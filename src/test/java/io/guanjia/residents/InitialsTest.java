package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InitialsTest {

    @Test
    void readsEachCharacterInEveryWay() {
        assertThat(Initials.of("张伟")).containsExactly("zw");
        assertThat(Initials.of("曾敏")).containsExactlyInAnyOrder("zm", "cm");
        assertThat(Initials.of("单乐")).containsExactlyInAnyOrder("dl", "dy", "cl", "cy", "sl", "sy");
        assertThat(Initials.of("区小明")).contains("qxm", "oxm");
    }

    @Test
    void keepsLettersAndDigitsAndSkipsWhatHasNoReading() {
        assertThat(Initials.of("A1 装饰公司")).containsExactly("a1zsgs");
        assertThat(Initials.of("𠮷田·Smith")).containsExactly("tsmith");
        assertThat(Initials.of("——")).isEmpty();
    }

    @Test
    void boundsTheReadingsOfALongName() {
        assertThat(Initials.of("重行乐".repeat(20))).hasSizeLessThanOrEqualTo(16).allMatch(one -> one.length() == 60);
    }
}
