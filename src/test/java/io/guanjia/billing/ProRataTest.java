package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** Every example of rules.md §1.1 to §1.4 that a bill run can meet. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
class ProRataTest {
    private static final Month JUNE = Month.of(2024, 6);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2024, 7, 1));
        estate = new SmallEstate(house);
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void roundsPriceTimesAreaOnce() {
        long home = estate.home("1-101", "89.37");
        estate.bill(JUNE, estate.areaItem("FEE", "2.35", home));
        assertThat(estate.amounts(home)).containsExactly("210.02");
    }

    @ParameterizedTest
    @CsvSource({"ACTUAL, 129.31", "D30, 125.00", "ANNUAL, 122.95"})
    void dividesAMonthThatIsNotBorneWholeByTheDayBasis(String basis, String amount) {
        estate.set("day_basis", basis);
        long home = estate.home("1-101", "100.00");
        long fee = estate.areaItem("FEE", "2.50");
        assign(fee, LocalDate.of(2024, 2, 15), home);
        estate.bill(Month.of(2024, 2), fee);
        assertThat(estate.amounts(home)).containsExactly(amount);
    }

    @ParameterizedTest
    @CsvSource({"ACTUAL", "D30", "ANNUAL"})
    void chargesAWholeMonthWholeWhateverTheDayBasis(String basis) {
        estate.set("day_basis", basis);
        long home = estate.home("1-101", "100.00");
        long fee = estate.areaItem("FEE", "2.50", home);
        estate.bill(Month.of(2024, 2), fee);
        assertThat(estate.amounts(home)).containsExactly("250.00");
    }

    @Test
    void givesTheSecondOfTwoPayersTheRemainder() {
        long home = handedOver("1-101", null, LocalDate.of(2024, 6, 16));
        estate.bill(JUNE, fixed("210.01", home));
        assertThat(estate.amounts(home)).containsExactly("105.01", "105.00");
    }

    @Test
    void sumsExactSegmentsWhenThePriceChangesInsideTheMonth() {
        long home = estate.home("1-101", "89.37");
        long fee = estate.areaItem("FEE", "2.35", home);
        estate.price(fee, LocalDate.of(2024, 6, 11), "2.60");
        estate.bill(JUNE, fee);
        assertThat(estate.amounts(home)).containsExactly("224.91");
    }

    @Test
    void sumsExactSegmentsWhenTheAreaIsMeasuredAgain() {
        long home = estate.premises("1-101", "ROOM", null);
        estate.answers(home, estate.person("业主"), LONG_AGO, null);
        estate.measured(home, "89.37", LONG_AGO, LocalDate.of(2024, 6, 10));
        estate.measured(home, "90.00", LocalDate.of(2024, 6, 11), null);
        estate.bill(JUNE, estate.areaItem("FEE", "2.35", home));
        // (89.37 × 10 + 90.00 × 20) × 2.35 / 30 = 211.0065
        assertThat(estate.amounts(home)).containsExactly("211.01");
    }

    @Test
    void billsAQuarterAsTheSumOfItsMonths() {
        long home = estate.home("1-101", "52.69");
        long fee = estate.areaItem("FEE", "4.50", home);
        for (int month = 4; month <= 6; month++) {
            estate.bill(Month.of(2024, month), fee);
        }
        assertThat(estate.charges(home).stream()
                        .map(charge -> charge.line().amount())
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.parse("711.33"));
    }

    @Test
    void billsTheDeveloperUntilDeliveryAndTheOwnerTheRest() {
        long home = handedOver("1-101", "100.00", LocalDate.of(2024, 3, 12));
        estate.bill(Month.of(2024, 3), estate.areaItem("FEE", "2.50", home));
        assertThat(estate.amounts(home)).containsExactly("88.71", "161.29");
    }

    @Test
    void cutsAtTheDayOfTheTransfer() {
        long home = handedOver("1-101", "100.00", LocalDate.of(2024, 3, 18));
        estate.bill(Month.of(2024, 3), estate.areaItem("FEE", "2.50", home));
        assertThat(estate.amounts(home)).containsExactly("137.10", "112.90");
    }

    @Test
    void dividesAmongThreePayersByTheRunningShare() {
        long home = estate.room("1-101", "1.00");
        estate.answers(home, estate.person("甲"), LONG_AGO, LocalDate.of(2024, 6, 10));
        estate.answers(home, estate.person("乙"), LocalDate.of(2024, 6, 11), LocalDate.of(2024, 6, 20));
        estate.answers(home, estate.person("丙"), LocalDate.of(2024, 6, 21), null);
        estate.bill(JUNE, fixed("100.00", home));
        assertThat(estate.amounts(home)).containsExactly("33.33", "33.34", "33.33");
    }

    @Test
    void sharesByDaysAlsoWhenThePriceChangesBesideThePayer() {
        long home = handedOver("1-101", "89.37", LocalDate.of(2024, 6, 16));
        long fee = estate.areaItem("FEE", "2.35", home);
        estate.price(fee, LocalDate.of(2024, 6, 11), "2.60");
        estate.bill(JUNE, fee);
        // the whole 224.91 by 15/30, half-up, and the rest
        assertThat(estate.amounts(home)).containsExactly("112.46", "112.45");
    }

    @Test
    void dividesAnIncompleteMonthBetweenItsPayersByTheirDays() {
        long home = handedOver("1-101", "100.00", LocalDate.of(2024, 6, 21));
        long fee = estate.areaItem("FEE", "3.00");
        assign(fee, LocalDate.of(2024, 6, 16), home);
        estate.bill(JUNE, fee);
        // 300.00 × 15/30 = 150.00: five days and ten days
        assertThat(estate.amounts(home)).containsExactly("50.00", "100.00");
    }

    @Test
    void billsNothingWhereThePriceIsNothing() {
        long home = estate.home("1-101", "89.37");
        BillRun run = estate.get(estate.preview(JUNE, estate.areaItem("FEE", "0", home)));
        assertThat(run.charges()).isZero();
        assertThat(run.isStopped()).isFalse();
    }

    @Test
    void followsAnItemThatEndsAndBeginsAgainInsideTheMonth() {
        long home = estate.home("1-101", "100.00");
        long fee = estate.areaItem("FEE", "3.00", home);
        estate.run(
                estate.clerk,
                () -> estate.bean(PremisesItems.class)
                        .end(estate.community, fee, List.of(home), LocalDate.of(2024, 6, 10)));
        assign(fee, LocalDate.of(2024, 6, 21), home);
        estate.bill(JUNE, fee);
        // 300.00 × 20/30 = 200.00, as two lines of ten days
        assertThat(estate.amounts(home)).containsExactly("100.00", "100.00");
    }

    @Test
    void splitsNetAndTaxSoThatTheyAddUp() {
        long home = estate.home("1-101", "89.37");
        estate.bill(JUNE, estate.areaItem("FEE", "2.35", home));
        Charge charge = estate.charges(home).get(0);
        assertThat(charge.net()).isEqualTo(Money.parse("198.13")); // 210.02 / 1.06 = 198.1321
        assertThat(charge.tax()).isEqualTo(Money.parse("11.89"));
    }

    @Test
    void explainsAWholeMonthInBothLanguages() {
        long home = estate.home("1-101", "89.37");
        estate.bill(JUNE, estate.areaItem("FEE", "2.35", home));
        assertThat(formulas(home, Locale.SIMPLIFIED_CHINESE)).containsExactly("89.37 ㎡ × 2.35 元 = 210.02 元");
        assertThat(formulas(home, Locale.ENGLISH)).containsExactly("89.37 ㎡ × ¥2.35 = ¥210.02");
    }

    @Test
    void explainsWhatEachOfTwoPayersIsCharged() {
        long home = handedOver("1-102", "120.50", LocalDate.of(2024, 6, 16));
        estate.bill(JUNE, estate.areaItem("FEE", "2.35", home));
        assertThat(formulas(home, Locale.SIMPLIFIED_CHINESE))
                .containsExactly(
                        "120.5 ㎡ × 2.35 元 = 283.18 元；承担 15/30 天，141.59 元",
                        "120.5 ㎡ × 2.35 元 = 283.18 元；" + "承担 15/30 天，累计 283.18 元 − 前面已计 141.59 元 = 141.59 元");
    }

    @Test
    void explainsDaysOfTheYear() {
        estate.set("day_basis", "ANNUAL");
        long home = estate.home("1-101", "100.00");
        long fee = estate.areaItem("FEE", "2.50");
        assign(fee, LocalDate.of(2024, 2, 15), home);
        estate.bill(Month.of(2024, 2), fee);
        assertThat(formulas(home, Locale.SIMPLIFIED_CHINESE))
                .containsExactly("100 ㎡ × 2.50 元 × 12 × 15/366 天 = 122.95 元");
    }

    private List<String> formulas(long premises, Locale language) {
        LocaleContextHolder.setLocale(language);
        Charges charges = estate.bean(Charges.class);
        return estate.charges(premises).stream()
                .map(charge -> charges.explain(charge.basis()))
                .toList();
    }

    private long handedOver(String code, String area, LocalDate on) {
        long home = estate.premises(code, "ROOM", area);
        estate.answers(home, estate.person("前"), LONG_AGO, on.minusDays(1));
        estate.answers(home, estate.person("后"), on, null);
        return home;
    }

    private long fixed(String price, Long... premises) {
        return estate.item(
                "FIXED", FeeClass.SERVICE, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.06", price, premises);
    }

    private void assign(long item, LocalDate from, Long... premises) {
        estate.run(
                estate.clerk,
                () -> estate.bean(PremisesItems.class).assign(estate.community, item, List.of(premises), from));
    }
}
