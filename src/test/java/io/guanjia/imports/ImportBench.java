package io.guanjia.imports;

import io.guanjia.GuanjiaApplication;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.sheets.SheetWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** bin/bench import: one sheet of rooms with owners into an empty community on durable settings. No bound is asserted. */
@Tag("bench")
class ImportBench {
    private static final int ROOMS_A_BUILDING = 200;
    private static final String[] TITLES = {"楼号", "单元", "房间", "楼层", "建筑面积", "业主名称", "手机号"};

    private final int rooms = Integer.getInteger("bench.size", 100_000);

    @Test
    void rooms() throws Exception {
        Path data = Files.createTempDirectory("guanjia-bench");
        Path workbook = data.resolve("rooms.xlsx");
        write(workbook);
        try (ConfigurableApplicationContext house = SpringApplication.run(
                GuanjiaApplication.class,
                "--guanjia.data-dir=" + data.resolve("house"),
                "--guanjia.demo=false",
                "--server.port=0",
                "--db-scheduler.enabled=false")) {
            FlywayConnectionDetails owner = house.getBean(FlywayConnectionDetails.class);
            try (Connection books =
                    DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword())) {
                long community = number(
                        books, "insert into estate.community (name, created_at) values ('bench', now()) returning id");
                long actor = number(
                        books,
                        "insert into identity.account (username, name, password_hash, created_at)"
                                + " values ('bench', 'bench', '-', now()) returning id");
                number(
                        books,
                        "insert into identity.appointment (account_id, post_code, community_id, from_on, made_at) values ("
                                + actor + ", 'clerk', " + community + ", '2024-01-01', now()) returning id");
                measure(house, books, Scope.of(community, actor), community, workbook);
            }
        } finally {
            deleteAll(data);
        }
    }

    private void measure(
            ConfigurableApplicationContext house, Connection books, Scope scope, long community, Path workbook)
            throws Exception {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long before = heapPools().stream()
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
        long began = System.nanoTime();
        long[] id = {0};
        ImportSummary done = Scopes.call(scope, () -> {
            id[0] = begin(house, community, workbook);
            return house.getBean(Imports.class).now(community, id[0], false);
        });
        double seconds = since(began);
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        began = System.nanoTime();
        ImportSummary again = Scopes.call(
                scope, () -> house.getBean(Imports.class).now(community, begin(house, community, workbook), false));
        double againSeconds = since(began);
        began = System.nanoTime();
        Scopes.run(scope, () -> house.getBean(Imports.class).undo(community, id[0], "bench"));
        double undoSeconds = since(began);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", "import");
        report.put("size", rooms);
        report.put("created", done.created());
        report.put("seconds", seconds);
        report.put("againEqual", again.equal());
        report.put("againSeconds", againSeconds);
        report.put("undoSeconds", undoSeconds);
        report.put("heapBeforeMegabytes", before >> 20);
        report.put("heapPeakMegabytes", peak >> 20);
        report.put("environment", environment(books));
        String json = JsonMapper.builder().build().writeValueAsString(report);
        System.out.println(json);
        String file = System.getProperty("bench.json", "");
        if (!file.isEmpty()) Files.writeString(Path.of(file), json + "\n");
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

    private static Map<String, Object> environment(Connection books) throws SQLException {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("java", System.getProperty("java.runtime.version"));
        environment.put("maxHeapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
        environment.put("processors", Runtime.getRuntime().availableProcessors());
        for (String name : List.of("server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size")) {
            try (Statement sql = books.createStatement();
                    ResultSet row = sql.executeQuery("show " + name)) {
                row.next();
                environment.put(name, row.getString(1));
            }
        }
        return environment;
    }

    private static long number(Connection books, String query) throws SQLException {
        try (Statement sql = books.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double since(long began) {
        return Math.round((System.nanoTime() - began) / 1e7) / 100.0;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
