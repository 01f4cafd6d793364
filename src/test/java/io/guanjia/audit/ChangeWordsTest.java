package io.guanjia.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.audit.ChangeWords.Line;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** What was written for machines, read by people. */
@GuanjiaTest
class ChangeWordsTest {

    @Autowired
    ChangeWords words;

    @AfterEach
    void speakAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void namesFieldsAndWritesAmountsValuesAndNames() {
        long collector = Staff.hire("holder-of-words", Staff.community("词语"), "collector");
        Map<String, Object> after =
                Map.of("holderId", collector, "amountFen", 1234500, "fundClass", "OWN_REVENUE", "revoked", false);
        assertThat(lines(Locale.SIMPLIFIED_CHINESE, Map.of("amountFen", 5), after))
                .containsExactlyInAnyOrder(
                        new Line("持有人", null, "holder-of-words"),
                        new Line("金额", "0.05", "12,345.00"),
                        new Line("资金类别", null, "公司收入"),
                        new Line("已撤销", null, "否"));
        assertThat(lines(Locale.ENGLISH, Map.of(), Map.of("fundClass", "OWN_REVENUE")))
                .containsExactly(new Line("kind of fund", null, "Own revenue"));
    }

    @Test
    void leavesOutNumbersThatSayNothingAndOpensWhatIsNested() {
        Map<String, Object> after =
                Map.of("id", 7, "approval", 8, "arrears", Map.of("openingFen", 100), "copies", List.of("存根联", "客户联"));
        assertThat(lines(Locale.SIMPLIFIED_CHINESE, Map.of(), after))
                .containsExactlyInAnyOrder(new Line("期初欠费", null, "1.00"), new Line("联次", null, "存根联, 客户联"));
    }

    @Test
    void saysOfALongListHowLongItIs() {
        List<Integer> many = IntStream.range(0, 588).boxed().toList();
        assertThat(lines(Locale.SIMPLIFIED_CHINESE, Map.of(), Map.of("premises", many))
                        .get(0)
                        .after())
                .endsWith("11 … (588)");
    }

    private List<Line> lines(Locale language, Map<String, Object> before, Map<String, Object> after) {
        LocaleContextHolder.setLocale(language);
        return words.of(new Entry(
                1, null, Instant.EPOCH, null, null, null, "edited", "float", "1", Entry.changes(before, after), null));
    }
}
