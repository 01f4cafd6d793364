package io.guanjia.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The indicators through the API, and what stays of them when a month is closed (rules.md §6.3). */
@GuanjiaTest
@Tag("KPI-01")
class IndicatorsTest {

    private static final Month JUNE = Month.of(2024, 6);

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JsonMapper json;

    @Autowired
    Periods periods;

    @Autowired
    MovedClock clock;

    Bills bills;
    long charge;
    long manager;

    @BeforeEach
    void aMonthHalfCollected() {
        clock.set(LocalDate.of(2024, 7, 2));
        bills = new Bills("指标 " + System.nanoTime());
        charge = bills.charge(bills.premises("1-101", null), JUNE, "300.00");
        bills.pay(charge, "100.00", LocalDate.of(2024, 6, 20));
        manager = Staff.hire("indicators-" + bills.community, bills.community, "manager");
    }

    @Test
    void giveNumeratorDenominatorValueAndFormula() throws Exception {
        JsonNode answer = body(get("?month=2024-06"));
        assertThat(answer.get("month").asString()).isEqualTo("2024-06");
        assertThat(answer.get("asOf").asString()).isEqualTo("2024-06-30");
        JsonNode rate = answer.get("items").get(0);
        assertThat(rate.get("code").asString()).isEqualTo("collection-rate-month");
        assertThat(rate.get("name").asString()).isEqualTo("当期收缴率");
        assertThat(rate.get("numeratorFen").asLong()).isEqualTo(10000);
        assertThat(rate.get("denominatorFen").asLong()).isEqualTo(30000);
        assertThat(rate.get("value").decimalValue()).isEqualByComparingTo("33.33");
        assertThat(rate.get("formula").asString()).contains("2024-06", "2024-06-30");
        assertThat(rate.get("published").isNull()).isTrue();
        assertThat(answer.get("items").get(1).get("code").asString()).isEqualTo("collection-rate-year");
        JsonNode empty = body(get("?month=2025-01")).get("items").get(0);
        assertThat(empty.get("value").isNull()).isTrue();
        assertThat(body(get("/lines?month=2024-06"))
                        .get("items")
                        .get(0)
                        .get("paidFen")
                        .asLong())
                .isEqualTo(10000);
    }

    @Test
    void keepWhatWasPublishedWhenTheMonthIsClosedAndAPaymentIsUndoneLater() throws Exception {
        Scopes.run(Scope.of(bills.community, null), () -> periods.close(bills.community, JUNE));
        bills.pay(charge, "200.00", LocalDate.of(2024, 7, 1));
        JsonNode rate = body(get("?month=2024-06&asOf=2024-07-02")).get("items").get(0);
        assertThat(rate.get("value").decimalValue()).isEqualByComparingTo("100.00");
        assertThat(rate.get("published").get("value").decimalValue()).isEqualByComparingTo("33.33");
        assertThat(rate.get("published").get("numeratorFen").asLong()).isEqualTo(10000);
    }

    @Test
    void areForThoseWhoMayReadThem() {
        long receptionist = Staff.hire("indicators-desk-" + bills.community, bills.community, "receptionist");
        assertThat(mvc.get()
                        .uri("/api/v1/communities/" + bills.community + "/indicators?month=2024-06")
                        .header("Authorization", Staff.bearer(receptionist)))
                .hasStatus(403);
    }

    private MvcTestResult get(String query) {
        return mvc.get()
                .uri("/api/v1/communities/" + bills.community + "/indicators" + query)
                .header("Authorization", Staff.bearer(manager))
                .exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }
}
