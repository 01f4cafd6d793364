package io.guanjia.billing;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.Month;
import io.guanjia.testing.Bench;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * bin/bench bill-run: the real posting of a month for 25 communities on durable settings, against plain INSERT … SELECT of the very
 * same rows into copies of the two tables, first with all that hangs on them, then without foreign keys. No bound is asserted.
 */
@Tag("bench")
class BillRunBench {
    private static final int COMMUNITIES = 25;
    private static final int ITEMS = 3;

    private final int rooms = Bench.size();
    private final List<Long> communities = new ArrayList<>();
    private long heapMost;

    @Test
    void billRun() throws Exception {
        try (Bench bench = Bench.open()) {
            furnish(bench.books());
            double seconds = bills(bench);
            double plain = copies(bench, true);
            double bare = copies(bench, false);
            report(bench, seconds, plain, bare);
        }
    }

    private void furnish(Connection books) throws SQLException {
        int each = rooms / COMMUNITIES;
        try (Statement sql = books.createStatement()) {
            for (int at = 0; at < COMMUNITIES; at++) {
                try (ResultSet row = sql.executeQuery("insert into estate.community (name, created_at) values ('bench "
                        + at + "', now()) returning id")) {
                    row.next();
                    communities.add(row.getLong(1));
                }
            }
            for (long c : communities) furnish(sql, c, each);
            sql.execute("analyze");
        }
    }

    private static void furnish(Statement sql, long c, int each) throws SQLException {
        sql.execute("insert into residents.person (community_id, kind, name, created_at) select " + c
                + ", 'PERSON', '业主' || n, now() from generate_series(1, " + each + ") n");
        sql.execute("insert into estate.premises (community_id, kind, code, sort_key, delivered_on, created_at) select "
                + c + ", 'ROOM', n::text, lpad(n::text, 8, '0'), '2024-01-01', now() from generate_series(1, " + each
                + ") n");
        sql.execute(
                "insert into estate.premises_area (community_id, premises_id, from_on, square_metres) select community_id, id,"
                        + " '2024-01-01', 60 + id % 90 + 0.37 from estate.premises where community_id = " + c);
        sql.execute("insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                + " select p.community_id, p.id, '2024-01-01', o.id, o.id, 'OWNER' from"
                + " (select *, row_number() over (order by id) n from estate.premises where community_id = " + c
                + ") p join"
                + " (select *, row_number() over (order by id) n from residents.person where community_id = " + c
                + ") o using (n)");
        for (int item = 1; item <= ITEMS; item++) {
            String of = " from billing.charge_item where community_id = " + c + " and code = '" + item + "'";
            sql.execute(
                    "insert into billing.charge_item (community_id, code, name, fee_class, method, created_at) values ("
                            + c + ", '" + item + "', '项目" + item + "', 'PROPERTY', '"
                            + (item == ITEMS ? "FIXED" : "AREA") + "', now())");
            sql.execute(
                    "insert into billing.charge_item_version (community_id, item_id, from_on, fund_class, tax_rate, created_at)"
                            + " select community_id, id, '2024-01-01', 'OWN_REVENUE', 0.06, now()" + of);
            sql.execute("insert into billing.tariff (community_id, item_id, from_on, unit_price, created_at)"
                    + " select community_id, id, '2024-01-01', 2.35, now()" + of);
            sql.execute(
                    "insert into billing.premises_item (community_id, premises_id, item_id, from_on) select p.community_id, p.id,"
                            + " i.id, '2024-01-01' from estate.premises p join billing.charge_item i on i.community_id = p.community_id"
                            + " and i.code = '" + item + "' where p.community_id = " + c);
        }
    }

