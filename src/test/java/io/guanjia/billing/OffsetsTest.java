package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** rules.md §1.8: what is held in advance settles bills when they are posted. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("DEPT-01")
class OffsetsTest {
    private static final Month APRIL = Month.of(2024, 4);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long fee;
    long parking;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2024, 4, 1));
        estate = new SmallEstate(house);
        home = estate.home("1-101", "89.37");
        fee = estate.areaItem("FEE", "2.35", home);
        parking = estate.item(
                "PARKING", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.09", "150", home);
    }

    @Test
    void settleTheBillTheyWereMadeFor() {
        estate.pay("1000.00", of(home));
        BillRun run = estate.bill(APRIL, fee);
        assertThat(run.offset()).isEqualTo(Money.parse("210.02"));
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("789.98"));
        assertThat(estate.open(home)).isEmpty();
        assertThat(estate.credit("PREPAYMENT")).isEqualTo(789_98);
        estate.provesItsBooks();
    }

    @Test
    void areNoMoreThanTheMonthsThatMayBePaidInAdvance() {
        estate.bill(APRIL, fee);
        estate.pay("210.02", of(home));
        estate.pay("2520.24", of(home));
        assertThatThrownBy(() -> estate.pay("0.01", of(home)))
                .isInstanceOfSatisfying(
                        PrepaymentTooHigh.class,
                        refused -> assertThat(refused.arguments())
                                .contains(12, Money.parse("2520.24"), Money.parse("2520.25")));
        estate.pay(null, FeeClass.PARKING, "5000.00", of(home)); // never billed: nothing to measure it by
        estate.set("max_prepay_months", "13");
        estate.pay("210.02", of(home));
        estate.provesItsBooks();
    }

    @Test
    void stayWithTheirKindOfFee() {
        estate.pay("300.00", of(home));
        estate.bill(APRIL, parking);
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("300.00"));
        assertThat(estate.open(home)).hasSize(1);
    }

    @Test
    void settleAnyFeeWhenTheyAreGeneral() {
        estate.pay(null, FeeClass.GENERAL, "300.00", of(home));
        estate.bill(APRIL, fee, parking);
        assertThat(estate.prepaid(home)).isEqualTo(Money.ZERO);
        assertThat(estate.open(home))
                .extracting(charge -> charge.open().toString())
                .containsExactly("60.02");
        estate.provesItsBooks();
    }

    @Test
    void areTakenFromTheSameFeeBeforeTheGeneralOne() {
        estate.pay(null, FeeClass.GENERAL, "300.00", of(home));
        estate.pay("100.00", of(home));
        estate.bill(APRIL, fee);
        assertThat(estate.as(estate.clerk, () -> estate.bean(Prepayments.class).of(estate.community, List.of(home))))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.feeClass()).isEqualTo(FeeClass.GENERAL);
                    assertThat(left.balance()).isEqualTo(Money.parse("189.98"));
                });
        estate.provesItsBooks();
    }

    @Test
    void neverCrossOwnersNorSettleDeposits() {
        Scenario s = SmallEstate.scenario(house);
        clock.set(LocalDate.of(2024, 6, 10));
        s.estate().pay(s.b(), FeeClass.GENERAL, "500.00", of(s.room102()));
        long deposit = s.estate()
                .item("DEPOSIT", FeeClass.SERVICE, ChargeMethod.FIXED, FundClass.DEPOSIT, "0", "50", s.room102());
        s.estate().bill(Month.of(2024, 6), s.fee(), deposit);
        assertThat(s.estate().prepaid(s.room102())).isEqualTo(Money.parse("358.41"));
        assertThat(s.estate().open(s.room102()))
                .extracting(OpenCharge::payerId, charge -> charge.open().toString())
                .containsExactlyInAnyOrder(tuple(s.c(), "141.59"), tuple(s.b(), "25.00"), tuple(s.c(), "25.00"));
        assertThat(s.estate().credit("DEPOSIT")).isEqualTo(50_00);
    }

    @Test
    void alsoSettleAChargeByHand() {
        estate.pay("100.00", of(home));
        estate.oneOff(NewOneOff.of(home, fee, LocalDate.of(2024, 4, 1), Money.parse("27.88"), "补收"));
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("72.12"));
        assertThat(estate.open(home)).isEmpty();
        estate.provesItsBooks();
    }

    @Test
    void settleOlderDebtsOfTheSamePayerFirst() {
        estate.bill(Month.of(2024, 3), fee);
        long march = estate.open(home).get(0).id();
        estate.pay("150.00", of(home, march));
        estate.pay(null, FeeClass.PARKING, "160.02", of(home));
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("100.00"));
        estate.bill(APRIL, fee, parking);
        assertThat(estate.open(home))
                .extracting(charge -> charge.open().toString())
                .containsExactly("210.02", "50.00");
        estate.provesItsBooks();
    }
}
