package io.guanjia.registers;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.testing.Bench;
import io.guanjia.web.Paging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The register of premises of one community as large as {@code bin/bench register --size} says: a page with its totals, and the
 * export of all of it with owners, payers and arrears, its time and what it keeps in memory while it runs.
 */
class RegisterBench {

    private static final int ASKED = 10;
    private static final String COLUMNS = "columns=kind,area,status,delivered,owner,payer,phone,owed,overdue";

    private static final List<String> FURNISHING = List.of(
            "insert into estate.community (name, created_at) values ('大社区', now())",
            "insert into residents.person (community_id, kind, name, phone, created_at) select 1, 'PERSON', '住户' || n,"
                    + " '199' || lpad(n::text, 8, '0'), now() from generate_series(1, %1$d) n",
            "insert into estate.premises (community_id, kind, code, sort_key, delivered_on, status, created_at)"
                    + " select 1, 'ROOM', '1-' || n, lpad(n::text, 8, '0'), '2024-01-01', 'OCCUPIED', now() from generate_series(1, %1$d) n",
            "create temporary table home as select p.id as premises_id, o.id as person_id from"
                    + " (select id, row_number() over (order by id) n from estate.premises) p"
                    + " join (select id, row_number() over (order by id) n from residents.person) o using (n)",
            "insert into estate.premises_area (community_id, premises_id, from_on, square_metres)"
                    + " select 1, premises_id, '2024-01-01', 89.37 from home",
            "insert into residents.ownership (community_id, premises_id, from_on, created_at)"
                    + " select 1, premises_id, '2024-01-01', now() from home",
            "insert into residents.ownership_owner (community_id, ownership_id, person_id, billed)"
                    + " select 1, o.id, h.person_id, true from home h join residents.ownership o using (premises_id)",
            "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                    + " select 1, premises_id, '2024-01-01', person_id, person_id, 'OWNER' from home",
            "insert into billing.charge_item (community_id, code, name, fee_class, method, created_at)"
                    + " values (1, '1', '物业服务费', 'PROPERTY', 'AREA', now())",
            "insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,"
                    + " amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before, days_borne,"
                    + " day_basis, bill_run_id, deferred, posted_on, posted_at)"
                    + " select 1, premises_id, 1, m, 1, person_id, person_id, m, m + interval '1 month -1 day',"
                    + " 21002, 19813, 1189, case when m > date '2024-09-01' then 21002 else 0 end, 'PROPERTY', 'OWN_REVENUE',"
                    + " m + interval '1 month -1 day', '{}', 21002, 0, 30, 'ACTUAL', 1, false, m, now()"
                    + " from home, generate_series(date '2024-01-01', date '2024-12-01', interval '1 month') months, lateral (select months::date m)",
            "vacuum analyze");

    @Test
    void register() throws Exception {
        try (Bench bench = Bench.open()) {
            for (String statement : FURNISHING) {
                bench.execute(statement.formatted(Bench.size()));
            }
            Map<String, Object> report = Scopes.call(new Scope(List.of(1L), null), () -> measured(bench));
            bench.report(report);
        }
    }

    private static Map<String, Object> measured(Bench bench) {
        Registers registers = bench.house().getBean(Registers.class);
        Asking asking = bench.house().getBean(Asking.class);
        Register premises = asking.register("premises");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", "register");
        report.put("size", Bench.size());
        for (String query : List.of("", "sort=-owed&" + COLUMNS, "owing=OVERDUE", "query=1-77")) {
            Asked asked = asking.read(premises, 1, query);
            List<Double> took = new ArrayList<>();
            for (int n = 0; n < ASKED; n++) {
                long began = System.nanoTime();
                registers.page(premises, asked, new Paging(50, null));
                took.add((System.nanoTime() - began) / 1e6);
            }
            took.sort(null);
            report.put("pageMillis " + query, Math.round(took.get(ASKED / 2)));
        }
        Runnable all = () -> export(registers, premises, asking.read(premises, 1, COLUMNS));
        all.run();
        long began = System.nanoTime();
        all.run();
        report.put("seconds", Bench.since(began));
        report.put("keptIdleMegabytes", kept(bench) >> 20);
        report.put("keptMostMegabytes", keptMost(bench, all) >> 20);
        Asked few = asking.read(premises, 1, "query=1-77&" + COLUMNS);
        report.put("keptMostOfFewMegabytes", keptMost(bench, () -> export(registers, premises, few)) >> 20);
        return report;
    }

    private static void export(Registers registers, Register premises, Asked asked) {
        try {
            Path file = Files.createTempFile("bench", ".xlsx");
            registers.export(new Registers.Export(premises, asked, null, null), file);
            Files.delete(file);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** What remains after the collections that are forced while it runs. */
    private static long keptMost(Bench bench, Runnable work) {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicLong most = new AtomicLong();
        Thread looking = new Thread(() -> {
            while (running.get()) {
                most.accumulateAndGet(kept(bench), Math::max);
                LockSupport.parkNanos(200_000_000);
            }
        });
        looking.setDaemon(true);
        looking.start();
        try {
            work.run();
        } finally {
            running.set(false);
        }
        return most.get();
    }

    private static long kept(Bench bench) {
        System.gc();
        return bench.heap();
    }
}
