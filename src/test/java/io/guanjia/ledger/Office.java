package io.guanjia.ledger;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.billing.BillRunReversals;
import io.guanjia.billing.BillRuns;
import io.guanjia.billing.ChargeItems;
import io.guanjia.billing.IfBilled;
import io.guanjia.billing.NewChargeItem;
import io.guanjia.billing.NewOneOff;
import io.guanjia.billing.OneOffCharges;
import io.guanjia.billing.PremisesItems;
import io.guanjia.billing.Tariffs;
import io.guanjia.cashier.CashCount;
import io.guanjia.cashier.Floats;
import io.guanjia.cashier.HandOvers;
import io.guanjia.cashier.MonthCloses;
import io.guanjia.cashier.NewBook;
import io.guanjia.cashier.Payment;
import io.guanjia.cashier.Payments;
import io.guanjia.cashier.ReceiptBooks;
import io.guanjia.cashier.RequestVoid;
import io.guanjia.cashier.TakePayment;
import io.guanjia.cashier.Voids;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.openings.NewOpening;
import io.guanjia.openings.OpeningReversals;
import io.guanjia.openings.Openings;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;

/** An office with one room of 89.37 ㎡ at 2.35 whose people do everything in their real way, for {@link LedgerPageTest}. */
final class Office {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final List<String> COPIES = List.of("存根联", "客户联", "记账联");

    final long community;
    final long collector;
    final long clerk;
    private final long manager;
    private final long accountant;
    private final long room;
    private final long owner;
    private final BeanFactory house;

    Office(BeanFactory house) {
        int no = COUNT.incrementAndGet();
        this.house = house;
        community = Staff.community("办公室 " + no);
        collector = Staff.hire("office-collector-" + no, community, "collector");
        clerk = Staff.hire("office-clerk-" + no, community, "clerk");
        manager = Staff.hire("office-manager-" + no, community, "manager");
        accountant = Staff.hire("office-accountant-" + no, community, "accountant");
        room = id(
                "insert into estate.premises (community_id, kind, code, sort_key, status, created_at)"
                        + " values (?, 'ROOM', '1-101', '1-101', 'OCCUPIED', '2000-01-01') returning id",
                community);
        owner = id(
                "insert into residents.person (community_id, kind, name, created_at)"
                        + " values (?, 'PERSON', '业主甲', '2000-01-01') returning id",
                community);
        sql(
                "insert into estate.premises_area (community_id, premises_id, from_on, square_metres) values (?, ?, ?, 89.37)",
                room);
        sql(
                "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                        + " values (?, ?, ?, " + owner + ", " + owner + ", 'OWNER')",
                room);
        as(clerk, () -> {
            NewBook book = new NewBook("", 101, 150, 7, COPIES, ReceiptLayout.PLAIN);
            long id = bean(ReceiptBooks.class).register(community, book).id();
            return bean(ReceiptBooks.class).issue(community, id, collector);
        });
    }

    Office onRemuneration() {
        TestDatabases.current()
                .owner()
                .execute("update estate.community set management_mode = 'REMUNERATION' where id = ?", community);
        return this;
    }

    /** A monthly item: by area at that price, or the price itself. */
    long item(ChargeMethod method, FundClass fund, String taxRate, String price) {
        return as(clerk, () -> {
            NewChargeItem entry = new NewChargeItem(
                    "ITEM", "收费项目", FeeClass.PROPERTY, method, 1, 31, LONG_AGO, fund, new BigDecimal(taxRate));
            long item = bean(ChargeItems.class).create(community, entry);
            if (method != ChargeMethod.ONE_OFF) {
                bean(Tariffs.class).begin(community, item, LONG_AGO, new BigDecimal(price), IfBilled.WARN);
                bean(PremisesItems.class).assign(community, item, List.of(room), LONG_AGO);
            }
            return item;
        });
    }

    long propertyFee() {
        return item(ChargeMethod.AREA, FundClass.OWN_REVENUE, "0.06", "2.35");
    }

    long bill(Month month, long item) {
        long run = as(clerk, () -> bean(BillRuns.class).preview(community, month, List.of(item)));
        approve(as(clerk, () -> bean(BillRuns.class).propose(community, run)));
        return run;
    }

    void reverse(long run) {
        approve(as(clerk, () -> bean(BillRunReversals.class).propose(community, run, "单价有误")));
    }

    /** Of the room, from the beginning. */
    void correctArea(String right) {
        correct(CorrectionRequest.area(room, null, Area.parse(right), "面积录错"));
    }

    /** Both own their rooms, under each other's number. */
    void swapWithTheNeighbour() {
        long next = id(
                "insert into estate.premises (community_id, kind, code, sort_key, status, created_at)"
                        + " values (?, 'ROOM', '1-102', '1-102', 'OCCUPIED', '2000-01-01') returning id",
                community);
        TestDatabases.current()
                .owner()
                .execute("update estate.premises set delivered_on = ? where community_id = ?", LONG_AGO, community);
        long owner = id("select min(payer_id) from residents.household where community_id = ?", community);
        long neighbour = id(
                "insert into residents.person (community_id, kind, name, created_at)"
                        + " values (?, 'PERSON', '业主乙', '2000-01-01') returning id",
                community);
        run(clerk, () -> {
            Ownerships ownerships = bean(Ownerships.class);
            ownerships.begin(community, room, LONG_AGO, List.of(Owner.billed(owner)));
            ownerships.begin(community, next, LONG_AGO, List.of(Owner.billed(neighbour)));
        });
        correct(CorrectionRequest.swap(room, next, null, "两户登记反了"));
    }

