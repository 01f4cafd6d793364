package io.guanjia.cashier;

import static io.guanjia.cashier.Till.payment;
import static io.guanjia.cashier.Till.tender;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.cashier.Till.Home;
import io.guanjia.database.Answer;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Seed;
import io.guanjia.ledger.Controls;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 32 tills at once, half of them at one household, keys repeated: nothing lost, nothing doubled, no deadlock, no gap. */
@GuanjiaTest
@Tag("T1COLLECT-01")
@Tag("COLLECT-05")
class ManyTillsTest {
    private static final int TILLS = 32;
    private static final int PAYMENTS_EACH = 8;
    private static final int COLLECTORS = 4;

    @Autowired
    Payments payments;

    @Autowired
    ReceiptBooks books;

    @Autowired
    Voids voids;

    @Autowired
    Controls controls;

    @Autowired
    MovedClock clock;

    Till till;
    final List<Long> collectors = new ArrayList<>();
    final List<Home> homes = new ArrayList<>();

    record Asked(long collector, String key, TakePayment payment) {}

    record Answered(Asked asked, Answer<Payment> answer) {}

    @BeforeEach
    void estate() {
        clock.set(LocalDate.of(2026, 6, 20));
        till = new Till();
        for (int one = 0; one < COLLECTORS; one++) {
            long collector = Staff.hire("till-" + till.community + "-" + one, till.community, "collector");
            collectors.add(collector);
            till.book(books, collector, "T" + one + "-", 1, 500);
        }
        for (int one = 0; one < 24; one++) {
            Home home = till.home("1-%03d".formatted(one), "业主" + one);
            homes.add(home);
            till.charge(home, till.propertyFee, "2026-05", 21002);
            till.charge(home, till.propertyFee, "2026-06", 21002);
            till.charge(home, till.electricity, "2026-06", 2788);
        }
    }

    @Test
    void losesAndDoublesNothing() throws Exception {
        Seed seed = Seed.fresh();
        List<Answered> answered = run(asks(seed.random()));

        Map<String, Payment> byKey = new HashMap<>();
        for (Answered one : answered) {
            Payment payment = one.answer().value();
            Payment before = byKey.putIfAbsent(one.asked().key(), payment);
            assertThat(before == null || before.equals(payment))
                    .as("one answer a key, %s", seed)
                    .isTrue();
        }
        long firstAnswers =
                answered.stream().filter(one -> !one.answer().replayed()).count();
        assertThat(firstAnswers).as(seed.toString()).isEqualTo(byKey.size());
        long asked = byKey.values().stream()
                .mapToLong(payment -> payment.amount().fen())
                .sum();
        assertThat(Till.id(
                        "select sum(amount_fen)::bigint from cashier.payment where community_id = ?", till.community))
                .as("%s", seed)
                .isEqualTo(asked);
        assertThat(till.balance("CASH_IN_HAND") + till.balance("CLEARING_WECHAT"))
                .isEqualTo(asked);
        assertBooksHold(seed);
        assertNumbersHaveNoGap(byKey.size(), seed);
    }

    @Test
    void restoresEverythingWhenAllIsVoidedAtOnce() throws Exception {
        Seed seed = Seed.fresh();
        long owed = till.balance("RECEIVABLE");
        List<Payment> taken = run(asks(seed.random())).stream()
                .filter(one -> !one.answer().replayed())
                .map(one -> one.answer().value())
                .toList();
        List<Callable<Integer>> confirmations = new ArrayList<>();
        for (Payment payment : taken) {
            till.run(
                    payment.collectorId(),
                    () -> voids.request(
                            till.community,
                            UUID.randomUUID().toString(),
                            payment.receiptNumber(),
                            new RequestVoid("全部作废", Till.COPIES)));
            for (long second : new long[] {till.clerk, till.manager}) {
                confirmations.add(() -> confirm(second, payment.receiptNumber()));
            }
        }
        int confirmed =
                atOnce(confirmations).stream().mapToInt(Integer::intValue).sum();

        assertThat(confirmed).as("each void once, %s", seed).isEqualTo(taken.size());
        assertThat(till.balance("RECEIVABLE")).as("%s", seed).isEqualTo(owed);
        assertThat(till.balance("PREPAYMENT")).isZero();
        assertThat(till.balance("CASH_IN_HAND")).isZero();
        assertThat(till.balance("CLEARING_WECHAT")).isZero();
        assertBooksHold(seed);
        assertNumbersHaveNoGap(taken.size(), seed);
    }

