package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.database.IdempotencyKeyReused;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Change money: given and taken back by another person, never more than is there. */
@GuanjiaTest
@Tag("COLLECT-04")
class FloatsTest {
    @Autowired
    BeanFactory house;

    @Autowired
    Floats floats;

    @Autowired
    MovedClock clock;

    Evening evening;

    @BeforeEach
    void aTill() {
        clock.set(LocalDate.of(2026, 6, 20));
        evening = new Evening(house);
    }

    @Test
    void issuesAFloatAndTakesItBack() {
        evening.giveFloat(500_00);
        assertThat(evening.held()).isEqualTo(new Money(500_00));
        assertThat(evening.till.balance("FLOAT")).isEqualTo(500_00);
        assertThat(evening.till.balance("BANK")).isEqualTo(-500_00);

        takeBack(200_00);
        assertThat(evening.held()).isEqualTo(new Money(300_00));
        assertThat(evening.till.balance("FLOAT")).isEqualTo(300_00);
        assertThat(evening.till.balance("BANK")).isEqualTo(-300_00);
        assertThat(evening.till
                        .as(evening.till.clerk, () -> floats.list(evening.community, new Paging(50, null)))
                        .items())
                .extracting(FloatMovement::amount)
                .containsExactly(new Money(-200_00), new Money(500_00));
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void pagesTheMovementsTheLatestFirst() {
        for (int one = 1; one <= 3; one++) evening.giveFloat(one * 100_00);
        Page<FloatMovement> first =
                evening.till.as(evening.till.clerk, () -> floats.list(evening.community, new Paging(2, null)));
        assertThat(first.items())
                .extracting(FloatMovement::amount)
                .containsExactly(new Money(300_00), new Money(200_00));
        Paging rest = new Paging(2, Cursor.decode(Objects.requireNonNull(first.next())));
        Page<FloatMovement> second = evening.till.as(evening.till.clerk, () -> floats.list(evening.community, rest));
        assertThat(second.items()).extracting(FloatMovement::amount).containsExactly(new Money(100_00));
        assertThat(second.next()).isNull();
    }

    @Test
    void namesWhoeverStillHoldsSomething() {
        evening.giveFloat(500_00);
        Staff.end(evening.till.collector);
        assertThat(evening.till.as(evening.till.clerk, () -> floats.holders(evening.community)))
                .extracting(Floats.Holder::id, Floats.Holder::held)
                .containsExactly(tuple(evening.till.collector, new Money(500_00)));
        takeBack(500_00);
        assertThat(evening.till.as(evening.till.clerk, () -> floats.holders(evening.community)))
                .isEmpty();
    }

    @Test
    void takesBackNoMoreThanIsHeld() {
        evening.giveFloat(500_00);
        refused("float-more-than-held", () -> takeBack(500_01));
        takeBack(500_00);
        refused("float-more-than-held", () -> takeBack(1));
        assertThat(evening.held()).isEqualTo(Money.ZERO);
    }

    @Test
    void takesBackNothingThatACountFoundMissing() {
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 10_00);
        long sheet = evening.count(300_00, "抽屉被撬").sheetId();
        refused("float-more-than-held", () -> takeBack(300_01));
        takeBack(300_00);
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, sheet);
        assertThat(evening.sign(sheet, 0).accepted()).isTrue();
        assertThat(evening.held()).isEqualTo(Money.ZERO);
        assertThat(evening.till.balance("FLOAT")).isZero();
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void findsTheSameMoneyMissingOnlyOnce() {
        evening.giveFloat(500_00);
        evening.pay(TenderKind.CASH, 10_00);
        long first = evening.count(300_00, "抽屉被撬").sheetId();
        evening.pay(TenderKind.CASH, 20_00);
        long second = evening.count(320_00, null).sheetId();
        evening.approve(evening.till.manager, HandOvers.DIFFERENCE, first);
        evening.sign(first, 0);
        evening.sign(second, 20_00);
        assertThat(evening.till.balance("CASH_SHORTAGE")).isEqualTo(210_00);
        assertThat(evening.held()).isEqualTo(new Money(300_00));
        assertThat(evening.booksAgree()).isTrue();
    }

    @Test
    void givesNobodyAFloatOfTheirOwn() {
        long both = Staff.hire("float-" + evening.community, evening.community, "collector", "clerk");
        refused("float-to-oneself", () -> issue(both, both, 100_00));
        issue(evening.till.clerk, both, 100_00);
        refused(
                "float-to-oneself",
                () -> evening.till.as(
                        both,
                        () -> floats.takeBack(
                                evening.community, Evening.key(), new Floats.Move(both, new Money(100_00)))));
    }

    @Test
    void givesAFloatOnlyToWhoCollects() {
        refused("float-not-a-collector", () -> issue(evening.till.clerk, evening.till.manager, 100_00));
        assertThatThrownBy(() -> issue(evening.till.collector, evening.till.other, 100_00))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> issue(evening.till.clerk, evening.till.collector, 0))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> issue(evening.till.clerk, evening.till.collector, 100_000_01))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void movesNothingTwiceForOneKey() {
        String key = Evening.key();
        var move = new Floats.Move(evening.till.collector, new Money(100_00));
        var first = evening.till.as(evening.till.clerk, () -> floats.issue(evening.community, key, move));
        var again = evening.till.as(evening.till.clerk, () -> floats.issue(evening.community, key, move));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(evening.held()).isEqualTo(new Money(100_00));
        var other = new Floats.Move(evening.till.collector, new Money(101_00));
        assertThatThrownBy(() -> evening.till.as(evening.till.clerk, () -> floats.issue(evening.community, key, other)))
                .isInstanceOf(IdempotencyKeyReused.class);
    }

    private void takeBack(long fen) {
        evening.till.as(
                evening.till.clerk,
                () -> floats.takeBack(
                        evening.community, Evening.key(), new Floats.Move(evening.till.collector, new Money(fen))));
    }

    private void issue(long actor, long holder, long fen) {
        evening.till.as(
                actor, () -> floats.issue(evening.community, Evening.key(), new Floats.Move(holder, new Money(fen))));
    }

    private static void refused(String code, ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
