package io.guanjia.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;

/** rules.md §7.1, its rules and its examples. */
@GuanjiaTest
@Tag("KPI-01")
@Tag("CLERK-03")
class CollectionRatesTest {

    private static final Month JUNE = Month.of(2024, 6);
    private static final LocalDate CUT_OFF = JUNE.lastDay();

    @Autowired
    CollectionRates rates;

    Bills bills;
    long room;

    @BeforeEach
    void oneRoom(TestInfo test) {
        bills = new Bills(test.getDisplayName());
        room = bills.premises("1-101", null);
    }

    /** 960,000.00 billed, 768,000.00 collected of which 40,000.00 were prepaid the year before; scaled down by a thousand. */
    @Test
    void computesTheExampleOfTheRules() {
        for (int month = 1; month <= 12; month++) {
            long charge = bills.charge(room, Month.of(2024, month), "160.00");
            if (month == 1) {
                bills.offset(charge, "40.00", LocalDate.of(2024, 1, 1));
                bills.pay(charge, "88.00", LocalDate.of(2024, 3, 5));
            } else if (month <= 6) {
                bills.pay(charge, "128.00", LocalDate.of(2024, 5, 5));
            } else {
                bills.pay(charge, "16.00", LocalDate.of(2024, 6, 5));
            }
        }
        assertThat(report(JUNE, CUT_OFF).community().year()).isEqualTo(rate("768.00", "960.00"));
        assertThat(report(JUNE, CUT_OFF).community().year().text()).isEqualTo("80.00 %");
        assertThat(report(JUNE, CUT_OFF).community().current().text()).isEqualTo("80.00 %");
        assertThat(report(Month.of(2024, 12), CUT_OFF).community().year())
                .as("the whole year, months already paid included")
                .isEqualTo(rate("864.00", "1920.00"));
        assertThat(report(Month.of(2024, 12), CUT_OFF).community().year().text())
                .isEqualTo("45.00 %");
    }

    /** rules.md §16.6: 415.22 of 851.46; what is no property fee stays out. */
    @Test
    void computesTheScenarioOfTheRules() {
        long shop = bills.premises("S-01", null);
        long second = bills.premises("1-102", null);
        long third = bills.premises("1-103", null);
        long developer = bills.person("开发公司");
        bills.developer(developer);
        bills.pay(bills.charge(room, JUNE, "210.02"), "210.02", LocalDate.of(2024, 6, 20));
        bills.charge(second, JUNE, "283.18");
        bills.charge(third, bills.item, developer, JUNE, "153.06", JUNE.firstDay());
        bills.pay(bills.charge(shop, JUNE, "205.20"), "205.20", LocalDate.of(2024, 6, 25));
        bills.charge(room, bills.parking, developer, JUNE, "150.00", JUNE.firstDay());
        CollectionReport report = report(JUNE, CUT_OFF);
        assertThat(report.community().current()).isEqualTo(rate("415.22", "851.46"));
        assertThat(report.community().current().text()).isEqualTo("48.77 %");
        assertThat(report.developer().current())
                .as("the developer's line is in, and shown apart")
                .isEqualTo(rate("0.00", "153.06"));
        assertThat(report.developer().current().text()).isEqualTo("0.00 %");
    }

    /** rules.md §7.1: a deposit is no income, whatever kind of fee its item was entered as. */
    @Test
    void leavesDepositsOut() {
        bills.pay(bills.charge(room, JUNE, "210.02"), "210.02", LocalDate.of(2024, 6, 20));
        long deposit = bills.charge(bills.premises("1-102", null), JUNE, "2000.00");
        io.guanjia.testing.TestDatabases.current()
                .owner()
                .execute(
                        "update billing.charge set fund_class = 'DEPOSIT' where community_id = ? and id = ?",
                        bills.community,
                        deposit);
        assertThat(report(JUNE, CUT_OFF).community().current()).isEqualTo(rate("210.02", "210.02"));
    }

    @Test
    void showsADashWhereNothingWasBilled() {
        assertThat(report(JUNE, CUT_OFF).community().current().text()).isEqualTo("—");
        assertThat(report(JUNE, CUT_OFF).community().current().percent()).isEmpty();
        assertThat(report(JUNE, CUT_OFF).developer().year().text()).isEqualTo("—");
    }

    @Test
    void roundsHalfUpToTwoPlaces() {
        assertThat(new Rate(new Money(1), new Money(80000)).percent()).hasToString("Optional[0.00]");
        assertThat(new Rate(new Money(5), new Money(100000)).percent()).hasToString("Optional[0.01]");
        assertThat(new Rate(new Money(2), new Money(3)).percent()).hasToString("Optional[66.67]");
        assertThat(new Rate(new Money(3), new Money(3)).percent()).hasToString("Optional[100.00]");
    }

    @Test
    void countsAPaymentFromItsDayOnAndAnUndoingFromItsOwn() {
        long charge = bills.charge(room, JUNE, "100.00");
        long payment = bills.pay(charge, "100.00", LocalDate.of(2024, 6, 10));
        bills.undo(charge, payment, "100.00", LocalDate.of(2024, 7, 2));
        assertThat(report(JUNE, LocalDate.of(2024, 6, 9)).community().current()).isEqualTo(rate("0.00", "100.00"));
        assertThat(report(JUNE, CUT_OFF).community().current()).isEqualTo(rate("100.00", "100.00"));
        assertThat(report(JUNE, LocalDate.of(2024, 7, 2)).community().current()).isEqualTo(rate("0.00", "100.00"));
    }

