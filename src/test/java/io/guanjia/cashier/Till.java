package io.guanjia.cashier;

import io.guanjia.database.Scopes;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/**
 * A community with people at its counter, for the tests of this room: premises, their payers and open charges are put straight
 * into the database, booked like posted ones.
 */
final class Till {
    private static final AtomicInteger COUNT = new AtomicInteger();
    static final List<String> COPIES = List.of("存根联", "客户联", "记账联");

    final long community;
    final long collector;
    final long other;
    final long clerk;
    final long manager;
    final long propertyFee;
    final long electricity;

    Till() {
        int no = COUNT.incrementAndGet();
        community = Staff.community("云停 " + no);
        collector = Staff.hire("collector-" + no, community, "collector");
        other = Staff.hire("second-collector-" + no, community, "collector");
        clerk = Staff.hire("clerk-" + no, community, "clerk");
        manager = Staff.hire("manager-" + no, community, "manager");
        propertyFee = item("property-fee", "物业费", "PROPERTY", 1);
        electricity = item("shared-electricity", "公摊电费", "UTILITY", 2);
    }

    <T> T as(long account, Supplier<T> work) {
        return Scopes.call(Staff.scope(account, community), work);
    }

    void run(long account, Runnable work) {
        Scopes.run(Staff.scope(account, community), work);
    }

    /** A book of {@code pieces} numbers from {@code first} on, issued to the person by the clerk. */
    long book(ReceiptBooks books, long holder, String prefix, long first, long pieces) {
        return as(clerk, () -> {
            NewBook book = new NewBook(prefix, first, first + pieces - 1, 7, COPIES, ReceiptLayout.PLAIN);
            long id = books.register(community, book).id();
            books.issue(community, id, holder);
            return id;
        });
    }

    record Home(long premises, long payer, String code) {}

    Home home(String code, String payer) {
        long person = person(payer);
        long premises = premises(code);
        household(premises, person);
        return new Home(premises, person, code);
    }

    long premises(String code) {
        return id(
                "insert into estate.premises (community_id, kind, code, sort_key, status, created_at)"
                        + " values (?, 'ROOM', ?, ?, 'OCCUPIED', '2000-01-01') returning id",
                community,
                code,
                code);
    }

    void household(long premises, long person) {
        sql().execute(
                        "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                                + " values (?, ?, '2000-01-01', ?, ?, 'OWNER')",
                        community,
                        premises,
                        person,
                        person);
    }

    long person(String name) {
        return id(
                "insert into residents.person (community_id, kind, name, phone, created_at)"
                        + " values (?, 'PERSON', ?, '19900001234', '2000-01-01') returning id",
                community,
                name);
    }

    /** An open charge for that month, booked Dr RECEIVABLE Cr REVENUE (the tax does not matter here). */
    long charge(Home home, long item, String month, long fen) {
        LocalDate first = LocalDate.parse(month + "-01");
        LocalDate last = first.plusMonths(1).minusDays(1);
        long id = id(
                "insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id,"
                        + " from_on, to_on, amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces,"
                        + " whole_fen, days_before, days_borne, day_basis, one_off_id, deferred, posted_on, posted_at)"
                        + " values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, ?, 'PROPERTY', 'OWN_REVENUE', ?, '{}',"
                        + " ?, 0, 30, 'ACTUAL', (select count(*) + 1 from billing.charge), false, ?, '2000-01-01') returning id",
                community,
                home.premises(),
                item,
                first,
                home.payer(),
                home.payer(),
                first,
                last,
                fen,
                fen,
                fen,
                last,
                fen,
                first);
        sql().execute(
                        "insert into ledger.transfer (community_id, business_on, debit_account, credit_account, amount_fen,"
                                + " premises_id, payer_id, item_id, source_kind, source_id, charge_id, posted_at)"
                                + " values (?, ?, 'RECEIVABLE', 'REVENUE', ?, ?, ?, ?, 'ONE_OFF_CHARGE', 1, ?, '2000-01-01')",
                        community,
                        first,
                        fen,
                        home.premises(),
                        home.payer(),
                        item,
                        id);
        return id;
    }

    long open(long charge) {
        return id("select open_fen from billing.charge where community_id = ? and id = ?", community, charge);
    }

    long balance(String account) {
        return id(
                "select coalesce(sum(case when debit_account = ?::ledger.account then amount_fen else 0 end)"
                        + " - sum(case when credit_account = ?::ledger.account then amount_fen else 0 end), 0)::bigint"
                        + " from ledger.transfer where community_id = ?",
                account,
                account,
                community);
    }

    static DSLContext sql() {
        return TestDatabases.current().owner();
    }

    static long id(String statement, Object... bindings) {
        return Objects.requireNonNull(sql().fetchSingle(statement, bindings).get(0, Long.class));
    }

    static TakePayment.Tender cash(long fen) {
        return tender(TenderKind.CASH, fen);
    }

    static TakePayment.Tender tender(TenderKind kind, long fen) {
        boolean referred = kind == TenderKind.CHEQUE || kind == TenderKind.TRANSFER;
        return new TakePayment.Tender(kind, new Money(fen), null, referred ? "REF-1" : null);
    }

    static TakePayment payment(Home home, TakePayment.Tender... tenders) {
        return new TakePayment(List.of(new TakePayment.Line(home.premises(), List.of())), List.of(tenders), null, null);
    }

    private long item(String code, String name, String feeClass, int priority) {
        return id(
                "insert into billing.charge_item (community_id, code, name, fee_class, method, priority, created_at)"
                        + " values (?, ?, ?, ?::billing.fee_class, 'ONE_OFF', ?, '2000-01-01') returning id",
                community,
                code,
                name,
                feeClass,
                priority);
    }
}
