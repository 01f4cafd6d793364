package io.guanjia.cashier;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.cashier.enums.CloseState;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Sheets, floats and months on the screen, in both languages and at each step. */
@GuanjiaTest
@Tag("COLLECT-04")
class CashPagesTest {
    @Autowired
    BeanFactory house;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    Evening evening;

    @BeforeEach
    void aTill() {
        clock.set(LocalDate.of(2026, 6, 20));
        evening = new Evening(house);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsTheSheetAtEachStep(String language) {
        assertThat(page(evening.till.clerk, "/day-sheets", language)).doesNotContain("<table");
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 300_00);
        evening.pay(TenderKind.CHEQUE, 80_00);
        long id = evening.sheets().get(0).id();
        assertThat(page(evening.till.collector, "/day-sheets", language)).contains("380.00", "0000001");
        assertThat(page(evening.till.collector, "/day-sheets/" + id, language))
                .contains("800.00", "name=\"pieces-10000\"");
        assertThat(page(evening.till.manager, "/day-sheets/" + id, language)).doesNotContain("pieces-10000");

        evening.count(790_00, "少了十元");
        assertThat(page(evening.till.clerk, "/day-sheets/" + id, language))
                .contains("少了十元", "10.00", "name=\"cheques\"");
        evening.reject(evening.till.manager, HandOvers.DIFFERENCE, id);
        assertThat(page(evening.till.collector, "/day-sheets/" + id, language)).contains("请再点一次");
        assertThat(page(evening.till.collector, "/day-sheets?unfinished=true&on=2026-06-20", language))
                .contains("day-sheets/" + id);

        evening.count(800_00, null);
        evening.sign(evening.till.clerk, id, 300_00, new Money(80_00));
        assertThat(page(evening.till.manager, "/day-sheets/" + id, language)).contains("300.00");
        assertThat(page(evening.till.manager, "/day-sheets", language)).contains("day-sheets/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.", "1e3", "12,34", "五", "0.005", "NaN"})
    void showsTheCounterAgainWhenAnAmountCannotBeRead(String typed) {
        String premises = String.valueOf(evening.home.premises());
        MvcTestResult again = post(
                evening.till.collector,
                "/counter",
                Map.of(
                        "premises",
                        premises,
                        "tenders[0].kind",
                        "WECHAT",
                        "tenders[0].amount",
                        typed,
                        "tenders[0].reference",
                        "4200001"));
        assertThat(again).hasStatus(422);
        assertThat(body(again)).contains("1-101", "4200001", "value=\"" + typed + "\"");
        assertThat(post(
                        evening.till.collector,
                        "/counter",
                        Map.of("premises", premises, "tenders[0].kind", "GOLD", "tenders[0].amount", "5")))
                .hasStatus(422);
        assertThat(post(
                        evening.till.collector,
                        "/counter",
                        Map.of("premises", premises, "tenders[0].kind", "CASH", "tenders[999].amount", "5")))
                .hasStatus4xxClientError();
    }

    /** The money would go to the oldest debts instead, which nobody chose. */
    @Test
    void showsTheCounterAgainWhenATickedBoxIsNotOneOfTheOpened() {
        long premises = evening.home.premises();
        Till.Home other = evening.till.home("1-102", "乙");
        long foreign = evening.till.charge(other, evening.till.propertyFee, "2026-06", 100_00);
        for (String box : List.of(
                premises + ":x",
                premises + ":",
                "x",
                premises + "",
                premises + ":-1",
                premises + ":1234567890123456789012",
                other.premises() + ":" + foreign,
                premises + ":" + foreign)) {
            MvcTestResult again = post(
                    evening.till.collector,
                    "/counter",
                    Map.of(
                            "premises",
                            String.valueOf(premises),
                            "charges",
                            box,
                            "tenders[0].kind",
                            "WECHAT",
                            "tenders[0].amount",
                            "12.34",
                            "tenders[0].reference",
                            "4200001"));
            assertThat(again).as(box).hasStatus(422);
            assertThat(body(again)).as(box).contains("1-101", "4200001", "value=\"12.34\"");
        }
        assertThat(evening.till.open(foreign)).isEqualTo(100_00);
    }

