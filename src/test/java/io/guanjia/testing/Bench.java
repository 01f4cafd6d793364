package io.guanjia.testing;

import io.guanjia.GuanjiaApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A house on durable settings to be measured, with the owner's connection beside it: empty and gone when closed, or kept in the
 * folder of {@code bin/bench --data}, so that what one bench loaded is there for the next.
 */
public final class Bench implements AutoCloseable {

    private final Path data;
    private final ConfigurableApplicationContext house;
    private final Connection books;

    private Bench(Path data, ConfigurableApplicationContext house, Connection books) {
        this.data = data;
        this.house = house;
        this.books = books;
    }

    public static Bench open() throws IOException, SQLException {
        Path data = kept() ? Path.of(System.getProperty("bench.data")) : Files.createTempDirectory("guanjia-bench");
        SpringApplication application = new SpringApplication(GuanjiaApplication.class);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(ServerTime.class, ServerTime::new));
        ConfigurableApplicationContext house = application.run(
                "--guanjia.data-dir=" + data,
                "--guanjia.demo=false",
                "--server.port=0",
                // a kept house meets migrations in the order in which they landed
                "--spring.flyway.out-of-order=true",
                "--db-scheduler.enabled=false");
        FlywayConnectionDetails owner = house.getBean(FlywayConnectionDetails.class);
        return new Bench(
                data, house, DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()));
    }

    /** {@code bin/bench --size}. */
    public static int size() {
        return Integer.getInteger("bench.size", 100_000);
    }

    private static boolean kept() {
        return !System.getProperty("bench.data", "").isEmpty();
    }

    /** Loads a part in one transaction, without triggers, foreign keys and secondary indexes until it is in; not again if it is there. */
    public void load(String part, long size, Collection<String> tables, Collection<String> statements)
            throws SQLException {
        execute("create table if not exists public.bench_loaded (part text primary key, size bigint not null)");
        long there = number("select coalesce(sum(size), 0) from public.bench_loaded where part = '" + part + "'");
        if (there != 0 && there != size) {
            throw new IllegalStateException("The kept database holds " + part + " of " + there + ", not of " + size);
        }
        if (there == 0) {
            BulkLoad.into(books, tables, statements);
            execute("insert into public.bench_loaded values ('" + part + "', " + size + ")");
            execute("vacuum analyze");
        }
    }

    public ConfigurableApplicationContext house() {
        return house;
    }

    public Connection books() {
        return books;
    }

    public void execute(String statement) throws SQLException {
        try (Statement sql = books.createStatement()) {
            sql.execute(statement);
        }
    }

    public long number(String query) throws SQLException {
        try (Statement sql = books.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    public long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Seconds of processor that this process and the server have used: what the clock says depends on who else is at work. */
    public double processor() throws SQLException {
        ProcessHandle backend =
                ProcessHandle.of(number("select pg_backend_pid()")).orElseThrow();
        Stream<ProcessHandle> server = backend.parent().orElseThrow().children();
        Duration used = Stream.concat(Stream.of(ProcessHandle.current()), server)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return used.toMillis() / 1e3;
    }

    public static double since(long began) {
        return Math.round((System.nanoTime() - began) / 1e7) / 100.0;
    }

    /** Prints the figures with those of the machine, and writes them where {@code bin/bench --json} says. */
    public void report(Map<String, Object> figures) throws IOException, SQLException {
        Map<String, Object> report = new LinkedHashMap<>(figures);
        report.put("environment", environment());
        String json = JsonMapper.builder().build().writeValueAsString(report);
        System.out.println(json);
        String file = System.getProperty("bench.json", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), json + "\n");
        }
    }

    @Override
    public void close() throws Exception {
        books.close();
        house.close();
        if (kept()) {
            return;
        }
        try (var files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private Map<String, Object> environment() throws SQLException {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("java", System.getProperty("java.runtime.version"));
        environment.put(
                "jvm",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("-X"))
                        .toList());
        environment.put("processors", Runtime.getRuntime().availableProcessors());
        for (String name : List.of(
                "server_version",
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "data_checksums",
                "shared_buffers",
                "wal_level",
                "max_wal_size")) {
            try (Statement sql = books.createStatement();
                    ResultSet row = sql.executeQuery("show " + name)) {
                row.next();
                environment.put(name, row.getString(1));
            }
        }
        return environment;
    }
}
