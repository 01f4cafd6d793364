package io.guanjia.cashier;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.billing.BillRunReversals;
import io.guanjia.billing.BillRuns;
import io.guanjia.billing.Charges;
import io.guanjia.billing.NewOneOff;
import io.guanjia.billing.OneOffCharges;
import io.guanjia.billing.OneOffReversals;
import io.guanjia.billing.OpenCharge;
import io.guanjia.cashier.Till.Home;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What people of a {@link House} may do next, chosen by chance; what the house refuses is the caller's to expect. */
final class Chance {
    private final House house;
    private final Random random;
    private final MovedClock clock;
    private final List<Payment> today = new ArrayList<>();
    private final List<Long> runs = new ArrayList<>();
    private final List<Long> oneOffs = new ArrayList<>();

    Chance(House house, Random random) {
        this.house = house;
        this.random = random;
        this.clock = house.bean(MovedClock.class);
    }

    /** @return what was tried, in words */
    String act() {
        int lot = random.nextInt(100);
        if (lot < 34) return pay();
        if (lot < 42) return bill();
        if (lot < 54) return oneOff();
        if (lot < 62) return voidOne();
        if (lot < 66) return spoil();
        if (lot < 70) return reverse();
        if (lot < 76) return moveFloat();
        if (lot < 88) return handOver();
        return later();
    }

    private String pay() {
        TakePayment payment = payment();
        today.add(house.evening.pay(collector(), payment));
        return "pay " + payment.total();
    }

    TakePayment payment() {
        List<Home> homes = some(house.homes, 2);
        List<TakePayment.Line> lines = new ArrayList<>();
        long owed = 0;
        for (Home home : homes) {
            List<OpenCharge> open = open(home);
            owed += open.stream().mapToLong(charge -> charge.open().fen()).sum();
            List<Long> designated = random.nextInt(3) == 0 && !open.isEmpty()
                    ? some(open.stream().map(OpenCharge::id).toList(), open.size())
                    : List.of();
            lines.add(new TakePayment.Line(home.premises(), designated));
        }
        long fen = random.nextInt(3) == 0 && owed > 0 ? owed : 1 + random.nextInt(80_000);
        List<TakePayment.Tender> tenders = new ArrayList<>();
        long first = fen > 1 && random.nextBoolean() ? 1 + random.nextInt((int) Math.min(fen - 1, 50_000)) : fen;
        tenders.add(Till.tender(random.nextBoolean() ? TenderKind.CASH : any(TenderKind.values()), first));
        if (first < fen) tenders.add(Till.tender(any(TenderKind.values()), fen - first));
        FeeClass kept = random.nextInt(3) == 0 ? any(FeeClass.values()) : null;
        return new TakePayment(lines, tenders, null, kept);
    }

    private String bill() {
        Month month = Month.of(clock.today());
        Month billed = random.nextInt(4) == 0 ? month.next() : month;
        List<Long> items = some(house.monthly, house.monthly.size());
        long run = house.till.as(
                house.till.clerk, () -> house.bean(BillRuns.class).preview(house.community, billed, items));
        long approval =
                house.till.as(house.till.clerk, () -> house.bean(BillRuns.class).propose(house.community, run));
        boolean posted = decide(approval);
        if (posted) runs.add(run);
        return "bill " + billed + (posted ? "" : ", rejected");
    }

    private String oneOff() {
        LocalDate on = clock.today().plusDays(random.nextInt(4) == 0 ? 31 : 0);
        Money amount = new Money(1 + random.nextInt(60_000));
        var entry = NewOneOff.of(any(house.homes).premises(), any(house.byHand), on, amount, "by hand");
        OneOffCharges charges = house.bean(OneOffCharges.class);
        long id = house.till.as(house.till.clerk, () -> charges.propose(house.community, entry));
        boolean posted = decide(waiting(OneOffCharges.KIND, id).orElseThrow().id());
        if (posted) oneOffs.add(id);
        return "one-off " + amount + (posted ? "" : ", rejected");
    }

    private Optional<Approval> waiting(String kind, long subject) {
        return house.till.as(
                house.till.manager, () -> house.bean(Approvals.class).pending(house.community, kind, subject));
    }

    private boolean decide(long approval) {
        boolean yes = random.nextInt(6) > 0;
        house.till.run(house.till.manager, () -> {
            if (yes) {
                house.bean(Approvals.class).approve(house.community, approval, null);
            } else {
                house.bean(Approvals.class).reject(house.community, approval, "no");
            }
        });
        return yes;
    }

    private String voidOne() {
        if (today.isEmpty()) return "nothing to void";
        Payment payment = any(today);
        if (random.nextInt(5) == 0) {
            request(payment);
            withdraw(payment);
            return "void withdrawn";
        }
        undo(payment);
        return "void " + payment.amount();
    }

    /** Whole: asked for and confirmed; when it cannot be confirmed, the receipt counts again. */
    void undo(Payment payment) {
        request(payment);
        try {
            house.till.as(
                    house.till.clerk,
                    () -> house.bean(Voids.class).confirm(house.community, Evening.key(), payment.receiptNumber()));
        } catch (RuntimeException refused) {
            withdraw(payment);
            throw refused;
        }
        today.remove(payment);
    }

