package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.approvals.Approvals;
import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Charges by hand; the figures of rules.md §16.2 and §16.3 come in this way. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
class OneOffChargesTest {
    private static final LocalDate JUNE_20 = LocalDate.of(2024, 6, 20);

    @Autowired
    BeanFactory house;

    @Autowired
    OneOffCharges oneOffs;

    @Autowired
    Approvals approvals;

    @Autowired
    MovedClock clock;

    Scenario s;
    SmallEstate estate;
    long shared;

    @BeforeEach
    void scenario() {
        clock.set(JUNE_20);
        s = SmallEstate.scenario(house);
        estate = s.estate();
        shared = estate.item("SHARED", FeeClass.UTILITY, ChargeMethod.ONE_OFF, FundClass.AGENCY, "0", null);
    }

    @Test
    void goToWhoAnswersOnTheDayOfAllocation() {
        OneOffCharge charge = estate.oneOff(NewOneOff.of(s.room102(), shared, JUNE_20, Money.parse("37.59"), "6月公摊电"));
        assertThat(charge.state()).isEqualTo(OneOffState.POSTED);
        assertThat(charge.payerId()).isEqualTo(s.c());
        OneOffCharge before =
                estate.oneOff(NewOneOff.of(s.room102(), shared, LocalDate.of(2024, 6, 10), Money.parse("1.00"), "上旬"));
        assertThat(before.payerId()).isEqualTo(s.b());
        assertThat(estate.open(s.room102()))
                .extracting(open -> open.dueOn().toString(), open -> open.open().toString())
                .containsExactly(tuple("2024-06-30", "37.59"), tuple("2024-06-30", "1.00"));
        assertThat(estate.credit("AGENCY_PAYABLE")).isEqualTo(38_59);
        estate.provesItsBooks();
    }

    @Test
    void areAQuantityTimesAPriceRoundedOnce() {
        OneOffCharge charge = estate.oneOff(
                NewOneOff.of(s.shop(), shared, JUNE_20, new BigDecimal("1440"), new BigDecimal("0.7716"), "S-01 电费"));
        assertThat(charge.amount()).isEqualTo(Money.parse("1111.10"));
        Charge posted = estate.charges(s.shop()).get(0);
        assertThat(posted.line().quantity()).isEqualByComparingTo("1440");
        assertThat(estate.bean(Charges.class).explain(posted.basis())).contains("1440 × ", "0.7716", "1,111.10");
    }

    @Test
    void countNothingBeforeAnotherPersonApproves() {
        long id = propose(NewOneOff.of(s.room101(), shared, JUNE_20, Money.parse("27.88"), "公摊"));
        assertThat(estate.open(s.room101())).isEmpty();
        OneOffCharge proposed = estate.as(estate.clerk, () -> oneOffs.get(estate.community, id));
        estate.run(
                estate.manager,
                () -> approvals.reject(estate.community, Objects.requireNonNull(proposed.approvalId()), "金额有误"));
        assertThat(estate.as(estate.clerk, () -> oneOffs.get(estate.community, id))
                        .state())
                .isEqualTo(OneOffState.REJECTED);
        assertThat(estate.open(s.room101())).isEmpty();
    }

    @Test
    void areProposedOncePerKey() {
        NewOneOff entry = NewOneOff.of(s.room101(), shared, JUNE_20, Money.parse("27.88"), "公摊");
        var first = estate.as(estate.clerk, () -> oneOffs.proposeOnce(estate.community, "key-of-test", entry));
        var again = estate.as(estate.clerk, () -> oneOffs.proposeOnce(estate.community, "key-of-test", entry));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());
    }

    @Test
    void areReversedWhileNobodyHasPaid() {
        OneOffCharge charge = estate.oneOff(NewOneOff.of(s.room101(), shared, JUNE_20, Money.parse("27.88"), "公摊"));
        var paid = estate.pay("10.00", of(s.room101()));
        assertThatThrownBy(() -> reverse(charge)).isInstanceOf(ChargesAllocated.class);
        estate.undo(paid);
        reverse(charge);
        assertThat(estate.open(s.room101())).isEmpty();
        assertThat(estate.credit("AGENCY_PAYABLE")).isZero();
        assertThatThrownBy(() -> reverse(charge)).isInstanceOf(NotInThatState.class);
        estate.provesItsBooks();
    }

    @Test
    void mayStandBesideTheBillOfTheMonth() {
        estate.oneOff(NewOneOff.of(s.room101(), s.fee(), JUNE_20, Money.parse("5.00"), "补收"));
        estate.oneOff(NewOneOff.of(s.room101(), s.fee(), JUNE_20, Money.parse("5.00"), "再补收"));
        BillRun run = estate.bill(Month.of(2024, 6), s.fee());
        assertThat(run.charges()).isEqualTo(4);
        assertThat(estate.amounts(s.room101())).containsExactly("5.00", "5.00", "210.02");
    }

    @Test
    void refuseWhatDoesNotAddUp() {
        assertThatThrownBy(() -> propose(new NewOneOff(
                        s.shop(),
                        shared,
                        JUNE_20,
                        Money.parse("1111.11"),
                        new BigDecimal("1440"),
                        new BigDecimal("0.7716"),
                        null,
                        null,
                        "电费")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("amount-not-the-product");
        assertThatThrownBy(() -> propose(NewOneOff.of(s.shop(), shared, JUNE_20, Money.ZERO, "电费")))
                .hasMessageContaining("amount-not-positive");
        assertThatThrownBy(() -> propose(new NewOneOff(s.shop(), shared, JUNE_20, null, null, null, null, null, "电费")))
                .hasMessageContaining("amount: missing");
        assertThatThrownBy(() -> propose(NewOneOff.of(s.shop(), 999_999, JUNE_20, Money.parse("1"), "电费")))
                .hasMessageContaining("charge-item-unknown");
        assertThatThrownBy(() -> propose(NewOneOff.of(999_999, shared, JUNE_20, Money.parse("1"), "电费")))
                .hasMessageContaining("premises-unknown");
    }

    private long propose(NewOneOff entry) {
        return estate.as(estate.clerk, () -> oneOffs.propose(estate.community, entry));
    }

    private void reverse(OneOffCharge charge) {
        estate.reverseOneOff(charge.id());
    }
}