    /** Nothing is left out without saying so: every list leads on to the rest. */
    @Test
    void leadsOnFromALongListOfSheetsAndMonths() {
        for (int day = 0; day < 260; day++) {
            TestDatabases.current()
                    .owner()
                    .execute(
                            "insert into cashier.day_sheet (community_id, collector_id, business_on, ordinal, opened_at)"
                                    + " values (?, ?, ?, 1, '2025-01-01')",
                            evening.community,
                            evening.till.collector,
                            LocalDate.of(2025, 1, 1).plusDays(day));
        }
        for (int month = 0; month < 70; month++) {
            TestDatabases.current()
                    .owner()
                    .execute(
                            "insert into cashier.month_close (community_id, month, state, proposed_by, proposed_at)"
                                    + " values (?, ?, 'PROPOSED', ?, '2025-01-01')",
                            evening.community,
                            LocalDate.of(2019, 1, 1).plusMonths(month),
                            evening.accountant);
        }
        DaySheets sheets = evening.bean(DaySheets.class);
        MonthCloses closes = evening.bean(MonthCloses.class);
        assertThat(all(paging -> sheets.page(evening.community, new DaySheets.Filter(null, null, false), paging)))
                .extracting(DaySheet::id)
                .doesNotHaveDuplicates()
                .hasSize(260);
        assertThat(all(paging -> closes.page(evening.community, paging)))
                .extracting(MonthClose::id)
                .doesNotHaveDuplicates()
                .hasSize(70);
        assertThat(evening.till.as(evening.till.clerk, () -> sheets.unfinished(evening.community)))
                .hasSize(260);
        assertThat(evening.till.as(evening.accountant, () -> closes.find(evening.community, Month.of(2019, 1))))
                .isPresent();
        assertThat(page(evening.till.manager, "/day-sheets", "zh-CN")).contains("after=");
        assertThat(page(evening.till.manager, "/months", "zh-CN")).contains("after=");
    }

    private <T> List<T> all(Function<Paging, Page<T>> pages) {
        List<T> found = new ArrayList<>();
        String next = null;
        do {
            Paging paging = new Paging(50, next == null ? null : Cursor.decode(next));
            Page<T> page = evening.till.as(evening.till.clerk, () -> pages.apply(paging));
            found.addAll(page.items());
            next = page.next();
        } while (next != null);
        return found;
    }