    @Test
    void countsALineFromItsPostingUntilItIsReversed() {
        long charge = bills.charge(room, bills.item, bills.person("王测试"), JUNE, "100.00", LocalDate.of(2024, 6, 3));
        io.guanjia.testing.TestDatabases.current()
                .owner()
                .execute(
                        "update billing.charge set open_fen = 0, reversed_on = '2024-06-20' where community_id = ? and id = ?",
                        bills.community,
                        charge);
        assertThat(report(JUNE, LocalDate.of(2024, 6, 2)).community().current()).isEqualTo(Rate.NONE);
        assertThat(report(JUNE, LocalDate.of(2024, 6, 19)).community().current())
                .isEqualTo(rate("0.00", "100.00"));
        assertThat(report(JUNE, LocalDate.of(2024, 6, 20)).community().current())
                .isEqualTo(Rate.NONE);
    }

    @Test
    void putsEachLineToItsBuildingAndToTheCollectorOfItsDueDate() {
        long first = bills.building("1");
        long second = bills.building("2");
        long inFirst = bills.premises("1-1-101", first);
        long inSecond = bills.premises("2-1-101", second);
        long area = bills.area("东区", inFirst, inSecond);
        bills.collector(area, 901, LocalDate.of(2024, 1, 1), LocalDate.of(2024, 5, 31));
        bills.collector(area, 902, LocalDate.of(2024, 6, 1), null);
        bills.charge(inFirst, Month.of(2024, 5), "100.00");
        bills.pay(bills.charge(inFirst, JUNE, "100.00"), "60.00", CUT_OFF);
        bills.charge(inSecond, JUNE, "300.00");
        bills.charge(room, JUNE, "7.00");
        CollectionReport report = report(JUNE, CUT_OFF);
        assertThat(report.of(RateGroup.BUILDING, first).current()).isEqualTo(rate("60.00", "100.00"));
        assertThat(report.of(RateGroup.BUILDING, first).year()).isEqualTo(rate("60.00", "200.00"));
        assertThat(report.of(RateGroup.BUILDING, second).current()).isEqualTo(rate("0.00", "300.00"));
        assertThat(report.of(RateGroup.BUILDING, 0).current()).isEqualTo(rate("0.00", "7.00"));
        assertThat(report.of(RateGroup.BUILDING, first).name()).isEqualTo("1 号楼");
        assertThat(report.of(RateGroup.COLLECTOR, 901).year())
                .as("May was due while 901 answered for it")
                .isEqualTo(rate("0.00", "100.00"));
        assertThat(report.of(RateGroup.COLLECTOR, 902).year()).isEqualTo(rate("60.00", "400.00"));
        assertThat(report.of(RateGroup.COLLECTOR, 0).current()).isEqualTo(rate("0.00", "7.00"));
    }

    @Test
    void opensTheLinesBehindAFigurePageByPageAndTheyAddUpToIt() {
        for (int n = 0; n < 23; n++) {
            long premises = bills.premises("2-" + (100 + n), null);
            for (int month = 5; month <= 6; month++) {
                long charge = bills.charge(premises, Month.of(2024, month), "10.0" + n % 10);
                if (n % 3 == 0) {
                    bills.pay(charge, "4.00", CUT_OFF);
                }
            }
        }
        Rate year = report(JUNE, CUT_OFF).community().year();
        List<CollectedCharge> lines = all(new LinesBehind(JUNE, CUT_OFF, RateSpan.YEAR, RateGroup.COMMUNITY, 0, false));
        assertThat(lines).hasSize(46).doesNotHaveDuplicates();
        assertThat(Money.sum(lines.stream().map(CollectedCharge::amount))).isEqualTo(year.denominator());
        assertThat(Money.sum(lines.stream().map(CollectedCharge::paid))).isEqualTo(year.numerator());
        assertThat(all(new LinesBehind(JUNE, CUT_OFF, RateSpan.MONTH, RateGroup.BUILDING, 0, false)))
                .hasSize(23)
                .allSatisfy(line -> assertThat(line.month()).isEqualTo(JUNE));
        assertThat(lines.get(0).state()).isEqualTo(CollectedCharge.State.PARTLY_PAID);
    }

    @Test
    void showsNobodyTheFiguresOfACommunityOutOfScope() {
        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(bills.community + 1, null), () -> rates.of(bills.community, JUNE, CUT_OFF)))
                .isInstanceOf(NotFound.class);
    }

    private List<CollectedCharge> all(LinesBehind behind) {
        List<CollectedCharge> lines = new ArrayList<>();
        String next = null;
        do {
            String after = next;
            Page<CollectedCharge> page = as(
                    () -> rates.lines(bills.community, behind, new Paging(10, after == null ? null : cursor(after))));
            lines.addAll(page.items());
            next = page.next();
        } while (next != null);
        return lines;
    }

    private static Cursor cursor(String encoded) {
        String values = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        return new Cursor(List.of(values.split("\u001f")));
    }

    private CollectionReport report(Month month, LocalDate asOf) {
        return as(() -> rates.of(bills.community, month, asOf));
    }

    private <T> T as(Supplier<T> work) {
        return Scopes.call(Scope.of(bills.community, null), work);
    }

    private static Rate rate(String numerator, String denominator) {
        return new Rate(Money.parse(numerator), Money.parse(denominator));
    }
}
