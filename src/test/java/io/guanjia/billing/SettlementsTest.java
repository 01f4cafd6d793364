package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.billing.SmallEstate.Paid;
import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.InvalidInput;
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

/** rules.md §1.8: what money settles. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
class SettlementsTest {
    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    List<OpenCharge> open;

    /** A 物业费 Jan 210.02, B 物业费 Feb 210.02, C 停车 Feb 150.00. */
    @BeforeEach
    void threeCharges() {
        clock.set(LocalDate.of(2024, 2, 10));
        estate = new SmallEstate(house);
        home = estate.home("1-101", "89.37");
        long fee = estate.areaItem("FEE", "2.35", home);
        long parking = estate.item(
                "PARKING", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.09", "150", home);
        estate.bill(Month.of(2024, 1), fee);
        estate.bill(Month.of(2024, 2), fee, parking);
        open = estate.open(home);
    }

    @Test
    void settlesTheOldestFirst() {
        Settlement settlement = estate.pay("500.00", of(home)).settlement();
        assertThat(settlement.lines())
                .extracting(
                        line -> line.amount().toString(),
                        line -> line.openAfter().toString())
                .containsExactly(tuple("210.02", "0.00"), tuple("210.02", "0.00"), tuple("79.96", "70.04"));
        assertThat(settlement.prepaid()).isEmpty();
        assertThat(settlement.after().get(0).arrears()).isEqualTo(Money.parse("70.04"));
        estate.provesItsBooks();
    }

    @Test
    void settlesWhatThePayerDesignatesFirst() {
        long parking = open.get(2).id();
        Settlement settlement = estate.pay("200.00", of(home, parking)).settlement();
        assertThat(settlement.lines())
                .extracting(Settlement.Line::chargeId)
                .containsExactly(parking, open.get(0).id());
        assertThat(amounts()).containsExactly("160.02", "210.02");
    }

    @Test
    void takesOneFeeAlone() {
        Settlement settlement = estate.pay("150.00", of(home, open.get(2).id())).settlement();
        assertThat(settlement.lines()).hasSize(1);
        assertThat(amounts()).containsExactly("210.02", "210.02");
    }

    @Test
    void keepsWhatIsOverInAdvance() {
        Settlement settlement = estate.pay("1000.00", of(home)).settlement();
        assertThat(settlement.prepaidInAll()).isEqualTo(Money.parse("429.96"));
        assertThat(settlement.prepaid().get(0).balanceAfter()).isEqualTo(Money.parse("429.96"));
        assertThat(settlement.after().get(0).prepaid()).isEqualTo(Money.parse("429.96"));
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("429.96"));
        assertThat(estate.open(home)).isEmpty();
        estate.provesItsBooks();
    }

    @Test
    void settlesSeveralPremisesAtOnce() {
        long other = estate.home("1-102", "10.00");
        estate.bill(Month.of(2024, 1), estate.areaItem("OTHER", "1.00", other));
        Settlement settlement =
                estate.pay("220.02", of(home, open.get(1).id()), of(other)).settlement();
        assertThat(settlement.lines()).extracting(Settlement.Line::premisesCode).containsExactly("1-101", "1-102");
        assertThat(estate.open(other)).isEmpty();
        assertThat(amounts()).containsExactly("210.02", "150.00");
    }

    @Test
    void saysWhoTookTheMoneyAndWhen() {
        long first = open.get(0).id();
        estate.pay("210.02", of(home, first));
        assertThatThrownBy(() -> estate.pay("210.02", of(home, first)))
                .isInstanceOfSatisfying(
                        ChargeAlreadyPaid.class,
                        refusal -> assertThat(refusal.arguments())
                                .startsWith("FEE", "2024-01")
                                .endsWith(clock.instant())
                                .anyMatch(argument -> argument.toString().startsWith("billing-clerk")));
    }

    @Test
    void refusesAChargeOfOtherPremises() {
        long other = estate.home("1-102", "10.00");
        assertThatThrownBy(() -> estate.pay("10.00", of(other, open.get(0).id())))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems().get(0).field()).isEqualTo("lines[0].chargeIds"));
    }

    @Test
    void doesNotPayTheFormerOwnersArrearsUnlessTheyAreDesignated() {
        Scenario s = SmallEstate.scenario(house);
        clock.set(LocalDate.of(2024, 6, 20));
        s.estate().bill(Month.of(2024, 6), s.fee());
        Settlement settlement = s.estate().pay("200.00", of(s.room102())).settlement();
        assertThat(settlement.lines()).extracting(Settlement.Line::payerId).containsExactly(s.c());
        assertThat(settlement.prepaidInAll()).isEqualTo(Money.parse("58.41"));

        OpenCharge former = s.estate().open(s.room102()).get(0);
        assertThat(former.payerId()).isEqualTo(s.b());
        Settlement named = s.estate()
                .pay(s.b(), FeeClass.PROPERTY, "100.00", of(s.room102()))
                .settlement();
        assertThat(named.lines()).extracting(Settlement.Line::payerId).containsExactly(s.b());
        s.estate().pay("41.59", of(s.room102(), former.id()));
        assertThat(s.estate().open(s.room102())).isEmpty();
        s.estate().provesItsBooks();
    }

    @Test
    void undoesAPaymentWhole() {
        Paid paid = estate.pay("1000.00", of(home));
        estate.undo(paid);
        assertThat(amounts()).containsExactly("210.02", "210.02", "150.00");
        assertThat(estate.prepaid(home)).isEqualTo(Money.ZERO);
        estate.undo(paid);
        assertThat(amounts()).containsExactly("210.02", "210.02", "150.00");
        estate.provesItsBooks();
    }

    @Test
    void doesNotUndoAPaymentWhosePrepaymentIsSpent() {
        Paid paid = estate.pay("1000.00", of(home));
        clock.set(LocalDate.of(2024, 3, 1));
        estate.bill(Month.of(2024, 3), open.get(0).itemId());
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("219.94"));
        assertThatThrownBy(() -> estate.undo(paid)).isInstanceOf(PrepaymentSpent.class);
        assertThat(estate.open(home)).isEmpty();
        estate.provesItsBooks();
    }

    private List<String> amounts() {
        return estate.open(home).stream()
                .map(charge -> charge.open().toString())
                .toList();
    }
}