    private List<List<Asked>> asks(Random random) {
        List<List<Asked>> asks = new ArrayList<>();
        for (int one = 0; one < TILLS; one++) {
            List<Asked> mine = new ArrayList<>();
            for (int no = 0; no < PAYMENTS_EACH; no++) {
                boolean same = one % 2 == 0;
                Home home = same ? homes.get(0) : homes.get(random.nextInt(homes.size()));
                Home other = homes.get(random.nextInt(homes.size()));
                TenderKind kind = random.nextBoolean() ? TenderKind.CASH : TenderKind.WECHAT;
                long fen = 1 + random.nextInt(30_000);
                TakePayment payment = random.nextInt(4) > 0 || home == other
                        ? payment(home, tender(kind, fen))
                        : new TakePayment(
                                List.of(
                                        new TakePayment.Line(other.premises(), List.of()),
                                        new TakePayment.Line(home.premises(), List.of())),
                                List.of(tender(kind, fen), tender(TenderKind.CASH, 1 + random.nextInt(5_000))),
                                null,
                                null);
                mine.add(new Asked(
                        collectors.get(random.nextInt(COLLECTORS)),
                        new UUID(random.nextLong(), no).toString(),
                        payment));
            }
            asks.add(mine);
        }
        // every third till also sends what its neighbour sends, with the same keys
        for (int one = 0; one + 1 < TILLS; one += 3) {
            asks.get(one).addAll(asks.get(one + 1).subList(0, PAYMENTS_EACH));
        }
        return asks;
    }

    private List<Answered> run(List<List<Asked>> asks) throws Exception {
        List<Callable<List<Answered>>> tills = new ArrayList<>();
        for (List<Asked> mine : asks) {
            tills.add(() -> mine.stream()
                    .map(asked -> new Answered(
                            asked,
                            till.as(
                                    asked.collector(),
                                    () -> payments.take(till.community, asked.key(), asked.payment()))))
                    .toList());
        }
        return atOnce(tills).stream().flatMap(List::stream).toList();
    }

    /** Whoever comes second is refused; a deadlock would fail the test. */
    private int confirm(long second, String number) {
        try {
            till.run(
                    second,
                    () -> voids.confirm(till.community, UUID.randomUUID().toString(), number));
            return 1;
        } catch (VoidRefused late) {
            assertThat(late.code()).isEqualTo("void-not-requested");
            return 0;
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TILLS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertBooksHold(Seed seed) {
        List<Controls.Result> results = till.as(till.manager, () -> controls.check(till.community));
        assertThat(results)
                .as("%s", seed)
                .allSatisfy(result ->
                        assertThat(result.differences()).as(result.name()).isEmpty());
    }

    private void assertNumbersHaveNoGap(int used, Seed seed) {
        assertThat(Till.id("select count(*) from cashier.receipt where community_id = ?", till.community))
                .as("%s", seed)
                .isEqualTo(used);
        assertThat(Till.id(
                        "select coalesce(sum(next_no - first_no - (select count(*) from cashier.receipt r"
                                + " where r.community_id = b.community_id and r.book_id = b.id"
                                + " and r.no between b.first_no and b.next_no - 1)), 0)::bigint"
                                + " from cashier.receipt_book b where community_id = ?",
                        till.community))
                .as("gaps, %s", seed)
                .isZero();
    }
}
