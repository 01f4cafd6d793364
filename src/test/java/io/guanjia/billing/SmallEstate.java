package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.approvals.Approvals;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Controls;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Periods;
import io.guanjia.ledger.Transfer;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A community of its own with a clerk, who proposes, and a manager, who approves: premises, areas and who answers for them are
 * put straight into the database, everything of billing goes its real way. {@link #scenario} is the one of rules.md §16.
 */
final class SmallEstate {
    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final AtomicLong PAYMENTS = new AtomicLong(1_000_000);

    final long community;
    final long clerk;
    final long manager;
    final BeanFactory house;
    private final int no;

    SmallEstate(BeanFactory house) {
        this.no = COUNT.incrementAndGet();
        this.house = house;
        community = Staff.community("云溪小筑 " + no);
        clerk = Staff.hire("billing-clerk-" + no, community, "clerk");
        manager = Staff.hire("billing-manager-" + no, community, "manager");
    }

    /** What rules.md §16 begins with. */
    record Scenario(
            SmallEstate estate,
            long room101,
            long room102,
            long room103,
            long shop,
            long a,
            long b,
            long c,
            long developer,
            long shopkeeper,
            long fee,
            long shopFee) {}

    static Scenario scenario(BeanFactory house) {
        SmallEstate estate = new SmallEstate(house);
        long room101 = estate.room("1-101", "89.37");
        long room102 = estate.room("1-102", "120.50");
        long room103 = estate.room("1-103", "65.13");
        long shop = estate.premises("S-01", "SHOP", "45.60");
        long a = estate.person("业主甲");
        long b = estate.person("业主乙");
        long c = estate.person("业主丙");
        long developer = estate.person("云溪置业");
        long shopkeeper = estate.person("商户丁");
        estate.answers(room101, a, LONG_AGO, null);
        estate.answers(room102, b, LONG_AGO, LocalDate.of(2024, 6, 15));
        estate.answers(room102, c, LocalDate.of(2024, 6, 16), null);
        estate.answers(room103, developer, LONG_AGO, null);
        estate.answers(shop, shopkeeper, LONG_AGO, null);
        long fee = estate.areaItem("PROPERTY-FEE", "2.35", room101, room102, room103);
        long shopFee = estate.areaItem("SHOP-FEE", "4.50", shop);
        return new Scenario(estate, room101, room102, room103, shop, a, b, c, developer, shopkeeper, fee, shopFee);
    }

    /** The username of one of its people. */
    String name(long account) {
        return (account == clerk ? "billing-clerk-" : "billing-manager-") + no;
    }

    <T> T bean(Class<T> type) {
        return house.getBean(type);
    }

    <T extends @Nullable Object> T as(long account, Supplier<T> work) {
        return Scopes.call(Staff.scope(account, community), work);
    }

    void run(long account, Runnable work) {
        Scopes.run(Staff.scope(account, community), work);
    }

    long room(String code, String area) {
        return premises(code, "ROOM", area);
    }

    long premises(String code, String kind, @Nullable String area) {
        long id = id(
                "insert into estate.premises (community_id, kind, code, sort_key, status, created_at)"
                        + " values (?, ?::estate.premises_kind, ?, ?, 'OCCUPIED', '2000-01-01') returning id",
                community,
                kind,
                code,
                code);
        if (area != null) {
            measured(id, area, LONG_AGO, null);
        }
        return id;
    }

    void measured(long premises, String area, LocalDate from, @Nullable LocalDate to) {
        sql().execute(
                        "insert into estate.premises_area (community_id, premises_id, from_on, to_on, square_metres)"
                                + " values (?, ?, ?, ?, ?)",
                        community,
                        premises,
                        from,
                        to,
                        new BigDecimal(area));
    }

    long person(String name) {
        return id(
                "insert into residents.person (community_id, kind, name, created_at)"
                        + " values (?, 'PERSON', ?, '2000-01-01') returning id",
                community,
                name);
    }

    void answers(long premises, long payer, LocalDate from, @Nullable LocalDate to) {
        sql().execute(
                        "insert into residents.household (community_id, premises_id, from_on, to_on, payer_id, owner_id, basis)"
                                + " values (?, ?, ?, ?, ?, ?, 'OWNER')",
                        community,
                        premises,
                        from,
                        to,
                        payer,
                        payer);
    }

    /** Bought long after delivery, the real way. */
    void owns(long premises, LocalDate from, Long... owners) {
        sql().execute(
                        "update estate.premises set delivered_on = ? where community_id = ? and id = ?",
                        LONG_AGO,
                        community,
                        premises);
        List<Owner> all = new ArrayList<>();
        for (long owner : owners) {
            all.add(new Owner(owner, all.isEmpty()));
        }
        run(clerk, () -> bean(Ownerships.class).begin(community, premises, from, all));
    }

    /** An area with one owner. */
    long home(String code, String area) {
        long premises = room(code, area);
        answers(premises, person("业主 " + code), LONG_AGO, null);
        return premises;
    }

    long payerOf(long premises) {
        return id(
                "select payer_id from residents.household where community_id = ? and premises_id = ? order by from_on desc limit 1",
                community,
                premises);
    }

    long areaItem(String code, String price, Long... premises) {
        return item(code, FeeClass.PROPERTY, ChargeMethod.AREA, FundClass.OWN_REVENUE, "0.06", price, premises);
    }

    long item(
            String code,
            FeeClass feeClass,
            ChargeMethod method,
            FundClass fund,
            String taxRate,
            @Nullable String price,
            Long... premises) {
        return as(clerk, () -> {
            NewChargeItem entry = new NewChargeItem(
                    code, code, feeClass, method, COUNT.incrementAndGet(), 31, LONG_AGO, fund, new BigDecimal(taxRate));
            long item = bean(ChargeItems.class).create(community, entry);
            if (price != null) {
                bean(Tariffs.class).begin(community, item, LONG_AGO, new BigDecimal(price), IfBilled.WARN);
            }
            if (method != ChargeMethod.ONE_OFF) {
                bean(PremisesItems.class).assign(community, item, List.of(premises), LONG_AGO);
            }
            return item;
        });
    }

    void price(long item, LocalDate from, String price) {
        run(clerk, () -> bean(Tariffs.class).begin(community, item, from, new BigDecimal(price), IfBilled.WARN));
    }

    long preview(Month month, Long... items) {
        return as(clerk, () -> bean(BillRuns.class).preview(community, month, List.of(items)));
    }

    /** Previewed, proposed by the clerk, approved by the manager and so posted. */
    BillRun bill(Month month, Long... items) {
        long run = preview(month, items);
        approve(as(clerk, () -> bean(BillRuns.class).propose(community, run)));
        return get(run);
    }

    void approve(long approval) {
        run(manager, () -> bean(Approvals.class).approve(community, approval, null));
    }

    /** Asked for by the clerk, approved by the manager. */
    void reverse(long run) {
        approve(as(clerk, () -> bean(BillRunReversals.class).propose(community, run, "误出")));
    }

    void reverseOneOff(long id) {
        approve(as(clerk, () -> bean(OneOffReversals.class).propose(community, id, "录错")));
    }

    BillRun get(long run) {
        return as(clerk, () -> bean(BillRuns.class).get(community, run));
    }

    OneOffCharge oneOff(NewOneOff entry) {
        long id = as(clerk, () -> bean(OneOffCharges.class).propose(community, entry));
        OneOffCharge proposed = as(clerk, () -> bean(OneOffCharges.class).get(community, id));
        approve(Objects.requireNonNull(proposed.approvalId()));
        return as(clerk, () -> bean(OneOffCharges.class).get(community, id));
    }

    record Paid(long payment, Settlement settlement) {}

    /** Money by bank, without the counter: settles and posts as the cashier does. */
    Paid pay(String yuan, Settle.Line... lines) {
        return pay(null, FeeClass.PROPERTY, yuan, lines);
    }

    Paid pay(@Nullable Long payer, FeeClass surplus, String yuan, Settle.Line... lines) {
        long payment = PAYMENTS.incrementAndGet();
        Settle settle = new Settle(today(), Money.parse(yuan), List.of(lines), payer, surplus);
        return as(
                clerk,
                () -> transaction(() -> {
                    bean(Periods.class).hold(community, today());
                    Settlement settlement = bean(Settlements.class).settle(community, payment, settle);
                    bean(Ledger.class).post(community, transfers(payment, settlement));
                    return new Paid(payment, settlement);
                }));
    }

    void undo(Paid paid) {
        run(
                clerk,
                () -> transaction(() -> {
                    bean(Periods.class).hold(community, today());
                    bean(Settlements.class).undo(community, paid.payment(), today());
                    return bean(Ledger.class).reverse(community, SourceKind.PAYMENT, paid.payment(), today());
                }));
    }

    static Settle.Line of(long premises, Long... charges) {
        return new Settle.Line(premises, List.of(charges));
    }

    private List<Transfer> transfers(long payment, Settlement settlement) {
        Transfer.Builder line =
                Transfer.on(today()).source(SourceKind.PAYMENT, payment).debit(Account.BANK);
        List<Transfer> transfers = new ArrayList<>();
        settlement
                .lines()
                .forEach(one -> transfers.add(line.credit(Account.RECEIVABLE)
                        .amount(one.amount())
                        .premises(one.premisesId())
                        .payer(one.payerId())
                        .item(one.itemId())
                        .charge(one.chargeId())
                        .build()));
        settlement
                .prepaid()
                .forEach(one -> transfers.add(line.credit(Account.PREPAYMENT)
                        .amount(one.amount())
                        .premises(one.premisesId())
                        .payer(one.payerId())
                        .item(null)
                        .charge(null)
                        .build()));
        return transfers;
    }

    <T> T transaction(Supplier<T> work) {
        return new TransactionTemplate(bean(PlatformTransactionManager.class)).execute(begun -> work.get());
    }

    private LocalDate today() {
        return bean(MovedClock.class).today();
    }

    /** The controls of this room: what it keeps is what the ledger says. Those of the counter do not know these payments. */
    void provesItsBooks() {
        Map<String, Controls.Result> results = as(
                        clerk, () -> bean(Controls.class).check(community))
                .stream()
                .collect(Collectors.toMap(Controls.Result::name, Function.identity()));
        for (String name :
                List.of("receivable", "prepayment", "billed-in-advance", "allocations", "prepayment-entries")) {
            assertThat(results.get(name).differences()).as(name).isEmpty();
        }
    }

    /** Live charges, in the order of allocation. */
    List<Charge> charges(long premises) {
        return as(clerk, () -> bean(Charges.class).of(community, premises, 500)).stream()
                .filter(charge -> charge.reversedOn() == null)
                .sorted(Comparator.comparing((Charge charge) -> charge.line().month())
                        .thenComparing(charge -> charge.line().id()))
                .toList();
    }

    List<String> amounts(long premises) {
        return charges(premises).stream()
                .map(charge -> charge.line().amount().toString())
                .toList();
    }

    List<OpenCharge> open(Long... premises) {
        return as(clerk, () -> bean(Charges.class).open(community, List.of(premises)));
    }

    Money prepaid(long premises) {
        return Money.sum(as(clerk, () -> bean(Prepayments.class).of(community, List.of(premises))).stream()
                .map(Prepayment::balance));
    }

    /** Credits less debits, in fen. */
    long credit(String account) {
        return id(
                "select coalesce(sum(case when credit_account = ?::ledger.account then amount_fen else 0 end)"
                        + " - sum(case when debit_account = ?::ledger.account then amount_fen else 0 end), 0)::bigint"
                        + " from ledger.transfer where community_id = ?",
                account,
                account,
                community);
    }

    void set(String setting, String value) {
        sql().execute(
                        "insert into settings.setting (community_id, name, value, from_on, set_at) values (?, ?, ?, ?, '2000-01-01')",
                        community,
                        setting,
                        value,
                        LONG_AGO);
    }

    static DSLContext sql() {
        return TestDatabases.current().owner();
    }

    static long id(String statement, Object... bindings) {
        return Objects.requireNonNull(sql().fetchSingle(statement, bindings).get(0, Long.class));
    }
}
