package io.guanjia.database;

import static io.guanjia.db.database.Tables.COMMAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

@GuanjiaTest
class CommandsTest {

    record Pay(String room, Money amount) {}

    record Paid(long id, LocalDate on, Money amount) {}

    private static final Pay PAY = new Pay("1-1-101", new Money(12_300));

    @Autowired
    Commands commands;

    @Autowired
    PlatformTransactionManager transactions;

    final String key = UUID.randomUUID().toString();
    final AtomicInteger effects = new AtomicInteger();

    @Test
    void givesTheFirstAnswerAgainAndHasOneEffect() {
        Answer<Paid> first = pay(key, PAY);
        Answer<Paid> second = pay(key, PAY);

        assertThat(first.replayed()).isFalse();
        assertThat(second).isEqualTo(new Answer<>(first.value(), true));
        assertThat(effects).hasValue(1);
    }

    @Test
    void refusesAKeyThatCameWithAnotherBodyOrAnotherOperation() {
        pay(key, PAY);

        assertThatThrownBy(() -> pay(key, new Pay("1-1-101", new Money(12_301))))
                .isInstanceOfSatisfying(
                        IdempotencyKeyReused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("idempotency-key-reused"));
        assertThatThrownBy(() -> asking(1, 7L, () -> commands.once(key, "refund", 1, PAY, Paid.class, this::effect)))
                .isInstanceOf(IdempotencyKeyReused.class);
        assertThat(effects).hasValue(1);
    }

    @Test
    void keepsTheKeysOfPersonsAndCommunitiesApart() {
        pay(key, PAY);
        asking(1, 8L, () -> commands.once(key, "payment", 1, PAY, Paid.class, this::effect));
        asking(2, 7L, () -> commands.once(key, "payment", 2, PAY, Paid.class, this::effect));
        asking(2, null, () -> commands.once(key, "payment", 2, PAY, Paid.class, this::effect));
        assertThat(effects).hasValue(4);
    }

    @Test
    void leavesTheKeyFreeWhenTheWorkFails() {
        assertThatThrownBy(() -> asking(
                        1,
                        7L,
                        () -> commands.once(key, "payment", 1, PAY, Paid.class, () -> {
                            throw new IllegalArgumentException("no");
                        })))
                .hasMessage("no");
        assertThat(pay(key, PAY).replayed()).isFalse();
    }

    @Test
    void cannotCommitAFailedWorkByCatchingItsException() {
        assertThatThrownBy(() -> asking(1, 7L, () -> {
                    try {
                        return commands.once(key, "payment", 1, PAY, Paid.class, () -> {
                            throw new IllegalArgumentException("no");
                        });
                    } catch (IllegalArgumentException swallowed) {
                        return null;
                    }
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(TestDatabases.current().owner().fetchCount(COMMAND, COMMAND.KEY.eq(key)))
                .isZero();
    }

    @Test
    void wantsATransactionOfItsCaller() {
        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(1, 7L), () -> commands.once(key, "payment", 1, PAY, Paid.class, this::effect)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesKeysThatAreTooShortOrTooLong() {
        for (String bad : List.of("", "seven77", "x".repeat(101))) {
            assertThatThrownBy(() -> pay(bad, PAY)).isInstanceOf(InvalidInput.class);
        }
        pay("eight888", PAY);
        pay("x".repeat(100), PAY);
    }

    @Test
    void letsTheSecondOfTwoAtOnceWaitForTheFirst() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<Answer<Paid>> first = threads.submit(() -> asking(
                    1,
                    7L,
                    () -> commands.once(key, "payment", 1, PAY, Paid.class, () -> {
                        begun.countDown();
                        await(mayEnd);
                        return effect();
                    })));
            await(begun);
            Future<Answer<Paid>> second = threads.submit(() -> pay(key, PAY));
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            mayEnd.countDown();
            assertThat(second.get()).isEqualTo(new Answer<>(first.get().value(), true));
            assertThat(effects).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void hasOneEffectWhenManyAskAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Answer<Paid>> ask = () -> pay(key, PAY);
            List<Future<Answer<Paid>>> answers = threads.invokeAll(java.util.Collections.nCopies(32, ask));
            int fresh = 0;
            for (var answer : answers) {
                fresh += answer.get().replayed() ? 0 : 1;
                assertThat(answer.get().value()).isEqualTo(answers.get(0).get().value());
            }
            assertThat(fresh).isOne();
            assertThat(effects).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Answer<Paid> pay(String withKey, Pay body) {
        return asking(1, 7L, () -> commands.once(withKey, "payment", 1, body, Paid.class, this::effect));
    }

    private Paid effect() {
        return new Paid(effects.incrementAndGet(), LocalDate.of(2026, 1, 5), PAY.amount());
    }

    private <T> T asking(long community, Long actor, Supplier<T> work) {
        return Scopes.call(
                Scope.of(community, actor), () -> new TransactionTemplate(transactions).execute(begun -> work.get()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
