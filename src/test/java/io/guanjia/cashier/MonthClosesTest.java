package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.approvals.MakerIsChecker;
import io.guanjia.billing.ChargeItems;
import io.guanjia.billing.NewChargeItem;
import io.guanjia.billing.NewOneOff;
import io.guanjia.billing.OneOffCharges;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.cashier.enums.CloseState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import io.guanjia.ledger.PeriodBeforeFirst;
import io.guanjia.ledger.PeriodClosed;
import io.guanjia.ledger.PeriodOutOfOrder;
import io.guanjia.ledger.Seals;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** The end of a month: what must be finished before, what it publishes and what it forbids (rules.md §6.2–6.3). */
@GuanjiaTest
@Tag("T1CLERK-02")
@Tag("COLLECT-04")
class MonthClosesTest {
    private static final Month JUNE = Month.of(2026, 6);
    private static final String CLOSE = "month-close";

    @Autowired
    BeanFactory house;

    @Autowired
    MonthCloses closes;

    @Autowired
    MovedClock clock;

    Evening evening;

    @BeforeEach
    void aMonthWithADay() {
        clock.set(LocalDate.of(2026, 6, 20));
        evening = new Evening(house);
        evening.till.charge(evening.home, evening.till.propertyFee, "2026-06", 210_02);
        evening.pay(TenderKind.CASH, 300_00);
    }

