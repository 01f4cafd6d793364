package io.guanjia.cashier;

import static io.guanjia.cashier.Till.cash;
import static io.guanjia.cashier.Till.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.cashier.Till.Home;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.kernel.Seed;
import io.guanjia.ledger.Controls;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever happens at a counter: each number once, in order, and every one of them says what became of it (trust.md I6). */
@GuanjiaTest
@Tag("COLLECT-05")
class ReceiptNumbersTest {
    private static final int NUMBERS = 60;

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

    @Test
    void areUsedOnceAndWithoutAGap() {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        clock.set(LocalDate.of(2026, 6, 20));
        Till till = new Till();
        long book = till.book(books, till.collector, "", 101, NUMBERS);
        Home home = till.home("1-101", "甲");
        till.charge(home, till.propertyFee, "2026-06", 50_000);
        List<String> issued = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        long next = 101;
        while (next < 101 + NUMBERS) {
            String number = "%07d".formatted(next);
            switch (random.nextInt(6)) {
                case 0 -> {
                    till.run(till.collector, () -> voids.request(till.community, key(), number, all("写坏")));
                    waiting.add(number);
                    next++;
                }
                case 1 -> {
                    if (!issued.isEmpty()) {
                        String one = issued.remove(random.nextInt(issued.size()));
                        till.run(till.collector, () -> voids.request(till.community, key(), one, all("金额错")));
                        waiting.add(one);
                    }
                }
                case 2 -> {
                    if (!waiting.isEmpty()) {
                        String one = waiting.remove(random.nextInt(waiting.size()));
                        till.run(till.clerk, () -> voids.confirm(till.community, key(), one));
                    }
                }
                case 3 -> // refused after everything else was done: no number may be lost with it
                    assertThatThrownBy(() -> till.run(
                                    till.collector,
                                    () -> voids.request(
                                            till.community,
                                            key(),
                                            number,
                                            new RequestVoid("缺联", Till.COPIES.subList(1, 3)))))
                            .as("%s", seed)
                            .isInstanceOf(VoidRefused.class);
                default -> {
                    Payment paid = till.as(
                            till.collector,
                            () -> payments.take(till.community, key(), payment(home, cash(1 + random.nextInt(40_000))))
                                    .value());
                    assertThat(paid.receiptNumber()).as("%s", seed).isEqualTo(number);
                    issued.add(number);
                    next++;
                }
            }
        }
        assertThatThrownBy(() ->
                        till.run(till.collector, () -> payments.take(till.community, key(), payment(home, cash(1)))))
                .isInstanceOf(NoUsableReceiptNumber.class);
        List<Receipt> used = till.as(till.clerk, () -> receipts.ofBook(till.community, book));
        assertThat(used)
                .as("%s", seed)
                .extracting(Receipt::number)
                .containsExactlyElementsOf(LongStream.range(101, 101 + NUMBERS)
                        .mapToObj("%07d"::formatted)
                        .toList());
        assertThat(used)
                .filteredOn(receipt -> receipt.state() == ReceiptState.ISSUED)
                .extracting(Receipt::number)
                .containsExactlyInAnyOrderElementsOf(issued);
        assertThat(till.as(till.manager, () -> controls.check(till.community)))
                .as("%s", seed)
                .allMatch(Controls.Result::holds);
    }

    private static RequestVoid all(String reason) {
        return new RequestVoid(reason, Till.COPIES);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
