package io.guanjia.imports;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.testing.Bench;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** bin/bench import: one sheet of rooms with owners into an empty community on durable settings. No bound is asserted. */
@Tag("bench")
class ImportBench {
    private static final int ROOMS_A_BUILDING = 200;
    private static final String[] TITLES = {"楼号", "单元", "房间", "楼层", "建筑面积", "业主名称", "手机号"};

    private final int rooms = Bench.size();

    @Test
    void rooms() throws Exception {
        Path workbook = Files.createTempFile("guanjia-bench", ".xlsx");
        write(workbook);
        try (Bench bench = Bench.open()) {
            long community = bench.number(
                    "insert into estate.community (name, created_at) values ('bench', now()) returning id");
            long actor = bench.number("insert into identity.account (username, name, password_hash, created_at)"
                    + " values ('bench', 'bench', '-', now()) returning id");
            bench.number(
                    "insert into identity.appointment (account_id, post_code, community_id, from_on, made_at) values ("
                            + actor + ", 'clerk', " + community + ", '2024-01-01', now()) returning id");
            measure(bench, Scope.of(community, actor), community, workbook);
        } finally {
            Files.delete(workbook);
        }
    }

    private void measure(Bench bench, Scope scope, long community, Path workbook) throws Exception {
        ConfigurableApplicationContext house = bench.house();
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long before = heapPools().stream()
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
        double processor = bench.processor();
        long began = System.nanoTime();
        long[] id = {0};
        ImportSummary done = Scopes.call(scope, () -> {
            id[0] = begin(house, community, workbook);
            return house.getBean(Imports.class).now(community, id[0], false);
        });
        double seconds = Bench.since(began);
        double processorSeconds = bench.processor() - processor;
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        began = System.nanoTime();
        ImportSummary again = Scopes.call(
                scope, () -> house.getBean(Imports.class).now(community, begin(house, community, workbook), false));
        double againSeconds = Bench.since(began);
        processor = bench.processor();
        began = System.nanoTime();
        Scopes.run(scope, () -> house.getBean(Imports.class).undo(community, id[0], "bench"));
        double undoSeconds = Bench.since(began);
        double undoProcessor = bench.processor() - processor;
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", "import");
        report.put("size", rooms);
        report.put("created", done.created());
        report.put("seconds", seconds);
        report.put("processorSeconds", processorSeconds);
        report.put("againEqual", again.equal());
        report.put("againSeconds", againSeconds);
        report.put("undoSeconds", undoSeconds);
        report.put("undoProcessorSeconds", undoProcessor);
        report.put("heapBeforeMegabytes", before >> 20);
        report.put("heapPeakMegabytes", peak >> 20);
        bench.report(report);
    }

    private static long begin(ConfigurableApplicationContext house, long community, Path workbook) {
        TransactionTemplate transaction = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
        return transaction.execute(status -> {
            try (InputStream bytes = Files.newInputStream(workbook)) {
                return house.getBean(Imports.class)
                        .begin(community, "rooms", ImportOptions.since(LocalDate.of(2025, 1, 1)), bytes, "rooms.xlsx");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void write(Path workbook) throws IOException {
        try (OutputStream out = Files.newOutputStream(workbook);
                SheetWriter writer = SheetWriter.to(out)) {
            writer.sheet("房屋", List.of());
            writer.row((Object[]) TITLES);
            for (int at = 0; at < rooms; at++) {
                int building = at / ROOMS_A_BUILDING + 1;
                int floor = at % ROOMS_A_BUILDING / 10 + 1;
                writer.row(
                        building + "栋",
                        at % 2 + 1,
                        String.valueOf(floor * 100 + at % 10 + 1),
                        floor,
                        "8" + at % 10 + ".37",
                        "业主" + at,
                        String.valueOf(19900000000L + at));
            }
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
