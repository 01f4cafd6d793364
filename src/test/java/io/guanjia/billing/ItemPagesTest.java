package io.guanjia.billing;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Correcting a charge item, and what one premises bears, on the screen. */
@GuanjiaTest
@Tag("CLERK-02")
class ItemPagesTest {
    @Autowired
    BeanFactory house;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    Scenario s;

    @BeforeEach
    void scenario() {
        clock.set(LocalDate.of(2024, 6, 1));
        s = SmallEstate.scenario(house);
    }

    @Test
    void correctsNamePriorityAndDueDay() {
        String edit = "/items/" + s.fee() + "/edit";
        assertThat(get(edit)).hasStatusOk();
        Map<String, String> typed = Map.of("name", "物业服务费", "priority", "10", "dueDay", "20", "version", "0");
        assertThat(post(s.estate().clerk, edit, typed)).hasStatus3xxRedirection();
        assertThat(get("/items/" + s.fee())).bodyText().contains("物业服务费", "修改收费项目");
        assertThat(post(s.estate().clerk, edit, typed))
                .hasStatus(422)
                .bodyText()
                .contains("刚被别人修改过");
    }

    @Test
    void keepsWhatWasTypedAndAsksForThePost() {
        String edit = "/items/" + s.fee() + "/edit";
        Map<String, String> wrong = Map.of("name", "物业服务费", "priority", "10", "dueDay", "32", "version", "0");
        assertThat(post(s.estate().clerk, edit, wrong))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"32\"");
        long collector = Staff.hire("item-collector-" + s.estate().community, s.estate().community, "collector");
        assertThat(post(collector, edit, wrong)).hasStatus(403);
    }

    /** A refused field that is no text must come back as it was typed too, not break the page. */
    @Test
    void showsANumberThatTheRoomRefusesAgain() {
        Map<String, String> typed = new HashMap<>(Map.of("name", "电梯费", "code", "LIFT", "feeClass", "PROPERTY"));
        typed.putAll(Map.of("method", "AREA", "priority", "100", "dueDay", "32", "from", "2024-01-01"));
        typed.putAll(Map.of("fundClass", "OWN_REVENUE", "taxPercent", "6"));
        assertThat(post(s.estate().clerk, "/items", typed))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"32\"");
    }

    @Test
    void endsAndBeginsAnItemOfOnePremises() {
        String home = "/premises/" + s.room101() + "/items";
        assertThat(get(home)).bodyText().contains("2020-01-01");
        assertThat(post(s.estate().clerk, home + "/" + s.fee() + "/end", Map.of("on", "2024-06-30")))
                .hasStatus3xxRedirection();
        assertThat(get(home)).bodyText().contains("2024-06-30");
        Map<String, String> again = Map.of("item", String.valueOf(s.fee()), "from", "2024-09-01");
        assertThat(post(s.estate().clerk, home, again)).hasStatus3xxRedirection();
        assertThat(get(home)).bodyText().contains("2024-09-01");
        assertThat(post(s.estate().clerk, home, Map.of("from", "2024-09-01"))).hasStatus(422);
        long collector = Staff.hire("borne-collector-" + s.estate().community, s.estate().community, "collector");
        assertThat(post(collector, home, again)).hasStatus(403);
    }

    @Test
    void takesBackAnAssignmentThatWasNeverBilled() {
        String home = "/premises/" + s.shop() + "/items";
        Map<String, String> mistake = Map.of("item", String.valueOf(s.fee()), "from", "2024-01-01");
        post(s.estate().clerk, home, mistake);
        assertThat(get(home)).bodyText().contains("2024-01-01");
        post(s.estate().clerk, home + "/" + s.fee() + "/end", Map.of("on", "2023-12-31"));
        assertThat(get(home)).bodyText().doesNotContain("2024-01-01");

        post(s.estate().clerk, home, mistake);
        s.estate().bill(Month.of(2024, 6), s.fee());
        post(s.estate().clerk, home + "/" + s.fee() + "/end", Map.of("on", "2023-12-31"));
        assertThat(get(home)).bodyText().contains("2024-01-01");
    }

    @Test
    @Tag("T1CLERK-02")
    void listsWhatWasChargedAndOpensEachLine() {
        s.estate().bill(Month.of(2024, 6), s.fee());
        assertThat(get("/charges?month=2024-06&item=" + s.fee()))
                .bodyText()
                .contains("1-101", "1-103", "210.02", "未缴清");
        assertThat(get("/charges?premises=1-102&state=OPEN"))
                .bodyText()
                .contains("141.59")
                .doesNotContain("210.02");
        assertThat(get("/charges?state=REVERSED")).bodyText().contains("没有符合条件的应收");
        assertThat(get("/charges?limit=1")).bodyText().contains("after=");
    }

    private MvcTestResult get(String path) {
        return browser.get()
                .uri("/communities/" + s.estate().community + path)
                .header("Accept-Language", "zh-CN")
                .with(Staff.signedIn(s.estate().clerk))
                .exchange();
    }

    private MvcTestResult post(long account, String path, Map<String, String> fields) {
        var request = browser.post()
                .uri("/communities/" + s.estate().community + path)
                .header("Accept-Language", "zh-CN")
                .with(Staff.signedIn(account))
                .with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
