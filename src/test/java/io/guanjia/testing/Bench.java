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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An empty house on durable settings to be measured, with the owner's connection beside it; gone when closed. */
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
        Path data = Files.createTempDirectory("guanjia-bench");
        ConfigurableApplicationContext house = SpringApplication.run(
                GuanjiaApplication.class,
                "--guanjia.data-dir=" + data,
                "--guanjia.demo=false",
                "--server.port=0",
                "--db-scheduler.enabled=false");
        FlywayConnectionDetails owner = house.getBean(FlywayConnectionDetails.class);
        return new Bench(
                data, house, DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()));
    }

    /** {@code bin/bench --size}. */
    public static int size() {
        return Integer.getInteger("bench.size", 100_000);
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
