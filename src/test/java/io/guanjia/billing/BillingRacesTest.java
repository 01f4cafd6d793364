package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Two who meet at the same household: each is stopped in the middle of its transaction while the other one comes. */
@GuanjiaTest
@Tag("CLERK-02")
class BillingRacesTest {
    private static final Month APRIL = Month.of(2024, 4);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long fee;
    long parking;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2024, 3, 20));
        estate = new SmallEstate(house);
        home = estate.home("1-101", "89.37");
        fee = estate.areaItem("FEE", "2.35", home);
        parking = estate.item(
                "PARKING", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.09", "150", home);
        beginTheMonth();
    }

    /** The first posting of a month makes its row, and others wait for that. */
    private void beginTheMonth() {
        assertThat(inTransaction(() -> true)).isTrue();
    }

    @Test
    void aRunSeesTheMoneyThatIsPaidInAdvanceWhileItPosts() throws Exception {
        CountDownLatch paid = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var payment = CompletableFuture.supplyAsync(() -> inTransaction(() -> {
            Object made = estate.pay("300.00", of(home));
            paid.countDown();
            await(mayCommit);
            return made;
        }));
        await(paid);
        var run = CompletableFuture.supplyAsync(() -> estate.bill(APRIL, fee));
        lead(run);
        mayCommit.countDown();
        payment.get(20, TimeUnit.SECONDS);

        assertThat(run.get(20, TimeUnit.SECONDS).offset()).isEqualTo(Money.parse("210.02"));
        assertThat(estate.open(home)).isEmpty();
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("89.98"));
        estate.provesItsBooks();
    }

    @Test
    void aPaymentSeesTheBillThatIsPostedWhileItIsTaken() throws Exception {
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var run = CompletableFuture.supplyAsync(() -> inTransaction(() -> {
            BillRun made = estate.bill(APRIL, fee);
            posted.countDown();
            await(mayCommit);
            return made;
        }));
        await(posted);
        var payment = CompletableFuture.supplyAsync(() -> estate.pay("300.00", of(home)));
        lead(payment);
        mayCommit.countDown();
        run.get(20, TimeUnit.SECONDS);

        assertThat(payment.get(20, TimeUnit.SECONDS).settlement().allocated()).isEqualTo(Money.parse("210.02"));
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("89.98"));
        estate.provesItsBooks();
    }

    @Test
    void aPaymentAndTheReleaseOfItsChargesNeverWaitForOneAnother() throws Exception {
        for (int month = 12; month >= 4; month--) {
            estate.bill(Month.of(2024, month), parking);
            estate.bill(Month.of(2024, month), fee);
        }
        clock.set(LocalDate.of(2024, 12, 31));
        beginTheMonth();
        long parkingOfApril = estate.open(home).stream()
                .filter(charge -> charge.month().equals(APRIL) && charge.itemId() == parking)
                .map(OpenCharge::id)
                .findFirst()
                .orElseThrow();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> SmallEstate.sql().transaction(owner -> {
            owner.dsl()
                    .fetch(
                            "select 1 from billing.charge where community_id = ? and id = ? for update",
                            estate.community,
                            parkingOfApril);
            locked.countDown();
            await(mayCommit);
        }));
        await(locked);
        var release = CompletableFuture.supplyAsync(() -> estate.as(
                estate.manager,
                () -> inTransaction(() ->
                        estate.bean(Advances.class).release(estate.community, Month.of(2024, 12), clock.today()))));
        lead(release);
        var payment = CompletableFuture.supplyAsync(() -> estate.pay("3240.18", of(home)));
        lead(payment);
        mayCommit.countDown();
        first.get(20, TimeUnit.SECONDS);

        release.get(20, TimeUnit.SECONDS);
        assertThat(payment.get(20, TimeUnit.SECONDS).settlement().lines()).hasSize(18);
        estate.provesItsBooks();
    }

    @Test
    void aReversalWaitsForTheReleaseThatIsOnItsWay() throws Exception {
        BillRun run = estate.bill(APRIL, fee);
        clock.set(LocalDate.of(2024, 4, 30));
        beginTheMonth();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var release = CompletableFuture.supplyAsync(() -> inTransaction(() -> {
            Money money = estate.bean(Advances.class).release(estate.community, APRIL, clock.today());
            released.countDown();
            await(mayCommit);
            return money;
        }));
        await(released);
        var reversal = CompletableFuture.runAsync(() -> estate.reverse(run.id()));
        lead(reversal);
        mayCommit.countDown();

        assertThat(release.get(20, TimeUnit.SECONDS)).isEqualTo(Money.parse("198.13"));
        reversal.get(20, TimeUnit.SECONDS);
        assertThat(estate.credit("REVENUE")).isZero();
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isZero();
        estate.provesItsBooks();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return estate.as(
                estate.clerk,
                () -> estate.transaction(() -> {
                    estate.bean(Periods.class).hold(estate.community, clock.today());
                    return work.get();
                }));
    }

    /** Lets it come as far as it comes: to its end, or to the lock for which it waits. */
    private static void lead(CompletableFuture<?> work) throws Exception {
        try {
            work.get(1500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waiting) {
            assertThat(work).isNotDone();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