    @Test
    void areAskedForInTheirTurnOnly() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 31));
        assertThatThrownBy(() -> propose(evening.accountant, Month.of(2026, 5))).isInstanceOf(PeriodBeforeFirst.class);
        evening.till.charge(evening.home, evening.till.propertyFee, "2026-07", 210_02);
        evening.pay(TenderKind.WECHAT, 1_00);
        assertThatThrownBy(() -> propose(evening.accountant, JUNE.next())).isInstanceOf(PeriodOutOfOrder.class);
        close();
        assertThatThrownBy(() -> propose(evening.accountant, JUNE)).isInstanceOf(PeriodClosed.class);
        assertThatThrownBy(() -> propose(evening.accountant, Month.of(1, 1))).isInstanceOf(PeriodClosed.class);
    }

    @Test
    void publishesTheFiguresOfTheMonthAndKeepsThemForEver() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 1));
        close();

        MonthClose june = find(JUNE);
        assertThat(june.state()).isEqualTo(CloseState.CLOSED);
        assertThat(june.figures().arrears())
                .isEqualTo(new MonthFigures.Arrears(
                        Money.ZERO, new Money(210_02), Money.ZERO, new Money(210_02), Money.ZERO));
        assertThat(june.figures().prepayments())
                .isEqualTo(new MonthFigures.Prepayments(Money.ZERO, new Money(89_98), Money.ZERO, new Money(89_98)));
        assertThat(june.figures().money()).isEqualTo(new MonthFigures.MoneyIn(new Money(300_00), 1, 1, 0));
        assertThat(verified()).isTrue();

        // as no program would do: the charge is there, the ledger takes nothing
        assertThatThrownBy(() -> evening.till.charge(evening.home, evening.till.propertyFee, "2026-05", 1_00))
                .hasMessageContaining("is closed");
        assertThat(evening.till.as(evening.accountant, () -> closes.figures(evening.community, JUNE)))
                .isNotEqualTo(june.figures());
        assertThat(find(JUNE).figures()).isEqualTo(june.figures());
    }

    @Test
    void refusesBeforeTheMonthIsOver() {
        handOver();
        refused("month-not-over", this::propose);
        clock.set(LocalDate.of(2026, 6, 30).atTime(18, 0));
        propose();
        refused("month-already-proposed", this::propose);
    }

    @Test
    void refusesWhileASheetIsNotSignedFor() {
        clock.set(LocalDate.of(2026, 7, 1));
        refused("month-sheets-open", this::propose);
        clock.set(LocalDate.of(2026, 6, 20));
        long sheet = evening.count(300_00, null).sheetId();
        clock.set(LocalDate.of(2026, 7, 1));
        refused("month-sheets-open", this::propose);
        evening.sign(sheet, 300_00);
        propose();
    }

    @Test
    void asksAgainWhatIsOpenWhenItIsApproved() {
        handOver();
        clock.set(LocalDate.of(2026, 6, 30));
        long close = propose();
        evening.pay(TenderKind.CASH, 1_00);
        refused("month-sheets-open", () -> evening.approve(evening.till.manager, CLOSE, close));
        assertThat(find(JUNE).state()).isEqualTo(CloseState.PROPOSED);
        evening.sign(evening.count(1_00, null).sheetId(), 1_00);
        evening.approve(evening.till.manager, CLOSE, close);
        assertThat(find(JUNE).figures().money().taken()).isEqualTo(new Money(301_00));
    }

    @Test
    void refusesWhileTheBooksDiffer() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 1));
        Till.sql()
                .execute(
                        "insert into cashier.float_movement (community_id, holder_id, amount_fen, moved_on, moved_at, moved_by)"
                                + " values (?, ?, 100, '2026-06-20', '2026-06-20 12:00', ?)",
                        evening.community,
                        evening.till.collector,
                        evening.till.clerk);
        refused("month-controls-differ", this::propose);
    }

    @Test
    void isDecidedByAnotherPerson() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 1));
        assertThatThrownBy(() -> propose(evening.till.clerk)).isInstanceOf(AccessDeniedException.class);
        long both = Staff.hire("books-" + evening.community, evening.community, "accountant", "manager");
        long close = propose(both);
        assertThatThrownBy(() -> evening.approve(both, CLOSE, close)).isInstanceOf(MakerIsChecker.class);
        evening.reject(evening.till.manager, CLOSE, close);
        assertThat(evening.till.as(evening.accountant, () -> closes.find(evening.community, JUNE)))
                .isEmpty();
        evening.approve(evening.till.manager, CLOSE, propose());
        assertThat(find(JUNE).state()).isEqualTo(CloseState.CLOSED);
    }

    @Test
    void takesNothingMoreOnceClosed() {
        handOver();
        clock.set(LocalDate.of(2026, 6, 30).atTime(18, 0));
        close();
        assertThatThrownBy(() -> evening.pay(TenderKind.CASH, 1_00)).isInstanceOf(PeriodClosed.class);
        assertThatThrownBy(() -> evening.giveFloat(1_00)).isInstanceOf(PeriodClosed.class);
        assertThatThrownBy(this::propose).isInstanceOf(Refusal.class);
        clock.set(LocalDate.of(2026, 7, 1));
        evening.pay(TenderKind.CASH, 1_00);
        assertThat(find(JUNE).figures().money().taken()).isEqualTo(new Money(300_00));
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void closesMonthsInTheirOrder() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 31));
        evening.pay(TenderKind.WECHAT, 5_00);
        evening.sign(evening.count(0, null).sheetId(), 0);
        refused("period-out-of-order", () -> propose(evening.accountant, JUNE.next()));
        close();
        evening.approve(evening.till.manager, CLOSE, propose(evening.accountant, JUNE.next()));
        assertThat(find(JUNE.next()).figures().arrears().opening())
                .isEqualTo(find(JUNE).figures().arrears().closing());
        assertThat(find(JUNE.next()).figures().prepayments().opening())
                .isEqualTo(find(JUNE).figures().prepayments().closing());
        assertThat(verified()).isTrue();
    }

    @Test
    void makesRevenueOfWhatWasBilledInAdvance() {
        handOver();
        long item = evening.till.as(
                evening.till.clerk,
                () -> evening.bean(ChargeItems.class)
                        .create(
                                evening.community,
                                new NewChargeItem(
                                        "PARKING",
                                        "停车费",
                                        FeeClass.PARKING,
                                        ChargeMethod.ONE_OFF,
                                        9,
                                        31,
                                        LocalDate.of(2020, 1, 1),
                                        FundClass.OWN_REVENUE,
                                        new BigDecimal("0.06"))));
        long one = evening.till.as(
                evening.till.clerk,
                () -> evening.bean(OneOffCharges.class)
                        .propose(
                                evening.community,
                                NewOneOff.of(
                                        evening.home.premises(),
                                        item,
                                        LocalDate.of(2026, 7, 5),
                                        new Money(106_00),
                                        "七月")));
        evening.approve(evening.till.manager, OneOffCharges.KIND, one);
        assertThat(evening.till.balance("BILLED_IN_ADVANCE")).isEqualTo(-100_00);
        long revenue = evening.till.balance("REVENUE");

        clock.set(LocalDate.of(2026, 6, 30).atTime(18, 0));
        close();
        assertThat(evening.till.balance("BILLED_IN_ADVANCE")).isEqualTo(-100_00);

        clock.set(LocalDate.of(2026, 7, 31).atTime(18, 0));
        evening.approve(evening.till.manager, CLOSE, propose(evening.accountant, JUNE.next()));
        assertThat(evening.till.balance("BILLED_IN_ADVANCE")).isZero();
        assertThat(evening.till.balance("REVENUE")).isEqualTo(revenue - 100_00);
        assertThat(evening.booksAgree()).isTrue();
        assertThat(verified()).isTrue();
    }

    @Test
    void closesNothingTwiceForOneKey() {
        handOver();
        clock.set(LocalDate.of(2026, 7, 1));
        String key = Evening.key();
        var first = evening.till.as(evening.accountant, () -> closes.propose(evening.community, key, JUNE));
        var again = evening.till.as(evening.accountant, () -> closes.propose(evening.community, key, JUNE));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());
    }

    private void handOver() {
        long cash = evening.sheets().get(0).cash().fen();
        evening.sign(evening.count(cash, null).sheetId(), cash);
    }

    private void close() {
        evening.approve(evening.till.manager, CLOSE, propose());
    }

    private long propose() {
        return propose(evening.accountant);
    }

    private long propose(long actor) {
        return propose(actor, JUNE);
    }

    private long propose(long actor, Month month) {
        return evening.till.as(
                actor,
                () -> closes.propose(evening.community, Evening.key(), month)
                        .value()
                        .closeId());
    }

    private MonthClose find(Month month) {
        return evening.till
                .as(evening.accountant, () -> closes.find(evening.community, month))
                .orElseThrow();
    }

    private boolean verified() {
        return evening.till
                .as(evening.accountant, () -> evening.bean(Seals.class).verify(evening.community))
                .intact();
    }

    private static void refused(String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
