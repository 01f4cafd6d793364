package io.guanjia.cashier;

import static io.guanjia.cashier.Till.cash;
import static io.guanjia.cashier.Till.payment;
import static io.guanjia.cashier.Till.tender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.billing.ChargeAlreadyPaid;
import io.guanjia.cashier.Till.Home;
import io.guanjia.database.Answer;
import io.guanjia.database.IdempotencyKeyReused;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Money at the counter: what it settles, where it is booked, who may take it. */
@GuanjiaTest
@Tag("T1COLLECT-01")
@Tag("COLLECT-03")
class PaymentsTest {
    @Autowired
    Payments payments;

    @Autowired
    ReceiptBooks books;

    @Autowired
    MovedClock clock;

    Till till;
    Home home;
    long june;
    long shared;

    @BeforeEach
    void householdThatOwes() {
        clock.set(LocalDate.of(2026, 6, 20));
        till = new Till();
        till.book(books, till.collector, "", 101, 50);
        home = till.home("1-101", "甲");
        june = till.charge(home, till.propertyFee, "2026-06", 21002);
        shared = till.charge(home, till.electricity, "2026-06", 2788);
    }

    @Test
    void settlesTheOldestAndKeepsTheSurplusForLaterBills() {
        Payment paid = take(payment(home, cash(50000)));

        assertThat(paid.allocations())
                .extracting(
                        Payment.Allocation::item,
                        allocation -> allocation.amount().fen())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("物业费", 21002L),
                        org.assertj.core.groups.Tuple.tuple("公摊电费", 2788L));
        assertThat(paid.prepaid()).isEqualTo(new Money(26210));
        assertThat(paid.prepayments()).singleElement().satisfies(kept -> {
            assertThat(kept.feeClass()).isEqualTo(FeeClass.PROPERTY);
            assertThat(kept.payerId()).isEqualTo(home.payer());
        });
        assertThat(paid.receiptNumber()).isEqualTo("0000101");
        assertThat(paid.amountInWords()).isEqualTo("人民币伍佰元整");
        assertThat(paid.payer()).isEqualTo("甲");
        assertThat(till.open(june) + till.open(shared)).isZero();
    }

    @Test
    void booksEachTenderWhereTheMoneyLies() {
        take(payment(
                home,
                cash(10000),
                tender(TenderKind.WECHAT, 11000),
                tender(TenderKind.CHEQUE, 2000),
                tender(TenderKind.CASH, 3000)));

        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(13000);
        assertThat(till.balance("CLEARING_WECHAT")).isEqualTo(11000);
        assertThat(till.balance("CHEQUES_IN_HAND")).isEqualTo(2000);
        assertThat(till.balance("RECEIVABLE")).isZero();
        assertThat(till.balance("PREPAYMENT")).isEqualTo(-(26000 - 23790));
        assertThat(Till.sql()
                        .fetch(
                                "select distinct debit_account::text, holder_id, sheet_id is null from ledger.transfer"
                                        + " where community_id = ? and source_kind = 'PAYMENT' order by 1",
                                till.community)
                        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)))
                .containsExactly(
                        "CASH_IN_HAND " + till.collector + " false",
                        "CHEQUES_IN_HAND " + till.collector + " false",
                        "CLEARING_WECHAT null false");
    }

    @Test
    void settlesInPartWhatIsTooLittle() {
        Payment paid = take(payment(home, cash(21102)));
        assertThat(till.open(june)).isZero();
        assertThat(till.open(shared)).isEqualTo(2688);
        assertThat(paid.prepaid()).isEqualTo(Money.ZERO);
    }

    @Test
    void letsOneFeeBePaidAlone() {
        take(designated(List.of(shared), cash(2788)));
        assertThat(till.open(june)).isEqualTo(21002);
        assertThat(till.open(shared)).isZero();
    }

    @Test
    void settlesSeveralPremisesInOnePayment() {
        Home space = till.home("C0001", "甲");
        long parking = till.charge(space, till.propertyFee, "2026-06", 15000);
        Payment paid = take(new TakePayment(
                List.of(
                        new TakePayment.Line(home.premises(), List.of()),
                        new TakePayment.Line(space.premises(), List.of(parking))),
                List.of(cash(21002 + 2788 + 15000)),
                home.payer(),
                null));
        assertThat(paid.allocations()).extracting(Payment.Allocation::premises).contains("1-101", "C0001");
        assertThat(till.open(june) + till.open(shared) + till.open(parking)).isZero();
        assertThat(payments(space)).hasSize(1);
    }

    @Test
    void givesTheFirstAnswerAgainWhenTheKeyComesTwice() {
        String key = UUID.randomUUID().toString();
        Answer<Payment> first = take(key, payment(home, cash(50000)));
        Answer<Payment> again = take(key, payment(home, cash(50000)));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(50000);
        assertThatThrownBy(() -> take(key, payment(home, cash(100)))).isInstanceOf(IdempotencyKeyReused.class);
    }

    @Test
    void tellsTheSecondTillWhoTookTheMoneyAndWhen() {
        till.book(books, till.other, "B", 1, 10);
        till.as(till.other, () -> payments.take(till.community, key(), designated(List.of(june), cash(21002))));
        assertThatThrownBy(() -> take(designated(List.of(june), cash(21002))))
                .isInstanceOfSatisfying(
                        ChargeAlreadyPaid.class,
                        refused -> assertThat(refused.arguments()).contains(Staff(till.other), clock.instant()));
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(21002);
    }

    @Test
    void takesNoMoneyWithoutAReceiptNumber() {
        assertThatThrownBy(() ->
                        till.as(till.other, () -> payments.take(till.community, key(), payment(home, cash(100)))))
                .isInstanceOf(NoUsableReceiptNumber.class);
        assertThat(till.balance("CASH_IN_HAND")).isZero();
        assertThat(till.open(june)).isEqualTo(21002);
    }

    @Test
    void stopsWhenTheBookIsUsedUpAndGoesOnWithTheNext() {
        long small = till.book(books, till.other, "B", 1, 1);
        till.as(till.other, () -> payments.take(till.community, key(), payment(home, cash(100))));
        assertThatThrownBy(() ->
                        till.as(till.other, () -> payments.take(till.community, key(), payment(home, cash(100)))))
                .isInstanceOf(NoUsableReceiptNumber.class);
        till.book(books, till.other, "B", 2, 1);
        Payment next = till.as(
                till.other,
                () -> payments.take(till.community, key(), payment(home, cash(100)))
                        .value());
        assertThat(next.receiptNumber()).isEqualTo("B0000002");
        assertThat(till.as(till.clerk, () -> books.get(till.community, small)).left())
                .isZero();
    }

    @Test
    void refusesWhoMayNotCollectAndHidesOtherCommunities() {
        for (long stranger : new long[] {till.clerk, till.manager}) {
            assertThatThrownBy(() ->
                            till.as(stranger, () -> payments.take(till.community, key(), payment(home, cash(100)))))
                    .isInstanceOf(AccessDeniedException.class);
        }
        Till elsewhere = new Till();
        assertThatThrownBy(() -> elsewhere.as(
                        elsewhere.collector, () -> payments.take(till.community, key(), payment(home, cash(100)))))
                .isInstanceOf(NotFound.class);
        Home theirs = elsewhere.home("1-101", "乙");
        long foreign = elsewhere.charge(theirs, elsewhere.propertyFee, "2026-06", 100);
        assertThatThrownBy(() -> take(designated(List.of(foreign), cash(100)))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> take(payment(theirs, cash(100)))).isInstanceOf(InvalidInput.class);
        assertThat(elsewhere.open(foreign)).isEqualTo(100);
    }

    @Test
    void refusesTendersThatCannotBe() {
        assertProblem(new TakePayment.Tender(TenderKind.CASH, new Money(0), null, null), "tenders[0].amountFen");
        assertProblem(
                new TakePayment.Tender(TenderKind.CASH, new Money(100), new Money(99), null), "tenders[0].givenFen");
        assertProblem(
                new TakePayment.Tender(TenderKind.POS, new Money(100), new Money(100), null), "tenders[0].givenFen");
        assertProblem(new TakePayment.Tender(TenderKind.CHEQUE, new Money(100), null, " "), "tenders[0].reference");
        assertProblem(
                new TakePayment.Tender(TenderKind.CASH, new Money(1_000_000_001), null, null), "tenders[0].amountFen");
        assertThatThrownBy(() -> take(payment(home, cash(900_000_000), cash(900_000_000))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> take(payment(home))).isInstanceOf(InvalidInput.class);
    }

    @Test
    @Tag("COLLECT-04")
    void warnsOfMoneyOfYesterdayAndStopsOnTheSecondDay() {
        take(payment(home, cash(100)));
        clock.set(LocalDate.of(2026, 6, 21));
        take(payment(home, cash(100)));
        clock.set(LocalDate.of(2026, 6, 22));
        assertThatThrownBy(() -> take(payment(home, cash(100))))
                .isInstanceOfSatisfying(
                        HandInOverdue.class,
                        refused -> assertThat(refused.arguments()).containsExactly(LocalDate.of(2026, 6, 20)));
    }

    private String Staff(long account) {
        return Till.sql()
                .fetchSingle("select name from identity.account where id = ?", account)
                .get(0, String.class);
    }

    private List<PaymentRow> payments(Home of) {
        return till.as(till.collector, () -> payments.ofPremises(till.community, of.premises(), 10));
    }

    private void assertProblem(TakePayment.Tender tender, String field) {
        assertThatThrownBy(() -> take(payment(home, tender)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(InvalidInput.Problem::field)
                                .contains(field));
    }

    private TakePayment designated(List<Long> charges, TakePayment.Tender... tenders) {
        return new TakePayment(List.of(new TakePayment.Line(home.premises(), charges)), List.of(tenders), null, null);
    }

    private Payment take(TakePayment payment) {
        return take(key(), payment).value();
    }

    private Answer<Payment> take(String key, TakePayment payment) {
        return till.as(till.collector, () -> payments.take(till.community, key, payment));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