    @Test
    void countsAndSignsByForm() {
        evening.pay(TenderKind.CASH, 300_00);
        long id = evening.sheets().get(0).id();
        Map<String, String> wrong = Map.of("pieces-10000", "2", "pieces-5000", "1", "reason", "");
        MvcTestResult refused = post(evening.till.collector, "/day-sheets/" + id + "/count", wrong);
        assertThat(refused).hasStatus(422);
        assertThat(refused).bodyText().contains("-50.00", "value=\"2\"");
        assertThat(post(evening.till.collector, "/day-sheets/" + id + "/count", Map.of("pieces-10000", "drei")))
                .hasStatus(422);

        assertThat(post(evening.till.collector, "/day-sheets/" + id + "/count", Map.of("pieces-10000", "3")))
                .hasStatus3xxRedirection();
        assertThat(post(evening.till.collector, "/day-sheets/" + id + "/acceptance", Map.of("pieces-10000", "3")))
                .hasStatus(403);
        assertThat(post(evening.till.clerk, "/day-sheets/" + id + "/acceptance", Map.of("pieces-10000", "2")))
                .hasStatus3xxRedirection();
        assertThat(evening.sheet(id).returned()).isNotNull();
        assertThat(page(evening.till.collector, "/day-sheets/" + id, "zh-CN")).contains("-100.00");
        post(evening.till.collector, "/day-sheets/" + id + "/count", Map.of("pieces-10000", "3"));
        post(evening.till.clerk, "/day-sheets/" + id + "/acceptance", Map.of("pieces-10000", "3"));
        assertThat(evening.sheet(id).state()).isEqualTo(SheetState.LOCKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsFloatsAndMovesThem(String language) {
        String collector = String.valueOf(evening.till.collector);
        assertThat(page(evening.till.clerk, "/floats", language)).contains("name=\"amount\"");
        assertThat(post(
                        evening.till.clerk,
                        "/floats",
                        Map.of("holder", collector, "direction", "ISSUE", "amount", "500.00")))
                .hasStatus3xxRedirection();
        assertThat(page(evening.till.manager, "/floats", language))
                .contains("500.00")
                .doesNotContain("name=\"amount\"");
        MvcTestResult tooMuch = post(
                evening.till.clerk,
                "/floats",
                Map.of("holder", collector, "direction", "TAKE_BACK", "amount", "500.01"));
        assertThat(tooMuch).bodyText().contains("500.01", "500.00");
        assertThat(post(evening.till.clerk, "/floats", Map.of("direction", "ISSUE", "amount", "viel")))
                .hasStatus(422);
        assertThat(evening.held()).isEqualTo(new Money(500_00));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    @Tag("T1CLERK-02")
    void showsTheMonthAndProposesItsClose(String language) {
        evening.till.charge(evening.home, evening.till.propertyFee, "2026-06", 210_02);
        evening.pay(TenderKind.CASH, 300_00);
        clock.set(LocalDate.of(2026, 6, 30).atTime(18, 0));
        assertThat(page(evening.accountant, "/months", language)).contains("210.02", "89.98", "closing");
        assertThat(page(evening.till.collector, "/months?month=2026-05", language))
                .doesNotContain("/closing");
        MvcTestResult refused = post(evening.accountant, "/months/2026-06/closing", Map.of());
        assertThat(refused).hasStatus(409);

        clock.set(LocalDate.of(2026, 6, 20));
        evening.sign(evening.count(300_00, null).sheetId(), 300_00);
        clock.set(LocalDate.of(2026, 6, 30).atTime(18, 0));
        assertThat(post(evening.accountant, "/months/2026-06/closing", Map.of()))
                .hasStatus3xxRedirection();
        MonthCloses closes = evening.bean(MonthCloses.class);
        MonthClose proposed = evening.till
                .as(evening.accountant, () -> closes.find(evening.community, Month.of(2026, 6)))
                .orElseThrow();
        assertThat(page(evening.till.manager, "/months", language)).contains("210.02");
        evening.approve(evening.till.manager, "month-close", proposed.id());
        assertThat(page(evening.accountant, "/months?month=2026-06", language)).contains("210.02", "manager-");
        assertThat(evening.till
                        .as(evening.accountant, () -> closes.find(evening.community, Month.of(2026, 6)))
                        .orElseThrow()
                        .state())
                .isEqualTo(CloseState.CLOSED);
    }

    @Test
    void showsNothingToWhoMayNotSeeIt() {
        evening.pay(TenderKind.CASH, 1_00);
        long id = evening.sheets().get(0).id();
        long stranger = Staff.hire("stranger-" + evening.community, Staff.community("别处"), "clerk");
        long night = Staff.hire("night-" + evening.community, evening.community, "night-duty");
        for (String path : new String[] {"/day-sheets", "/day-sheets/" + id, "/floats", "/months"}) {
            assertThat(get(stranger, path, "en")).as(path).hasStatus(404);
            assertThat(get(night, path, "en")).as(path).hasStatus(403);
        }
    }

    private String page(long account, String path, String language) {
        MvcTestResult result = get(account, path, language);
        assertThat(result).hasStatusOk();
        assertThat(result).bodyText().doesNotContain("??", "th:", "Money[", "cash.");
        assertThat(body(result)).contains("<html lang=\"" + language + "\"");
        return body(result);
    }

    private MvcTestResult get(long account, String path, String language) {
        Till.sql().execute("update identity.account set locale = ? where id = ?", language, account);
        return browser.get()
                .uri("/communities/" + evening.community + path)
                .with(Staff.signedIn(account))
                .exchange();
    }

    private MvcTestResult post(long account, String path, Map<String, String> fields) {
        var request = browser.post()
                .uri("/communities/" + evening.community + path)
                .with(Staff.signedIn(account))
                .with(csrf());
        request.param("idempotencyKey", Evening.key());
        fields.forEach(request::param);
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
