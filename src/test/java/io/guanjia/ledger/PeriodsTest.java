package io.guanjia.ledger;

import static io.guanjia.db.ledger.enums.Account.RECEIVABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@GuanjiaTest
class PeriodsTest {

    private static final Month JANUARY = Month.of(2026, 1);
    private static final Month FEBRUARY = Month.of(2026, 2);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    TrialBalances trialBalances;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovedClock clock;

    long community;

    @BeforeEach
    void newBooks() {
        community = Books.community();
        clock.set(LocalDate.of(2026, 4, 1));
    }

    @Test
    void takesNothingIntoAClosedMonth() {
        post(DAY);
        close(JANUARY);
        assertThatThrownBy(() -> post(DAY))
                .isInstanceOfSatisfying(
                        PeriodClosed.class,
                        refusal -> assertThat(refusal.arguments()).containsExactly(JANUARY, FEBRUARY));
        post(DAY.plusMonths(1));
        assertThat(Books.as(community, () -> periods.list(community)))
                .extracting(Period::month, Period::isClosed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(FEBRUARY, false),
                        org.assertj.core.groups.Tuple.tuple(JANUARY, true));
    }

    @Test
    void takesNothingIntoAMonthBeforeAClosedOneThatNeverHadAPosting() {
        close(FEBRUARY);
        assertThat(Books.as(community, () -> periods.isClosed(community, JANUARY)))
                .isTrue();
        assertThatThrownBy(() -> post(DAY)).isInstanceOf(PeriodClosed.class);
    }

    @Test
    void closesInOrderOnceAndNotBeforeItsLastDay() {
        post(DAY);
        post(DAY.plusMonths(1));
        assertThatThrownBy(() -> close(FEBRUARY))
                .isInstanceOfSatisfying(
                        PeriodOutOfOrder.class,
                        refusal -> assertThat(refusal.arguments()).containsExactly(FEBRUARY, JANUARY));
        close(JANUARY);
        assertThatThrownBy(() -> close(JANUARY)).isInstanceOf(PeriodClosed.class);
        clock.set(LocalDate.of(2026, 2, 27));
        assertThatThrownBy(() -> close(FEBRUARY)).isInstanceOf(PeriodNotOver.class);
        clock.set(LocalDate.of(2026, 2, 28));
        close(FEBRUARY);
    }

    @Test
    void keepsWhatStoodOnTheAccountsSoThatOnlyOpenMonthsAreRead() {
        post(DAY);
        close(JANUARY);
        post(DAY.plusMonths(1));
        close(FEBRUARY);
        post(DAY.plusMonths(2));
        for (int months = 0; months <= 2; months++) {
            LocalDate on = DAY.plusMonths(months);
            assertThat(Books.read(community, () -> trialBalances.on(community, on))
                            .of(RECEIVABLE)
                            .balance())
                    .as("on " + on)
                    .isEqualTo(new Money(21002L * (months + 1)));
        }
        assertThat(Books.read(community, () -> trialBalances.on(community, LocalDate.of(2026, 2, 10)))
                        .of(Account.REVENUE)
                        .normalBalance())
                .isEqualTo(new Money(19813));
    }

    @Test
    void letsAPostingFinishBeforeItCloses() throws Exception {
        post(DAY);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var posting = CompletableFuture.runAsync(() -> Books.run(
                community,
                () -> transaction.executeWithoutResult(begun -> {
                    periods.hold(community, DAY);
                    held.countDown();
                    await(mayCommit);
                    ledger.post(community, Books.bill(DAY, 2));
                })));
        await(held);
        var closing = CompletableFuture.supplyAsync(() -> close(JANUARY));
        assertThat(closing).isNotCompleted().failsWithin(300, TimeUnit.MILLISECONDS);
        mayCommit.countDown();
        posting.get(10, TimeUnit.SECONDS);
        assertThat(closing.get(10, TimeUnit.SECONDS).transfers())
                .as("the seal covers what was posted while it waited")
                .isEqualTo(4);
    }

    @Test
    void tellsAPostingThatWaitedForTheCloseThatTheMonthIsClosed() throws Exception {
        post(DAY);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var closing = CompletableFuture.runAsync(() -> Books.run(
                community,
                () -> transaction.executeWithoutResult(begun -> {
                    periods.close(community, JANUARY);
                    closed.countDown();
                    await(mayCommit);
                })));
        await(closed);
        var posting = CompletableFuture.runAsync(() -> post(DAY));
        var begunLate = CompletableFuture.runAsync(() -> post(DAY.minusMonths(1)));
        assertThat(posting).failsWithin(300, TimeUnit.MILLISECONDS);
        mayCommit.countDown();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(posting)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withRootCauseInstanceOf(PeriodClosed.class);
        assertThat(begunLate)
                .as("a month without a row yet")
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withRootCauseInstanceOf(PeriodClosed.class);
    }

    private void post(LocalDate on) {
        Books.run(community, () -> ledger.post(community, Books.bill(on, 1)));
    }

    private Seal close(Month month) {
        return Books.as(community, () -> periods.close(community, month));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