    private void request(Payment payment) {
        var request = new RequestVoid("写错", Till.COPIES);
        house.till.as(
                payment.collectorId(),
                () -> house.bean(Voids.class)
                        .request(house.community, Evening.key(), payment.receiptNumber(), request));
    }

    private void withdraw(Payment payment) {
        house.till.as(
                payment.collectorId(),
                () -> house.bean(Voids.class).withdraw(house.community, payment.receiptNumber()));
    }

    private String spoil() {
        long collector = collector();
        Optional<ReceiptBook> own =
                house.till.as(collector, () -> house.bean(ReceiptBooks.class).own(house.community));
        if (own.isEmpty()) {
            house.newBook(collector);
            return "new book";
        }
        String number = own.get().next();
        var request = new RequestVoid("卡纸", Till.COPIES);
        Voids voids = house.bean(Voids.class);
        house.till.as(collector, () -> voids.request(house.community, Evening.key(), number, request));
        house.till.as(house.till.clerk, () -> voids.confirm(house.community, Evening.key(), number));
        return "spoil " + number;
    }

    private String reverse() {
        if (random.nextBoolean() && !runs.isEmpty()) {
            long run = any(runs);
            decide(house.till.as(
                    house.till.clerk, () -> house.bean(BillRunReversals.class).propose(house.community, run, "wrong")));
            return "reverse run";
        }
        if (oneOffs.isEmpty()) return "nothing to reverse";
        long one = any(oneOffs);
        decide(house.till.as(
                house.till.clerk, () -> house.bean(OneOffReversals.class).propose(house.community, one, "wrong")));
        return "reverse one-off";
    }

    private String moveFloat() {
        var move = new Floats.Move(collector(), new Money(100L * (1 + random.nextInt(300))));
        Floats floats = house.bean(Floats.class);
        boolean out = random.nextInt(3) > 0;
        house.till.as(
                house.till.clerk,
                () -> out
                        ? floats.issue(house.community, Evening.key(), move)
                        : floats.takeBack(house.community, Evening.key(), move));
        return (out ? "float " : "float back ") + move.amount();
    }

    private String handOver() {
        List<DaySheet> open = open();
        if (open.isEmpty()) return "nothing to hand over";
        return handOver(any(open));
    }

    private String handOver(DaySheet sheet) {
        if (sheet.toCount()) return count(sheet);
        Money handedOver = sheet.handedOver();
        boolean miscounts = random.nextInt(5) == 0;
        sign(sheet.id(), handedOver.fen() + (miscounts ? 100 : 0), sheet.cheques());
        return "sign " + handedOver + (miscounts ? ", counted otherwise" : "");
    }

    private String count(DaySheet sheet) {
        long expected = sheet.expected().fen();
        long counted = random.nextInt(3) > 0 ? expected : Math.max(0, expected + random.nextInt(40_000) - 30_000);
        var submit =
                new HandOvers.Submit(sheet.on(), sheet.id(), Evening.cash(counted), counted == expected ? null : "说不清");
        house.till.as(
                sheet.collectorId(), () -> house.bean(HandOvers.class).submit(house.community, Evening.key(), submit));
        waiting(HandOvers.DIFFERENCE, sheet.id()).ifPresent(waiting -> decide(waiting.id()));
        return "count " + new Money(counted) + " of " + sheet.expected();
    }

    private void sign(long sheet, long fen, @Nullable Money cheques) {
        house.evening.sign(house.till.clerk, sheet, fen, cheques);
    }

    /** Days go by; at the end of a month everything is handed over and the month is closed. */
    private String later() {
        LocalDate before = clock.today();
        LocalDate after = before.plusDays(1 + random.nextInt(9));
        today.clear();
        if (Month.of(after).equals(Month.of(before))) {
            clock.set(after);
            return after.toString();
        }
        clock.set(Month.of(before).lastDay().atTime(17, 0));
        while (!open().isEmpty()) {
            handOver(open().get(0));
        }
        if (random.nextBoolean()) clock.set(after);
        close(Month.of(before));
        clock.set(after);
        return "close, " + after;
    }

    private void close(Month month) {
        MonthCloses closes = house.bean(MonthCloses.class);
        long close = house.till.as(
                house.evening.accountant,
                () -> closes.propose(house.community, Evening.key(), month)
                        .value()
                        .closeId());
        house.evening.approve(house.till.manager, "month-close", close);
    }

    private List<DaySheet> open() {
        return house.evening.sheets().stream()
                .filter(sheet -> sheet.state() != SheetState.LOCKED)
                .toList();
    }

    private List<OpenCharge> open(Home home) {
        return house.till.as(
                house.till.clerk, () -> house.bean(Charges.class).open(house.community, List.of(home.premises())));
    }

    long collector() {
        return any(house.collectors);
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private <T> T any(T[] things) {
        return things[random.nextInt(things.length)];
    }

    private <T> List<T> some(List<T> things, int most) {
        List<T> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(most, shuffled.size())));
    }
}
