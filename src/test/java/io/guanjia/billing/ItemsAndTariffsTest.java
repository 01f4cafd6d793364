package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** What is charged for, at which price, to which premises: versions in time. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-01")
class ItemsAndTariffsTest {
    @Autowired
    BeanFactory house;

    @Autowired
    ChargeItems items;

    @Autowired
    Tariffs tariffs;

    @Autowired
    PremisesItems premisesItems;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long fee;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2024, 6, 1));
        estate = new SmallEstate(house);
        home = estate.home("1-101", "100.00");
        fee = estate.areaItem("FEE", "2.00", home);
    }

    @Test
    void endsAPriceTheDayBeforeTheNextBegins() {
        estate.price(fee, LocalDate.of(2024, 7, 1), "2.20");
        estate.price(fee, LocalDate.of(2024, 6, 16), "2.10");
        assertThat(item().tariffs())
                .extracting(tariff -> tariff.from() + ".." + tariff.to() + " "
                        + tariff.unitPrice().stripTrailingZeros())
                .containsExactly("2024-07-01..null 2.2", "2024-06-16..2024-06-30 2.1", "2020-01-01..2024-06-15 2");
    }

    @Test
    void refusesTwoPricesFromOneDay() {
        assertThatThrownBy(() -> estate.price(fee, SmallEstate.LONG_AGO, "2.20"))
                .hasMessageContaining("version-begins-already");
    }

    @Test
    void warnsWhenAPriceReachesIntoABilledMonth() {
        estate.bill(Month.of(2024, 6), fee);
        assertThatThrownBy(() -> estate.price(fee, LocalDate.of(2024, 6, 16), "2.20"))
                .isInstanceOf(MonthAlreadyBilled.class);
        estate.run(
                estate.clerk,
                () -> tariffs.begin(
                        estate.community, fee, LocalDate.of(2024, 6, 16), new BigDecimal("2.20"), IfBilled.ACCEPT));
        assertThat(estate.amounts(home)).as("what is billed stays").containsExactly("200.00");
        estate.price(fee, LocalDate.of(2024, 7, 1), "2.40");
    }

    @Test
    void taxesEachMonthAtTheRateOfItsDays() {
        estate.run(
                estate.clerk,
                () -> items.changeRate(
                        estate.community,
                        fee,
                        LocalDate.of(2024, 7, 1),
                        FundClass.OWN_REVENUE,
                        new BigDecimal("0.03"),
                        IfBilled.WARN));
        estate.bill(Month.of(2024, 6), fee);
        clock.set(LocalDate.of(2024, 7, 1));
        estate.bill(Month.of(2024, 7), fee);
        assertThat(estate.charges(home))
                .extracting(charge -> charge.tax().toString())
                .containsExactly("11.32", "5.83");
    }

    @Test
    void refusesTaxOnMoneyThatIsPassedOn() {
        assertThatThrownBy(() ->
                        estate.item("WATER", FeeClass.UTILITY, ChargeMethod.ONE_OFF, FundClass.AGENCY, "0.06", null))
                .hasMessageContaining("tax-rate-of-money-passed-on");
        assertThatThrownBy(() -> estate.areaItem("FEE", "1.00")).hasMessageContaining("charge-item-code-taken");
    }

    @Test
    void isForWhomMayWriteTariffs() {
        assertThatThrownBy(() -> estate.as(
                        estate.manager,
                        () -> tariffs.begin(
                                estate.community, fee, LocalDate.of(2024, 7, 1), BigDecimal.ONE, IfBilled.WARN)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void letsAllPremisesOfAKindBearAnItemOnce() {
        estate.premises("S-01", "SHOP", "45.60");
        estate.premises("S-02", "SHOP", "30.00");
        long shops = estate.areaItem("SHOPS", "4.50");
        var selection = new PremisesItems.Selection(PremisesKind.SHOP, null);
        LocalDate from = LocalDate.of(2024, 6, 1);
        assertThat(assignAll(shops, selection, from)).isEqualTo(2);
        assertThat(assignAll(shops, selection, from)).isZero();
        assertThat(estate.as(estate.clerk, () -> premisesItems.counts(estate.community, from)))
                .containsEntry(shops, 2)
                .containsEntry(fee, 1);
        estate.run(
                estate.clerk,
                () -> premisesItems.endAll(estate.community, shops, selection, LocalDate.of(2024, 6, 30)));
        assertThat(assignAll(shops, selection, LocalDate.of(2024, 8, 1))).isEqualTo(2);
    }

    @Test
    void tellsTheLoserOfAnEdit() {
        estate.run(estate.clerk, () -> items.edit(estate.community, fee, 0, "物业服务费", 5, 15));
        assertThat(item().name()).isEqualTo("物业服务费");
        assertThatThrownBy(() -> estate.run(estate.clerk, () -> items.edit(estate.community, fee, 0, "管理费", 5, 15)))
                .isInstanceOf(ItemChangedMeanwhile.class);
        estate.bill(Month.of(2024, 6), fee);
        assertThat(estate.open(home)).extracting(OpenCharge::dueOn).containsExactly(LocalDate.of(2024, 6, 15));
        assertThat(estate.open(home).get(0).open()).isEqualTo(Money.parse("200.00"));
    }

    private int assignAll(long item, PremisesItems.Selection selection, LocalDate from) {
        return estate.as(estate.clerk, () -> premisesItems.assignAll(estate.community, item, selection, from));
    }

    private ChargeItem item() {
        List<ChargeItem> all = estate.as(estate.clerk, () -> items.all(estate.community));
        return all.stream().filter(item -> item.id() == fee).findFirst().orElseThrow();
    }
}
