package io.guanjia.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL for all tests of this JVM, with a migrated model to copy: an embedded one that forgets, or the server which
 * {@code -Dguanjia.test.jdbc-url=jdbc:postgresql://host:port/postgres} names, with {@code -Dguanjia.test.username} and
 * {@code -Dguanjia.test.password} of one who may create roles and databases.
 */
final class TestServer implements AutoCloseable {

    static final String OWNER = "guanjia_owner";
    static final String APPLICATION = "guanjia_app";
    static final String PASSWORD = "of-tests-only";

    private final @Nullable EmbeddedPostgres embedded;
    private final String adminUrl;
    private final String model = "guanjia_model_" + ProcessHandle.current().pid();

    private TestServer(@Nullable EmbeddedPostgres embedded, String adminUrl) {
        this.embedded = embedded;
        this.adminUrl = adminUrl;
        for (String role : List.of(OWNER, APPLICATION)) {
            execute("do $$ begin if not exists (select from pg_roles where rolname = '" + role + "') then create role "
                    + role + "; end if; end $$");
            execute("alter role " + role + " login password '" + PASSWORD + "'");
        }
        execute("create database " + model + " owner " + OWNER);
        Flyway.configure()
                .dataSource(url(model), OWNER, PASSWORD)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    static TestServer start() {
        String given = System.getProperty("guanjia.test.jdbc-url");
        if (given != null) {
            return new TestServer(null, given);
        }
        try {
            EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            return new TestServer(embedded, embedded.getJdbcUrl("postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return adminUrl.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*.*$", "$1" + database);
    }

    void copyModel(String name) {
        execute("create database " + name + " template " + model + " strategy file_copy owner " + OWNER);
    }

    void drop(String name) {
        execute("drop database if exists " + name + " with (force)");
    }

    @Override
    public void close() throws IOException {
        drop(model);
        if (embedded != null) {
            embedded.close();
        }
    }

    private void execute(String sql) {
        String user = System.getProperty("guanjia.test.username", "postgres");
        String password = System.getProperty("guanjia.test.password", "");
        try (Connection connection = DriverManager.getConnection(adminUrl, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
