package io.guanjia.cashier;

import static io.guanjia.cashier.Till.cash;
import static io.guanjia.cashier.Till.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.cashier.BookMove.Kind;
import io.guanjia.cashier.Till.Home;
import io.guanjia.db.cashier.enums.BookState;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.kernel.InvalidInput;
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

/** 票据领用: books come in, go out to one person, come back; every move is written down. */
@GuanjiaTest
@Tag("COLLECT-05")
class ReceiptBooksTest {
    @Autowired
    ReceiptBooks books;

    @Autowired
    Payments payments;

    @Autowired
    Voids voids;

    @Autowired
    MovedClock clock;

    Till till;

    @BeforeEach
    void community() {
        clock.set(LocalDate.of(2026, 6, 20));
        till = new Till();
    }

    @Test
    void takesNoBookWhoseNumbersAreThereAlready() {
        register("A", 1, 100, 7);
        assertRefused("receipt-book-overlaps", () -> register("A", 100, 200, 7));
        assertRefused("receipt-book-overlaps", () -> register("A", 50, 60, 9));
        assertThat(register("A", 101, 200, 7).first()).isEqualTo("A0000101");
        assertThat(register("B", 1, 100, 7).last()).isEqualTo("B0000100");
    }

    @Test
    void comparesNumbersAsTheyArePrinted() {
        register("A", 10_000_001, 10_000_100, 8);
        assertRefused("receipt-book-overlaps", () -> register("A1", 50, 60, 7));
        assertThat(register("A1", 101, 110, 7).first()).isEqualTo("A10000101");
    }

    @Test
    void refusesRangesThatCannotBe() {
        for (NewBook wrong : List.of(
                new NewBook("a", 1, 10, 7, Till.COPIES, ReceiptLayout.PLAIN),
                new NewBook("", 10, 9, 7, Till.COPIES, ReceiptLayout.PLAIN),
                new NewBook("", 1, 10_001, 7, Till.COPIES, ReceiptLayout.PLAIN),
                new NewBook("", 95, 105, 2, Till.COPIES, ReceiptLayout.PLAIN),
                new NewBook("", 1, 10, 7, List.of(), ReceiptLayout.PLAIN),
                new NewBook("", 1, 10, 7, List.of("存根联", "存根联"), ReceiptLayout.PLAIN))) {
            assertThatThrownBy(() -> till.as(till.clerk, () -> books.register(till.community, wrong)))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void goesOutToOnePersonWhoCollectsAndHasNoOther() {
        long first = register("A", 1, 10, 7).id();
        long second = register("A", 11, 20, 7).id();
        assertRefused("receipt-book-holder-may-not-collect", () -> issue(first, till.manager));
        assertRefused("receipt-book-same-person", () -> issue(first, till.clerk));
        issue(first, till.collector);
        assertRefused("receipt-book-not-to-be-issued", () -> issue(first, till.other));
        assertRefused("receipt-book-holder-has-one", () -> issue(second, till.collector));
        issue(second, till.other);
        assertThat(till.as(till.other, () -> books.own(till.community)))
                .hasValueSatisfying(own -> assertThat(own.next()).isEqualTo("A0000011"));
    }

    @Test
    void writesDownEveryMoveWithGiverAndTaker() {
        long book = till.book(books, till.collector, "A", 1, 10);
        Home home = till.home("1-101", "甲");
        pay(till.collector, home);
        pay(till.collector, home);
        till.run(till.clerk, () -> books.takeBack(till.community, book));
        issue(book, till.other);
        assertThat(pay(till.other, home)).isEqualTo("A0000003");
        assertThat(till.as(till.manager, () -> books.moves(till.community, book)))
                .extracting(BookMove::move, BookMove::first, BookMove::last, BookMove::pieces)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.REGISTERED, "A0000001", "A0000010", 10L),
                        org.assertj.core.groups.Tuple.tuple(Kind.ISSUED, "A0000001", "A0000010", 10L),
                        org.assertj.core.groups.Tuple.tuple(Kind.RETURNED, "A0000003", "A0000010", 8L),
                        org.assertj.core.groups.Tuple.tuple(Kind.ISSUED, "A0000003", "A0000010", 8L));
        assertThat(till.as(till.manager, () -> books.moves(till.community, book))
                        .get(2))
                .satisfies(back -> {
                    assertThat(back.giver()).startsWith("collector");
                    assertThat(back.taker()).startsWith("clerk");
                });
    }

    @Test
    void comesBackOnlyWhenNoVoidWaitsAndStaysBackWhenUsedUp() {
        long book = till.book(books, till.collector, "A", 1, 2);
        Home home = till.home("1-101", "甲");
        pay(till.collector, home);
        till.run(
                till.collector,
                () -> voids.request(till.community, key(), "A0000002", new RequestVoid("打坏", Till.COPIES)));
        assertThat(state(book)).isEqualTo(BookState.USED_UP);
        assertRefused("receipt-book-void-waits", () -> books.takeBack(till.community, book));
        till.run(till.clerk, () -> voids.confirm(till.community, key(), "A0000002"));
        till.run(till.clerk, () -> books.takeBack(till.community, book));
        assertThat(state(book)).isEqualTo(BookState.RETURNED);
        assertRefused("receipt-book-not-to-be-issued", () -> issue(book, till.other));
        assertRefused("receipt-book-not-out", () -> books.takeBack(till.community, book));
    }

    @Test
    void isForThoseWhoKeepTheStock() {
        NewBook book = new NewBook("A", 1, 10, 7, Till.COPIES, ReceiptLayout.PLAIN);
        for (long stranger : new long[] {till.collector, till.manager}) {
            assertThatThrownBy(() -> till.as(stranger, () -> books.register(till.community, book)))
                    .isInstanceOf(AccessDeniedException.class);
        }
        long id = register("A", 1, 10, 7).id();
        assertThatThrownBy(() -> till.as(till.collector, () -> books.issue(till.community, id, till.collector)))
                .isInstanceOf(AccessDeniedException.class);
        Till elsewhere = new Till();
        assertThatThrownBy(() -> elsewhere.as(elsewhere.clerk, () -> books.get(till.community, id)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> elsewhere.as(elsewhere.clerk, () -> books.get(elsewhere.community, id)))
                .isInstanceOf(NotFound.class);
    }

    private ReceiptBook register(String prefix, long first, long last, int digits) {
        NewBook book = new NewBook(prefix, first, last, digits, Till.COPIES, ReceiptLayout.PLAIN);
        return till.as(till.clerk, () -> books.register(till.community, book));
    }

    private ReceiptBook issue(long book, long holder) {
        return till.as(till.clerk, () -> books.issue(till.community, book, holder));
    }

    private String pay(long collector, Home home) {
        return till.as(
                        collector,
                        () -> payments.take(till.community, key(), payment(home, cash(100)))
                                .value())
                .receiptNumber();
    }

    private BookState state(long book) {
        return till.as(till.clerk, () -> books.get(till.community, book)).state();
    }

    private void assertRefused(String code, Runnable deed) {
        assertThatThrownBy(() -> till.run(till.clerk, deed))
                .isInstanceOfSatisfying(
                        BookRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