    private void correct(CorrectionRequest asked) {
        long id = as(clerk, () -> bean(Corrections.class).preview(community, asked));
        run(clerk, () -> bean(Corrections.class).propose(community, id));
        approve(pending(Corrections.KIND, id));
    }

    void oneOff(long item, String amount) {
        NewOneOff entry = NewOneOff.of(room, item, today(), Money.parse(amount), "一次性收费");
        long id = as(clerk, () -> bean(OneOffCharges.class).propose(community, entry));
        approve(pending(OneOffCharges.KIND, id));
    }

    /** A month of 210.02 of which 100.00 were paid before Guanjia, signed by the manager. */
    long takeOver(long item) {
        Month december = Month.of(2025, 12);
        Money paid = Money.parse("100.00");
        var line = new NewOpening.Line(
                room, december, owner, owner, Money.parse("210.02"), paid, december.lastDay(), "台账", 4);
        var total = new NewOpening.BuildingTotal("", 1, paid, line.open());
        var entry = new NewOpening(item, 2025, "台账.xlsx", null, 1, paid, List.of(total), List.of(line));
        long id = as(clerk, () -> bean(Openings.class).propose(community, entry));
        approve(pending(Openings.KIND, id));
        return id;
    }

    void reverseOpening(long opening) {
        approve(as(clerk, () -> bean(OpeningReversals.class).propose(community, opening, "台账有误")));
    }

    Payment take(TenderKind kind, String amount) {
        boolean referred = kind == TenderKind.CHEQUE || kind == TenderKind.TRANSFER;
        TakePayment payment = new TakePayment(
                List.of(new TakePayment.Line(room, List.of())),
                List.of(new TakePayment.Tender(kind, Money.parse(amount), null, referred ? "REF-1" : null)),
                null,
                null);
        return as(collector, () -> bean(Payments.class).take(community, key(), payment))
                .value();
    }

    void annul(Payment payment) {
        String number = payment.receiptNumber();
        run(collector, () -> bean(Voids.class).request(community, key(), number, new RequestVoid("写错", COPIES)));
        run(clerk, () -> bean(Voids.class).confirm(community, key(), number));
    }

    void giveFloat(String amount) {
        run(
                accountant,
                () -> bean(Floats.class).issue(community, key(), new Floats.Move(collector, Money.parse(amount))));
    }

    void takeFloatBack(String amount) {
        run(
                accountant,
                () -> bean(Floats.class).takeBack(community, key(), new Floats.Move(collector, Money.parse(amount))));
    }

    /** Counted by the collector, a difference approved; {@link #accept} is the clerk's part. */
    long count(Map<Integer, Integer> pieces) {
        HandOvers.Submit submit = new HandOvers.Submit(today(), null, CashCount.of(pieces), "已查，原因不明");
        HandOvers.Outcome outcome = as(collector, () -> bean(HandOvers.class).submit(community, key(), submit))
                .value();
        if (!outcome.difference().isZero()) {
            approve(pending("cash-difference", outcome.sheetId()));
        }
        return outcome.sheetId();
    }

    void accept(long sheet, Map<Integer, Integer> pieces, String cheques) {
        HandOvers.Accept accept = new HandOvers.Accept(CashCount.of(pieces), Money.parse(cheques));
        run(clerk, () -> bean(HandOvers.class).accept(community, key(), sheet, accept));
    }

    void close(Month month) {
        MonthCloses.Proposed proposed = as(
                        accountant, () -> bean(MonthCloses.class).propose(community, key(), month))
                .value();
        approve(pending("month-close", proposed.closeId()));
    }

    private long pending(String kind, long subject) {
        return as(manager, () -> bean(Approvals.class).pending(community, kind, subject))
                .map(Approval::id)
                .orElseThrow();
    }

    private void approve(long approval) {
        run(manager, () -> bean(Approvals.class).approve(community, approval, null));
    }

    private LocalDate today() {
        return bean(MovedClock.class).today();
    }

    private <T> T bean(Class<T> type) {
        return house.getBean(type);
    }

    private <T> T as(long account, Supplier<T> work) {
        return Scopes.call(Staff.scope(account, community), work);
    }

    private void run(long account, Runnable work) {
        Scopes.run(Staff.scope(account, community), work);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private void sql(String statement, long premises) {
        TestDatabases.current().owner().execute(statement, community, premises, LONG_AGO);
    }

    private static long id(String statement, Object... bindings) {
        return TestDatabases.current().owner().fetchSingle(statement, bindings).get(0, Long.class);
    }
}
