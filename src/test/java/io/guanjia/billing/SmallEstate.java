package io.guanjia.billing;

import io.guanjia.approvals.Approvals;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * A community of its own with a clerk, who proposes, and a manager, who approves: premises, areas and who answers for them are
 * put straight into the database, everything of billing goes its real way. {@link #scenario} is the one of rules.md §16.
 */
final class SmallEstate {
    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final AtomicInteger COUNT = new AtomicInteger();

    final long community;
    final long clerk;
    final long manager;
    final BeanFactory house;

    SmallEstate(BeanFactory house) {
        int no = COUNT.incrementAndGet();
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

    BillRun get(long run) {
        return as(clerk, () -> bean(BillRuns.class).get(community, run));
    }

    OneOffCharge oneOff(NewOneOff entry) {
        long id = as(clerk, () -> bean(OneOffCharges.class).propose(community, entry));
        OneOffCharge proposed = as(clerk, () -> bean(OneOffCharges.class).get(community, id));
        approve(Objects.requireNonNull(proposed.approvalId()));
        return as(clerk, () -> bean(OneOffCharges.class).get(community, id));
    }

    /** Live charges, in the order of allocation. */
    List<Charge> charges(long premises) {
        return as(clerk, () -> bean(Charges.class).of(community, premises, 500)).stream()
                .filter(charge -> charge.reversedOn() == null)
                .sorted(java.util.Comparator.comparing(
                                (Charge charge) -> charge.line().month())
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

    static Optional<Money> money(@Nullable String yuan) {
        return Optional.ofNullable(yuan).map(Money::parse);
    }

    static DSLContext sql() {
        return TestDatabases.current().owner();
    }

    static long id(String statement, Object... bindings) {
        return Objects.requireNonNull(sql().fetchSingle(statement, bindings).get(0, Long.class));
    }
}
