package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.residents.Households;
import io.guanjia.residents.Merge;
import io.guanjia.residents.MergeNotInThatState;
import io.guanjia.residents.MergeStands;
import io.guanjia.residents.Merges;
import io.guanjia.residents.Merging;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** One person under two numbers, both of which owe and have paid: no record of money changes, all of it is read as one. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-01")
class MergedMoneyTest {
    private static final Month JANUARY = Month.of(2026, 1);
    private static final Month FEBRUARY = Month.of(2026, 2);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long fee;
    long twice;
    long stays;

    @BeforeEach
    void oneOwnerTwice() {
        clock.set(LocalDate.of(2026, 1, 5));
        estate = new SmallEstate(house);
        home = estate.room("1-101", "89.37");
        twice = estate.person("陈若英");
        stays = estate.person("陈若瑛");
        estate.owns(home, SmallEstate.LONG_AGO, twice);
        fee = estate.areaItem("FEE", "2.35", home);
        estate.bill(JANUARY, fee);
    }

    @Test
    void waitsForAnotherPersonAndThenReadsBothAsOne() {
        estate.pay("300.00", of(home));
        List<Charge> before = estate.charges(home);
        Merge merge = get(ask());
        assertThat(merge.state()).isEqualTo(MergeState.PROPOSED);
        assertThat(payer()).isEqualTo(twice);

        clock.set(LocalDate.of(2026, 1, 6));
        estate.approve(Objects.requireNonNull(merge.approvalId()));

        assertThat(get(merge.id()).state()).isEqualTo(MergeState.MERGED);
        assertThat(payer()).isEqualTo(stays);
        assertThat(estate.charges(home)).hasSameSizeAs(before);
        assertThat(payersOnPaper()).containsExactly(twice);
        BillRun february = estate.bill(FEBRUARY, fee);
        assertThat(february.offset()).isEqualTo(Money.parse("89.98"));
        assertThat(estate.open(home)).extracting(OpenCharge::payerId).containsOnly(stays);
        Paid all = new Paid(estate.pay("120.04", of(home)));
        assertThat(all.paid().settlement().allocated()).isEqualTo(Money.parse("120.04"));
        assertThat(estate.prepaid(home)).isEqualTo(Money.ZERO);
        estate.provesItsBooks();
    }

    private record Paid(SmallEstate.Paid paid) {}

    @Test
    void becomesTwoAgainUntilMoneyRestsOnIt() {
        estate.pay("300.00", of(home));
        long merge = merged();
        clock.set(LocalDate.of(2026, 1, 7));
        undo(merge);
        assertThat(payer()).isEqualTo(twice);
        assertThat(get(merge).state()).isEqualTo(MergeState.UNDONE);

        long again = merged();
        clock.set(LocalDate.of(2026, 1, 9));
        estate.bill(FEBRUARY, fee);
        assertThatThrownBy(() -> undo(again)).isInstanceOf(MergeStands.class);
        assertThat(payer()).isEqualTo(stays);
        estate.provesItsBooks();
    }

    @Test
    void refusesToMergeAwayWhomTwoProposalsWaitFor() {
        long thrice = estate.person("陈若英");
        long room = estate.room("1-102", "120.50");
        estate.owns(room, SmallEstate.LONG_AGO, thrice);
        estate.bill(JANUARY, estate.areaItem("FEE-2", "2.35", room));
        ask();
        ask(thrice, stays);
        long another = estate.person("陈若瑛");
        assertThatThrownBy(() -> ask(stays, another)).isInstanceOf(MergeNotInThatState.class);
    }

    /** Merge and payment at once, each first: nothing is lost, and the next bill finds the money. */
    @Test
    void meetsAPaymentOnItsWay() throws Exception {
        ExecutorService own = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch paid = new CountDownLatch(1);
            CountDownLatch mayCommit = new CountDownLatch(1);
            long approval = Objects.requireNonNull(get(ask()).approvalId());
            Future<?> payment = own.submit(() -> estate.as(
                    estate.clerk,
                    () -> estate.transaction(() -> {
                        Object made = estate.pay("300.00", of(home));
                        paid.countDown();
                        await(mayCommit);
                        return made;
                    })));
            await(paid);
            Future<?> merge = own.submit(() -> estate.approve(approval));
            waits(merge);
            mayCommit.countDown();
            payment.get(20, TimeUnit.SECONDS);
            merge.get(20, TimeUnit.SECONDS);
        } finally {
            own.shutdownNow();
        }
        assertThat(payer()).isEqualTo(stays);
        clock.set(LocalDate.of(2026, 1, 9));
        assertThat(estate.bill(FEBRUARY, fee).offset()).isEqualTo(Money.parse("89.98"));
        estate.provesItsBooks();
    }

    @Test
    void letsAPaymentWaitForIt() throws Exception {
        ExecutorService own = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch decided = new CountDownLatch(1);
            CountDownLatch mayCommit = new CountDownLatch(1);
            long approval = Objects.requireNonNull(get(ask()).approvalId());
            Future<?> merge = own.submit(() -> estate.as(
                    estate.manager,
                    () -> estate.transaction(() -> {
                        estate.approve(approval);
                        decided.countDown();
                        await(mayCommit);
                        return true;
                    })));
            await(decided);
            Callable<SmallEstate.Paid> paying = () -> estate.pay("300.00", of(home));
            Future<SmallEstate.Paid> payment = own.submit(paying);
            waits(payment);
            mayCommit.countDown();
            merge.get(20, TimeUnit.SECONDS);
            assertThat(payment.get(20, TimeUnit.SECONDS).settlement().prepaid())
                    .extracting(Settlement.Prepaid::payerId)
                    .containsExactly(stays);
        } finally {
            own.shutdownNow();
        }
        estate.provesItsBooks();
    }

    private long ask() {
        return ask(twice, stays);
    }

    private long ask(long duplicate, long survivor) {
        Merging merging = new Merging(duplicate, survivor, Set.of(), "同一人登记了两次");
        return estate.as(estate.clerk, () -> estate.bean(Merges.class).merge(estate.community, merging));
    }

    private long merged() {
        long merge = ask();
        estate.approve(Objects.requireNonNull(get(merge).approvalId()));
        return merge;
    }

    private void undo(long merge) {
        estate.run(estate.clerk, () -> estate.bean(Merges.class).undo(estate.community, merge, "其实是两人"));
    }

    private Merge get(long id) {
        return estate.as(estate.clerk, () -> estate.bean(Merges.class).get(estate.community, id));
    }

    private long payer() {
        return estate.as(estate.clerk, () -> estate.bean(Households.class).on(estate.community, home, clock.today()))
                .orElseThrow()
                .payerId();
    }

    private List<Long> payersOnPaper() {
        return SmallEstate.sql()
                .fetch("select distinct payer_id from billing.charge where community_id = ?", estate.community)
                .getValues(0, Long.class);
    }

    private static void waits(Future<?> work) throws Exception {
        try {
            work.get(1000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waiting) {
            assertThat(work).isNotDone();
            return;
        }
        throw new AssertionError("It did not wait");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
