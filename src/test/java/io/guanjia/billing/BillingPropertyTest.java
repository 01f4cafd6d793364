package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.LONG_AGO;
import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.billing.SmallEstate.Paid;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import io.guanjia.kernel.Shares;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What must hold whatever comes; the seed of a failure is printed and given back with {@code -Dguanjia.seed=…}. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
class BillingPropertyTest {
    private static final Month JULY = Month.of(2025, 7);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    private final long seed = Long.getLong("guanjia.seed", System.nanoTime());
    private final Random chance = new Random(seed);

    /** Days on which area, price and payer of one premises stayed the same, as the test itself draws them. */
    private record Drawn(long premises, List<LocalDate> payersFrom, BigDecimal area) {}

    @Test
    void splitsAddUpAndFollowTheRuleWhateverChangesInsideTheMonth() {
        clock.set(LocalDate.of(2025, 8, 1));
        for (DayBasis basis : DayBasis.values()) {
            SmallEstate estate = new SmallEstate(house);
            estate.set("day_basis", basis.name());
            List<Drawn> drawn = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                drawn.add(draw(estate, "1-" + i));
            }
            BigDecimal before = price();
            BigDecimal after = price();
            int changesOn = 1 + chance.nextInt(31);
            BigDecimal rate = new BigDecimal(chance.nextInt(2000)).movePointLeft(4);
            long fee = estate.item(
                    "FEE",
                    FeeClass.PROPERTY,
                    ChargeMethod.AREA,
                    FundClass.OWN_REVENUE,
                    rate.toPlainString(),
                    before.toPlainString());
            if (changesOn > 1) {
                estate.price(fee, JULY.atDay(changesOn), after.toPlainString());
            } else {
                before = after = estateTariff(estate, fee);
            }
            int borneFrom = chance.nextInt(3) == 0 ? 1 + chance.nextInt(31) : 1;
            estate.run(
                    estate.clerk,
                    () -> estate.bean(PremisesItems.class)
                            .assignAll(
                                    estate.community,
                                    fee,
                                    new PremisesItems.Selection(null, null),
                                    JULY.atDay(borneFrom)));
            estate.bill(JULY, fee);
            for (Drawn one : drawn) {
                check(estate, one, new Prices(before, after, changesOn), borneFrom, basis, rate);
            }
            estate.provesItsBooks();
        }
    }

    private record Prices(BigDecimal before, BigDecimal after, int changesOn) {
        BigDecimal on(int day) {
            return day < changesOn ? before : after;
        }
    }

    private void check(SmallEstate estate, Drawn one, Prices prices, int borneFrom, DayBasis basis, BigDecimal rate) {
        BigDecimal exact = BigDecimal.ZERO;
        for (int day = borneFrom; day <= 31; day++) {
            exact = exact.add(prices.on(day).multiply(one.area()));
        }
        int borne = 32 - borneFrom;
        BigDecimal whole = borne == 31 || basis == DayBasis.ACTUAL
                ? exact.divide(new BigDecimal(31), 30, RoundingMode.HALF_EVEN)
                : basis == DayBasis.D30
                        ? exact.divide(new BigDecimal(30), 30, RoundingMode.HALF_EVEN)
                        : exact.multiply(new BigDecimal(12)).divide(new BigDecimal(365), 30, RoundingMode.HALF_EVEN);
        List<Integer> days = new ArrayList<>();
        for (int i = 0; i < one.payersFrom().size(); i++) {
            int from = Math.max(borneFrom, one.payersFrom().get(i).getDayOfMonth());
            int to = i + 1 < one.payersFrom().size()
                    ? one.payersFrom().get(i + 1).getDayOfMonth() - 1
                    : 31;
            if (to >= from) {
                days.add(to - from + 1);
            }
        }
        List<Money> expected = Shares.byDays(Money.rounded(whole), days).stream()
                .filter(share -> !share.isZero())
                .toList();
        List<Charge> charges = estate.charges(one.premises());
        assertThat(charges)
                .as("-Dguanjia.seed=%s %s of %s, borne from %s", seed, basis, one, borneFrom)
                .extracting(charge -> charge.line().amount())
                .containsExactlyElementsOf(expected);
        for (Charge charge : charges) {
            assertThat(charge.net().plus(charge.tax())).isEqualTo(charge.line().amount());
            BigDecimal net = charge.line().amount().toYuan().divide(BigDecimal.ONE.add(rate), 2, RoundingMode.HALF_UP);
            assertThat(charge.net().toYuan()).as("-Dguanjia.seed=%s", seed).isEqualByComparingTo(net);
        }
    }

    private Drawn draw(SmallEstate estate, String code) {
        BigDecimal area = new BigDecimal(1 + chance.nextInt(20_000)).movePointLeft(2);
        long premises = estate.room(code, area.toPlainString());
        List<LocalDate> payersFrom = new ArrayList<>(List.of(JULY.firstDay()));
        for (int change = chance.nextInt(4); change > 0; change--) {
            LocalDate on = JULY.atDay(2 + chance.nextInt(30));
            if (on.isAfter(payersFrom.get(payersFrom.size() - 1))) {
                payersFrom.add(on);
            }
        }
        for (int i = 0; i < payersFrom.size(); i++) {
            LocalDate to = i + 1 < payersFrom.size() ? payersFrom.get(i + 1).minusDays(1) : null;
            estate.answers(premises, estate.person("业主 " + code + " " + i), i == 0 ? LONG_AGO : payersFrom.get(i), to);
        }
        return new Drawn(premises, payersFrom, area);
    }

    private BigDecimal price() {
        return new BigDecimal(chance.nextInt(10_000_000)).movePointLeft(chance.nextInt(5) + 2);
    }

    private static BigDecimal estateTariff(SmallEstate estate, long item) {
        return estate.as(estate.clerk, () -> estate.bean(ChargeItems.class).get(estate.community, item))
                .tariffs()
                .get(0)
                .unitPrice();
    }

    @Test
    void booksHoldAfterAnySequenceOfEvents() {
        clock.set(LocalDate.of(2025, 1, 10));
        SmallEstate estate = new SmallEstate(house);
        estate.set("bill_run.max_change_percent", "100000");
        List<Long> homes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            homes.add(estate.home("1-" + i, String.valueOf(40 + chance.nextInt(100))));
        }
        Long[] all = homes.toArray(Long[]::new);
        long fee = estate.areaItem("FEE", "2.35", all);
        long parking = estate.item(
                "PARKING", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.COMMON_INCOME, "0.05", "150", all);
        List<Paid> payments = new ArrayList<>();
        List<BillRun> posted = new ArrayList<>();
        int month = 0;
        for (int step = 0; step < 60; step++) {
            long home = homes.get(chance.nextInt(homes.size()));
            try {
                switch (chance.nextInt(7)) {
                    case 0 -> posted.add(estate.bill(Month.of(2025, 1).plus(month++), fee, parking));
                    case 1 -> estate.oneOff(NewOneOff.of(home, parking, clock.today(), yuan(), "临时"));
                    case 2 -> undoOne(estate, payments);
                    case 3 -> reverse(estate, posted.isEmpty() ? null : posted.get(chance.nextInt(posted.size())));
                    case 4 -> payments.add(estate.pay(null, FeeClass.GENERAL, yuan().toString(), of(home)));
                    default -> payments.add(estate.pay(yuan().toString(), of(home)));
                }
            } catch (Refusal refused) {
                // a refusal changes nothing, which the books show as well
            }
            if (step % 10 == 9) {
                clock.advance(Period.ofDays(chance.nextInt(20)));
                prove(estate);
            }
        }
        payments.forEach(paid -> quietly(() -> estate.undo(paid)));
        prove(estate);
    }

    private void prove(SmallEstate estate) {
        try {
            estate.provesItsBooks();
            assertThat(SmallEstate.id(
                            "select count(*) from billing.charge where community_id = ? and (open_fen < 0 or open_fen > amount_fen)",
                            estate.community))
                    .isZero();
        } catch (AssertionError wrong) {
            throw new AssertionError("-Dguanjia.seed=" + seed, wrong);
        }
    }

    private void undoOne(SmallEstate estate, List<Paid> payments) {
        if (!payments.isEmpty()) {
            Paid paid = payments.get(chance.nextInt(payments.size()));
            estate.undo(paid);
            payments.remove(paid);
        }
    }

    private static void reverse(SmallEstate estate, BillRun run) {
        if (run != null) {
            estate.reverse(run.id());
        }
    }

    private static void quietly(Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            // its prepayment is spent
        }
    }

    private Money yuan() {
        return new Money(1 + chance.nextInt(80_000));
    }
}
