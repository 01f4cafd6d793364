package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.mending.Correction;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

/** What corrections do to months billed ahead and months closed, and when a bill run is on its way. */
@GuanjiaTest
@Tag("CLERK-02")
class MendedRegisterTest {
    private static final Month DECEMBER = Month.of(2025, 12);
    private static final Month JANUARY = Month.of(2026, 1);
    private static final Month FEBRUARY = Month.of(2026, 2);
    private static final Month MARCH = Month.of(2026, 3);
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2023, 5, 1);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long other;
    long first;
    long second;

    @BeforeEach
    void twoHouseholdsOfDifferentDays() {
        clock.set(LocalDate.of(2026, 1, 5));
        estate = new SmallEstate(house);
        home = estate.room("1-101", "89.37");
        other = estate.room("1-102", "120.50");
        first = estate.person("业主甲");
        second = estate.person("业主乙");
        estate.owns(home, SmallEstate.LONG_AGO, first);
        estate.owns(other, LATER, second);
    }

    @Test
    void billsMonthsAheadAgainAndReleasesThemInTheirTime() {
        long fee = estate.areaItem("FEE", "2.35", home, other);
        for (Month month : List.of(JANUARY, FEBRUARY, MARCH)) {
            estate.bill(month, fee);
        }
        estate.pay("420.04", of(home)); // January and February
        approve(preview(CorrectionRequest.swap(home, other, NEW_YEAR, "两户登记反了")));
        estate.provesItsBooks();
        assertThat(estate.charges(other))
                .filteredOn(one -> one.line().month().equals(MARCH))
                .extracting(one -> one.line().payerName())
                .containsExactly("业主甲");
        assertThat(estate.open(home)).extracting(OpenCharge::payerId).containsOnly(second);
        assertThat(Money.sum(estate.open(home).stream().map(OpenCharge::open))).isEqualTo(Money.parse("630.06"));
        // three months of 283.18, of which 420.04 were paid before
        assertThat(Money.sum(estate.open(other).stream().map(OpenCharge::open))).isEqualTo(Money.parse("429.50"));

        clock.set(LocalDate.of(2026, 4, 1));
        for (Month month : List.of(JANUARY, FEBRUARY, MARCH)) {
            close(month);
            estate.provesItsBooks();
        }
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isZero();
    }

    @Test
    void correctsAnAreaOfMonthsOfWhichOneIsClosedAndOneIsAhead() {
        long fee = estate.areaItem("FEE", "2.35", home, other);
        for (Month month : List.of(DECEMBER, JANUARY, FEBRUARY)) {
            estate.bill(month, fee);
        }
        estate.pay("630.06", of(home));
        close(DECEMBER);
        long id = preview(CorrectionRequest.area(home, LocalDate.of(2025, 12, 1), Area.parse("80.00"), "面积录错"));
        assertThat(get(id).effect().credited()).isEqualTo(Money.parse("66.06"));
        approve(id);
        estate.provesItsBooks();
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("66.06"));
        clock.set(LocalDate.of(2026, 3, 1));
        close(JANUARY);
        close(FEBRUARY);
        estate.provesItsBooks();
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isZero();
    }

    /** A first bill run and a correction at once: it waits, and then is no longer what was approved. */
    @Test
    void letsAFirstBillRunWaitForACorrectionOnItsWay() throws Exception {
        long fee = estate.areaItem("FEE", "2.35", home, other);
        long run = estate.preview(JANUARY, fee);
        long approval =
                estate.as(estate.clerk, () -> estate.bean(BillRuns.class).propose(estate.community, run));
        long id = preview(CorrectionRequest.owner(home, ownership(home, 0), NEW_YEAR, List.of(second), "登记错了人"));
        CountDownLatch corrected = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService own = Executors.newFixedThreadPool(2);
        try {
            Future<?> correction = own.submit(() -> estate.as(
                    estate.clerk,
                    () -> estate.transaction(() -> {
                        estate.bean(Corrections.class).propose(estate.community, id);
                        corrected.countDown();
                        await(mayCommit);
                        return id;
                    })));
            await(corrected);
            Future<?> posting = own.submit(() -> estate.approve(approval));
            assertThatThrownBy(() -> posting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            mayCommit.countDown();
            correction.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> posting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(BillRunChanged.class);
        } finally {
            own.shutdownNow();
        }
        assertThat(get(id).state()).isEqualTo(CorrectionState.APPLIED);
        assertThat(estate.charges(home)).isEmpty();
        estate.bill(JANUARY, fee);
        assertThat(estate.charges(home))
                .extracting(one -> one.line().payerName())
                .containsExactly("业主乙");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long ownership(long premises, int at) {
        List<Ownership> owned =
                estate.as(estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, premises));
        return owned.get(at).id();
    }

    private long preview(CorrectionRequest asked) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).preview(estate.community, asked));
    }

    private Correction get(long id) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).get(estate.community, id));
    }

    private void approve(long id) {
        estate.run(estate.clerk, () -> estate.bean(Corrections.class).propose(estate.community, id));
        estate.approve(Objects.requireNonNull(get(id).approvalId()));
    }

    private void close(Month month) {
        estate.as(
                estate.manager,
                () -> estate.transaction(() -> {
                    estate.bean(Advances.class).release(estate.community, month, clock.today());
                    return estate.bean(Periods.class).close(estate.community, month);
                }));
    }
}
