package io.guanjia.cashier;

import static io.guanjia.cashier.Till.cash;
import static io.guanjia.cashier.Till.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.billing.PrepaymentSpent;
import io.guanjia.cashier.Till.Home;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Controls;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** 作废: the same day, before hand-over, every copy, two persons; then everything stands as before. */
@GuanjiaTest
@Tag("COLLECT-05")
class VoidsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 20);

    @Autowired
    Payments payments;

    @Autowired
    Voids voids;

    @Autowired
    Receipts receipts;

    @Autowired
    ReceiptBooks books;

    @Autowired
    Controls controls;

    @Autowired
    MovedClock clock;

    Till till;
    Home home;
    long june;

    @BeforeEach
    void paidReceipt() {
        clock.set(DAY);
        till = new Till();
        till.book(books, till.collector, "", 101, 50);
        home = till.home("1-101", "甲");
        june = till.charge(home, till.propertyFee, "2026-06", 21002);
    }

    @Test
    void undoesThePaymentWhenTheSecondPersonConfirms() {
        Payment paid = take(50000);
        request(paid.receiptNumber(), Till.COPIES);
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(50000);

        confirm(till.clerk, paid.receiptNumber());

        assertThat(till.open(june)).isEqualTo(21002);
        assertThat(till.balance("CASH_IN_HAND")).isZero();
        assertThat(till.balance("PREPAYMENT")).isZero();
        assertThat(till.balance("RECEIVABLE")).isEqualTo(21002);
        assertThat(paymentNow(paid.id()).voidedAt()).isEqualTo(clock.instant());
        Receipt receipt = receipt(paid.receiptNumber());
        assertThat(receipt.state()).isEqualTo(ReceiptState.VOID);
        assertThat(receipt.content().total()).isEqualTo(new Money(50000));
        assertThat(receipt.voiding()).satisfies(voiding -> {
            assertThat(voiding.copies()).isEqualTo(Till.COPIES);
            assertThat(voiding.confirmer()).startsWith("clerk");
        });
        assertThat(till.as(till.manager, () -> controls.hold(till.community))).isTrue();
        assertThat(take(100).receiptNumber()).isEqualTo("0000102");
    }

    /** docs/decisions/0009: the same money is taken again, and the other payment can still be undone. */
    @Test
    void leavesAPrepaymentOfAnotherPaymentAlone() {
        Payment first = take(21002);
        Payment ahead = take(50000);
        request(first.receiptNumber(), Till.COPIES);
        confirm(till.clerk, first.receiptNumber());

        assertThat(till.open(june)).isEqualTo(21002);
        assertThat(till.balance("PREPAYMENT")).isEqualTo(-50000);
        assertThat(till.as(till.manager, () -> controls.hold(till.community))).isTrue();

        request(ahead.receiptNumber(), Till.COPIES);
        confirm(till.clerk, ahead.receiptNumber());
        assertThat(till.balance("PREPAYMENT")).isZero();
        take(21002);
        assertThat(till.open(june)).isZero();
        assertThat(till.as(till.manager, () -> controls.hold(till.community))).isTrue();
    }

    @Test
    void usesUpASpoiledBlankWithItsCopies() {
        assertThat(take(50000).receiptNumber()).isEqualTo("0000101");
        assertThatThrownBy(() -> request("0000103", Till.COPIES)).isInstanceOf(VoidRefused.class);
        assertThatThrownBy(() -> request("0000102", Till.COPIES.subList(0, 2))).isInstanceOf(VoidRefused.class);
        request("0000102", Till.COPIES);
        assertThatThrownBy(() -> withdraw("0000102")).isInstanceOf(VoidRefused.class);
        confirm(till.clerk, "0000102");
        assertThat(receipt("0000102").isVoid()).isTrue();
        assertThat(receipt("0000102").isSpoiledBlank()).isTrue();
        assertThat(take(100).receiptNumber()).isEqualTo("0000103");
    }

    @Test
    void needsEveryCopyAndOnlyTheBooks() {
        String number = take(100).receiptNumber();
        assertThatThrownBy(() -> request(number, List.of("存根联", "记账联")))
                .isInstanceOfSatisfying(
                        VoidRefused.class,
                        refused -> assertThat(refused.arguments()).containsExactly(number, "客户联"));
        assertThatThrownBy(() -> request(number, List.of("存根联", "客户联", "记账联", "第四联")))
                .isInstanceOf(InvalidInput.class);
        assertThat(receipt(number).state()).isEqualTo(ReceiptState.ISSUED);
    }

    @Test
    void isConfirmedByAnotherPersonOnly() {
        long both = io.guanjia.identity.Staff.hire("assistant-" + till.community, till.community, "assistant");
        till.book(books, both, "A", 1, 5);
        String number = till.as(
                        both,
                        () -> payments.take(till.community, key(), payment(home, cash(100)))
                                .value())
                .receiptNumber();
        till.run(both, () -> voids.request(till.community, key(), number, new RequestVoid("写错", Till.COPIES)));
        assertThatThrownBy(() -> confirm(both, number)).isInstanceOf(VoidRefused.class);
        assertThatThrownBy(() -> confirm(till.collector, number)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> till.run(
                        till.collector,
                        () -> voids.request(till.community, key(), number, new RequestVoid("写错", Till.COPIES))))
                .isInstanceOf(VoidRefused.class);
        confirm(till.manager, number);
        assertThat(receipt(number).isVoid()).isTrue();
        assertThatThrownBy(() -> confirm(till.clerk, number)).isInstanceOf(VoidRefused.class);
    }

    @Test
    void isRefusedOnTheNextDayButMayBeWithdrawn() {
        String number = take(100).receiptNumber();
        request(number, Till.COPIES);
        clock.set(DAY.plusDays(1));
        assertThatThrownBy(() -> confirm(till.clerk, number))
                .isInstanceOfSatisfying(
                        VoidRefused.class, refused -> assertThat(refused.code()).isEqualTo("void-not-the-same-day"));
        withdraw(number);
        assertThat(receipt(number).state()).isEqualTo(ReceiptState.ISSUED);
        assertThatThrownBy(() -> request(number, Till.COPIES)).isInstanceOf(VoidRefused.class);
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(100);
    }

    @Test
    void isRefusedOnceTheSheetIsSubmitted() {
        Payment paid = take(100);
        request(paid.receiptNumber(), Till.COPIES);
        Till.sql().execute("update cashier.day_sheet set state = 'SUBMITTED' where id = ?", paid.sheetId());
        assertThatThrownBy(() -> confirm(till.clerk, paid.receiptNumber()))
                .isInstanceOfSatisfying(
                        VoidRefused.class, refused -> assertThat(refused.code()).isEqualTo("void-handed-over"));
    }

    @Test
    void isRefusedWhenThePrepaymentHasSettledABillSince() {
        Payment paid = take(50000);
        Till.sql()
                .execute(
                        "update billing.prepayment set balance_fen = balance_fen - 1 where community_id = ?",
                        till.community);
        request(paid.receiptNumber(), Till.COPIES);
        assertThatThrownBy(() -> confirm(till.clerk, paid.receiptNumber())).isInstanceOf(PrepaymentSpent.class);
        assertThat(till.open(june)).isZero();
    }

    @Test
    void marksEveryPrintingButTheFirst() {
        String number = take(50000).receiptNumber();
        assertThatThrownBy(() -> till.as(till.clerk, () -> receipts.print(till.community, number)))
                .isInstanceOf(ReceiptNotPrintedYet.class);
        assertThat(Pdf.text(print(till.collector, number)))
                .contains("0000101", "甲", "物业费", "人民币伍佰元整", "存根联", "客户联", "记账联")
                .doesNotContain("重打");
        assertThat(Pdf.text(print(till.clerk, number))).contains("重打 1", "0000101");
        assertThat(Pdf.text(print(till.collector, number))).contains("重打 2");
        assertThat(receipt(number).prints()).isEqualTo(3);
        assertThat(till.as(till.manager, () -> receipts.timeline(till.community, receipt(number))))
                .hasSize(3);
    }

    private byte[] print(long who, String number) {
        return till.as(who, () -> receipts.print(till.community, number));
    }

    private Payment take(long fen) {
        return till.as(
                till.collector,
                () -> payments.take(till.community, key(), payment(home, cash(fen)))
                        .value());
    }

    private void request(String number, List<String> copies) {
        till.run(till.collector, () -> voids.request(till.community, key(), number, new RequestVoid("写错", copies)));
    }

    private void withdraw(String number) {
        till.run(till.collector, () -> voids.withdraw(till.community, number));
    }

    private void confirm(long who, String number) {
        till.run(who, () -> voids.confirm(till.community, key(), number));
    }

    private Receipt receipt(String number) {
        return till.as(till.clerk, () -> receipts.get(till.community, number));
    }

    private Payment paymentNow(long id) {
        return till.as(till.clerk, () -> payments.get(till.community, id));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
