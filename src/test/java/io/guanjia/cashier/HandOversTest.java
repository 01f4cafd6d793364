package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.approvals.MakerIsChecker;
import io.guanjia.database.Answer;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.ledger.Seals;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** The evening: counting, explaining, signing, locking (rules.md §6.1). */
@GuanjiaTest
@Tag("COLLECT-04")
@Tag("COLLECT-03")
class HandOversTest {
    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    Evening evening;

    @BeforeEach
    void aDayAtTheTill() {
        clock.set(LocalDate.of(2026, 6, 20));
        evening = new Evening(house);
    }

    @Test
    void handsOverWhatWasTakenAndKeepsTheFloat() {
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 300_00);
        evening.pay(TenderKind.WECHAT, 80_00);

        var counted = evening.count(800_00, null);
        assertThat(counted.difference()).isEqualTo(Money.ZERO);
        assertThat(evening.sheet(counted.sheetId())).satisfies(sheet -> {
            assertThat(sheet.state()).isEqualTo(SheetState.SUBMITTED);
            assertThat(sheet.expected()).isEqualTo(new Money(800_00));
            assertThat(sheet.handedOver()).isEqualTo(new Money(300_00));
            assertThat(sheet.taken()).isEqualTo(new Money(380_00));
        });
        assertThat(evening.booksAgree()).isTrue();

