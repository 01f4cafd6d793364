package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.operations.CompanyAtWork;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.Statements;
import io.guanjia.testing.TestDatabases;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 业户一户通 of the demo company after a morning: bills, payments, a void that waits. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("DEPT-02")
class HouseholdPageTest {

    @Autowired
    CompanyAtWork company;

    @Autowired
    MockMvcTester browser;

    long community;
    long premises;
    long manager;

    @BeforeEach
    void begin() throws Exception {
        if (number("select count(*) from estate.community") == 0) {
            company.begin();
        }
        community = number("select min(id) from estate.community");
        premises = number("select min(premises_id) from cashier.payment_premises");
        manager = number("select id from identity.account where username = 'manager'");
    }

    /**
     * Eight of them are the shell: who it is, what he may, his communities, what waits for him, and the scopes of their
     * transactions. A session is begun only because each request of this test comes from a browser of its own.
     */
    @Test
    void takesEighteenStatementsHoweverMuchThereIsToShow() {
        page("");
        assertThat(Statements.of(() -> page("")))
                .filteredOn(one -> !one.startsWith("INSERT INTO identity.session"))
                .hasSizeLessThanOrEqualTo(18);
    }

    @Test
    void showsWhatIsOwedAndWhyWhoLivesThereAndWhatWasPaid() {
        assertThat(page("")).contains("没有未缴费用", "业主与租户", "缴费", "前期物业服务协议.pdf", "/receipts/", "应收入账", "收款", "导入工作簿");
        premises = number("select min(premises_id) from billing.charge where open_fen > 0");
        assertThat(page("")).contains("未缴费用", "怎么算的", "㎡ ×");
    }

    @Test
    void turnsThePagesOfTheTimelineWithoutGapsInOneStatementEach() {
        List<String> whole = keys("?limit=500");
        List<String> turned = new ArrayList<>();
        String after = "";
        do {
            String next = after;
            List<String> asked = Statements.of(() -> timeline("?limit=3" + next));
            assertThat(asked).filteredOn(one -> one.contains("union all")).hasSize(1);
            JsonNode page = timeline("?limit=3" + after);
            turned.addAll(keys(page));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(whole).hasSizeGreaterThan(5);
        assertThat(turned).isEqualTo(whole);
    }

    @Test
    void showsOneKindOfWhatHappened() {
        assertThat(timeline("?kind=payment").path("items"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("kind").asString()).isEqualTo("PAYMENT"));
        assertThat(timeline("?kind=ownership").path("items")).isNotEmpty();
        assertThat(timeline("?kind=import").path("items")).isNotEmpty();
        assertThat(timeline("?kind=file").path("items")).hasSize(1);
        assertThat(timeline("?kind=nonsense").path("items")).isEmpty();
    }

    @Test
    void hidesPeopleAndMoneyFromThoseWhoMayReadOnlyTheEstate() {
        long technician = Staff.hire("page-technician-" + System.nanoTime(), community, "technician");
        String name = TestDatabases.current()
                .owner()
                .fetchSingle(
                        "select name from residents.person p join residents.household h on h.payer_id = p.id"
                                + " where h.premises_id = ? limit 1",
                        premises)
                .get(0, String.class);
        manager = technician;
        assertThat(page("")).doesNotContain(name, "未缴费用", "应收入账", "收款");
        assertThat(page("/timeline")).doesNotContain(name, "应收入账", "收款");
    }

    private List<String> keys(String query) {
        return keys(timeline(query));
    }

    private static List<String> keys(JsonNode page) {
        List<String> keys = new ArrayList<>();
        page.path("items").forEach(one -> keys.add(one.path("at") + " " + one.path("what") + " " + one.path("detail")));
        return keys;
    }

    private JsonNode timeline(String query) {
        return JsonMapper.builder()
                .build()
                .readTree(text("/api/v1/communities/" + community + "/premises/" + premises + "/timeline" + query));
    }

    private String page(String under) {
        return text("/communities/" + community + "/premises/" + premises + under);
    }

    private String text(String path) {
        try {
            return browser.get()
                    .uri(path)
                    .with(Staff.signedIn(manager))
                    .exchange()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, Long.class);
    }
}