    /** What the approval of each run does, its own figures included; preview and approval themselves are not counted. */
    private double bills(Bench bench) throws SQLException {
        ConfigurableApplicationContext house = bench.house();
        BillRuns runs = house.getBean(BillRuns.class);
        TransactionTemplate transaction = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
        Month month = Month.of(LocalDate.now(house.getBean(Clock.class)));
        long actor = actor(bench.books());
        Map<Long, Long> previewed = new LinkedHashMap<>();
        for (long c : communities) {
            Scopes.run(
                    Scope.of(c, actor),
                    () -> transaction.executeWithoutResult(status -> {
                        List<Long> items = house.getBean(ChargeItems.class).all(c).stream()
                                .map(ChargeItem::id)
                                .toList();
                        long run = runs.preview(c, month, items);
                        runs.propose(c, run);
                        previewed.put(c, run);
                    }));
        }
        bench.execute("analyze");
        long began = System.nanoTime();
        previewed.forEach((c, run) -> {
            Scopes.run(
                    Scope.of(c, actor),
                    () -> transaction.executeWithoutResult(status -> {
                        runs.post(c, run);
                    }));
            heapMost = Math.max(heapMost, bench.heap());
        });
        return Bench.since(began);
    }

    private long actor(Connection books) throws SQLException {
        try (Statement sql = books.createStatement();
                ResultSet row =
                        sql.executeQuery("insert into identity.account (username, name, password_hash, created_at)"
                                + " values ('bench', 'bench', '-', now()) returning id")) {
            row.next();
            long id = row.getLong(1);
            for (long c : communities) {
                books.createStatement()
                        .execute(
                                "insert into identity.appointment (account_id, post_code, community_id, from_on, made_at)"
                                        + " select " + id + ", code, " + c + ", '2024-01-01', now() from identity.post"
                                        + " where code in ('clerk', 'manager')");
            }
            return id;
        }
    }

    private double copies(Bench bench, boolean foreignKeys) throws SQLException {
        ConfigurableApplicationContext house = bench.house();
        try (Statement sql = bench.books().createStatement()) {
            sql.execute("drop schema if exists bench cascade");
            sql.execute("create schema bench");
            sql.execute("grant usage on schema bench to guanjia_app");
            for (String table : List.of("billing.charge", "ledger.transfer")) copy(sql, table, foreignKeys);
        }
        bench.execute("analyze");
        TransactionTemplate transaction = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
        var jooq = house.getBean(org.jooq.DSLContext.class);
        long began = System.nanoTime();
        for (long c : communities) {
            Scopes.run(
                    Scope.of(c, null),
                    () -> transaction.executeWithoutResult(status -> {
                        jooq.execute(
                                "insert into bench.charge overriding system value select * from billing.charge where community_id = "
                                        + c);
                        jooq.execute(
                                "insert into bench.transfer overriding system value select * from ledger.transfer where community_id = "
                                        + c);
                    }));
        }
        return Bench.since(began);
    }

    private static void copy(Statement sql, String table, boolean foreignKeys) throws SQLException {
        String name = "bench." + table.replaceFirst(".*\\.", "");
        sql.execute("create table " + name + " (like " + table + " including all)");
        sql.execute("call database.secure('" + name + "')");
        sql.execute("grant select, insert on " + name + " to guanjia_app");
        List<String> statements = new ArrayList<>();
        try (ResultSet triggers =
                sql.executeQuery("select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgrelid = '"
                        + table + "'::regclass")) {
            while (triggers.next()) statements.add(triggers.getString(1).replace(table, name));
        }
        try (ResultSet keys = sql.executeQuery(
                "select pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = '" + table
                        + "'::regclass")) {
            while (foreignKeys && keys.next()) statements.add("alter table " + name + " add " + keys.getString(1));
        }
        for (String statement : statements) sql.execute(statement);
    }

    private void report(Bench bench, double seconds, double plain, double bare) throws Exception {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", "bill-run");
        report.put("size", rooms);
        report.put("communities", COMMUNITIES);
        report.put("charges", bench.number("select count(*) from billing.charge"));
        report.put("transfers", bench.number("select count(*) from ledger.transfer"));
        report.put("seconds", seconds);
        report.put("plainSeconds", plain);
        report.put("ratio", Math.round(seconds / plain * 100) / 100.0);
        report.put("bareSeconds", bare);
        report.put("bareRatio", Math.round(seconds / bare * 100) / 100.0);
        report.put("heapMegabytes", heapMost >> 20);
        bench.report(report);
    }
}