        assertThat(evening.sign(counted.sheetId(), 300_00).accepted()).isTrue();
        DaySheet locked = evening.sheet(counted.sheetId());
        assertThat(locked.state()).isEqualTo(SheetState.LOCKED);
        assertThat(locked.accepted()).isEqualTo(new Money(300_00));
        assertThat(locked.floatHeld()).isEqualTo(new Money(500_00));
        assertThat(evening.held()).isEqualTo(new Money(500_00));
        assertThat(evening.till.balance("CASH_IN_HAND")).isZero();
        assertThat(evening.till.balance("SAFE")).isEqualTo(300_00);
        assertThat(evening.till.balance("FLOAT")).isEqualTo(500_00);
        assertThat(evening.booksAgree()).isTrue();
        assertThat(seals()).isTrue();
    }

    @Test
    void putsAShortageOnItsOwnAccountOnceTheManagerAgrees() {
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 500_00);

        refused("sheet-reason-needed", () -> evening.count(990_00, " "));
        long sheet = evening.count(990_00, "找零时多给了").sheetId();
        refused("sheet-difference-not-approved", () -> evening.sign(sheet, 490_00));
        assertThatThrownBy(() -> evening.approve(evening.till.clerk, HandOvers.DIFFERENCE, sheet))
                .isInstanceOf(AccessDeniedException.class);
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        assertThat(evening.sign(sheet, 490_00).accepted()).isTrue();

        assertThat(evening.till.balance("CASH_SHORTAGE")).isEqualTo(10_00);
        assertThat(evening.till.balance("SAFE")).isEqualTo(490_00);
        assertThat(evening.till.balance("CASH_IN_HAND")).isZero();
        assertThat(evening.sheet(sheet).taken()).isEqualTo(new Money(500_00));
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void putsASurplusOnItsOwnAccount() {
        evening.pay(TenderKind.CASH, 100_00);
        long sheet = evening.count(103_50, "有人没拿找零").sheetId();
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        evening.sign(sheet, 103_50);

        assertThat(evening.till.balance("CASH_SURPLUS")).isEqualTo(-3_50);
        assertThat(evening.till.balance("SAFE")).isEqualTo(103_50);
        assertThat(evening.till.balance("CASH_IN_HAND")).isZero();
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void writesOffAFloatThatIsItselfShort() {
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 100_00);
        long sheet = evening.count(450_00, "抽屉被撬").sheetId();
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        assertThat(evening.sheet(sheet).handedOver()).isEqualTo(Money.ZERO);
        evening.sign(sheet, 0);

        assertThat(evening.till.balance("CASH_SHORTAGE")).isEqualTo(150_00);
        assertThat(evening.till.balance("CASH_IN_HAND")).isZero();
        assertThat(evening.till.balance("FLOAT")).isEqualTo(450_00);
        assertThat(evening.held()).isEqualTo(new Money(450_00));
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void sendsBackACountThatDiffersAndKeepsBothCounts() {
        evening.pay(TenderKind.CASH, 100_00);
        long sheet = evening.count(100_00, null).sheetId();
        assertThat(evening.sign(sheet, 90_00)).satisfies(outcome -> {
            assertThat(outcome.accepted()).isFalse();
            assertThat(outcome.difference()).isEqualTo(new Money(-10_00));
        });
        assertThat(evening.sheet(sheet).returned()).isNotNull();
        assertThat(evening.sheet(sheet).counts())
                .extracting(count -> count.byCollector() + " " + count.total())
                .containsExactly("true 100.00", "false 90.00");
        refused("sheet-not-submitted", () -> evening.sign(sheet, 100_00));

        assertThat(evening.count(100_00, null).sheetId()).isEqualTo(sheet);
        assertThat(evening.sign(sheet, 100_00).accepted()).isTrue();
        assertThat(evening.sheet(sheet).counts()).hasSize(4);
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void sendsTheSheetBackWhenTheManagerDoesNotAgree() {
        evening.pay(TenderKind.CASH, 100_00);
        long sheet = evening.count(95_00, "不清楚").sheetId();
        evening.reject(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        assertThat(evening.sheet(sheet).returned()).isEqualTo("请再点一次");
        refused("sheet-not-submitted", () -> evening.sign(sheet, 95_00));

        evening.count(100_00, null);
        assertThat(evening.sign(sheet, 100_00).accepted()).isTrue();
        assertThat(evening.till.balance("CASH_SHORTAGE")).isZero();
    }

    @Test
    void asksTheManagerAgainAfterASecondCountThatDiffers() {
        evening.pay(TenderKind.CASH, 100_00);
        long sheet = evening.count(95_00, "第一次").sheetId();
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        evening.sign(sheet, 94_00); // the clerk finds one yuan less still
        evening.count(95_00, "第二次");
        refused("sheet-difference-not-approved", () -> evening.sign(sheet, 95_00));
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        assertThat(evening.sign(sheet, 95_00).accepted()).isTrue();
    }

    @Test
    @Tag("ASST-02")
    void refusesToSignForOnesOwnCash() {
        long both = Staff.hire("both-" + evening.community, evening.community, "collector", "clerk");
        evening.till.book(evening.bean(ReceiptBooks.class), both, "B", 1, 10);
        evening.pay(both, Till.payment(evening.home, Till.cash(50_00)));
        long sheet = evening.count(both, 50_00, null).sheetId();
        refused("sheet-own-cash", () -> evening.sign(both, sheet, 50_00, null));
        assertThat(evening.sign(sheet, 50_00).accepted()).isTrue();
    }

    @Test
    void refusesThatTheCollectorApprovesTheOwnDifference() {
        long both = Staff.hire("head-" + evening.community, evening.community, "collector", "manager");
        evening.till.book(evening.bean(ReceiptBooks.class), both, "H", 1, 10);
        evening.pay(both, Till.payment(evening.home, Till.cash(50_00)));
        long sheet = evening.count(both, 49_00, "少一元").sheetId();
        assertThatThrownBy(() -> evening.approve(both, HandOvers.DIFFERENCE, sheet))
                .isInstanceOf(MakerIsChecker.class);
    }

    @Test
    void putsALaterPaymentOnASecondSheet() {
        evening.pay(TenderKind.CASH, 100_00);
        long first = evening.count(100_00, null).sheetId();
        evening.pay(TenderKind.CASH, 30_00);
        evening.sign(first, 100_00);
        evening.pay(TenderKind.CASH, 12_00);

        assertThat(evening.sheets()).extracting(DaySheet::ordinal).containsExactly(2, 1);
        long second = evening.count(42_00, null).sheetId();
        assertThat(second).isNotEqualTo(first);
        assertThat(evening.sign(second, 42_00).accepted()).isTrue();
        assertThat(evening.sheet(first).taken()).isEqualTo(new Money(100_00));
        assertThat(evening.till.balance("SAFE")).isEqualTo(142_00);
        assertThat(evening.booksAgree()).isTrue();
        assertThat(seals()).isTrue();
    }

    @Test
    @Tag("COLLECT-05")
    void countsNothingWhileAVoidWaits() {
        Payment paid = evening.pay(TenderKind.CASH, 100_00);
        var request = new RequestVoid("写错户名", Till.COPIES);
        evening.till.as(
                evening.till.collector,
                () -> evening.bean(Voids.class)
                        .request(evening.community, Evening.key(), paid.receiptNumber(), request));
        refused("sheet-voids-waiting", () -> evening.count(100_00, null));
        evening.till.as(
                evening.till.clerk,
                () -> evening.bean(Voids.class).confirm(evening.community, Evening.key(), paid.receiptNumber()));

        long sheet = evening.count(0, null).sheetId();
        assertThat(evening.sheet(sheet).receipts().voided()).singleElement().satisfies(voided -> {
            assertThat(voided.number()).isEqualTo(paid.receiptNumber());
            assertThat(voided.waiting()).isFalse();
        });
        assertThat(evening.sign(sheet, 0).accepted()).isTrue();
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    @Tag("COLLECT-05")
    void voidsNothingThatIsCounted() {
        Payment paid = evening.pay(TenderKind.CASH, 100_00);
        evening.count(100_00, null);
        var request = new RequestVoid("写错户名", Till.COPIES);
        assertThatThrownBy(() -> evening.till.as(
                        evening.till.collector,
                        () -> evening.bean(Voids.class)
                                .request(evening.community, Evening.key(), paid.receiptNumber(), request)))
                .isInstanceOf(VoidRefused.class);
    }

    @Test
    void handsOverChequesWithTheCash() {
        evening.pay(TenderKind.CHEQUE, 210_02);
        evening.pay(TenderKind.CASH, 10_00);
        long sheet = evening.count(10_00, null).sheetId();
        refused("sheet-cheques-differ", () -> evening.sign(sheet, 10_00));
        refused("sheet-cheques-differ", () -> evening.sign(evening.till.clerk, sheet, 10_00, new Money(210_00)));
        assertThat(evening.sign(evening.till.clerk, sheet, 10_00, new Money(210_02))
                        .accepted())
                .isTrue();
        assertThat(evening.till.balance("CHEQUES_IN_HAND")).isZero();
        assertThat(evening.till.balance("SAFE")).isEqualTo(220_02);
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void doesNothingTwiceForOneKey() {
        evening.pay(TenderKind.CASH, 100_00);
        var submit = new HandOvers.Submit(evening.today(), null, Evening.cash(100_00), null);
        String key = Evening.key();
        HandOvers handOvers = evening.bean(HandOvers.class);
        Answer<HandOvers.Outcome> first =
                evening.till.as(evening.till.collector, () -> handOvers.submit(evening.community, key, submit));
        Answer<HandOvers.Outcome> again =
                evening.till.as(evening.till.collector, () -> handOvers.submit(evening.community, key, submit));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());

        var accept = new HandOvers.Accept(Evening.cash(100_00), null);
        String signature = Evening.key();
        long sheet = first.value().sheetId();
        List.of(false, true)
                .forEach(replayed -> assertThat(evening.till
                                .as(
                                        evening.till.clerk,
                                        () -> handOvers.accept(evening.community, signature, sheet, accept))
                                .replayed())
                        .isEqualTo(replayed));
        assertThat(evening.till.balance("SAFE")).isEqualTo(100_00);
        refused("sheet-not-submitted", () -> evening.sign(sheet, 100_00));
    }

    @Test
    void refusesACountThatCannotBe() {
        evening.pay(TenderKind.CASH, 100_00);
        assertThatThrownBy(() -> CashCount.of(Map.of(300, 1))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> CashCount.of(Map.of(100, -1))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> evening.count(evening.till.other, 0, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> evening.count(evening.till.manager, 100_00, null))
                .isInstanceOf(AccessDeniedException.class);
        long sheet = evening.count(100_00, null).sheetId();
        assertThatThrownBy(() -> evening.sign(evening.till.manager, sheet, 100_00, null))
                .isInstanceOf(AccessDeniedException.class);
    }

    private boolean seals() {
        var check = evening.till.as(
                evening.accountant, () -> evening.bean(Seals.class).verify(evening.community));
        return check.seals() > 0 && check.intact();
    }

    private static void refused(String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
