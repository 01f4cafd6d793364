package io.guanjia.database;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsDataBetweenStartsAndIsClosedToOthers() throws Exception {
        Path home = folder.resolve("data");
        String secret;
        try (var database = new EmbeddedDatabase(home)) {
            secret = database.secret(EmbeddedDatabase.OWNER);
            try (Connection owner = connect(database, EmbeddedDatabase.OWNER)) {
                owner.createStatement().execute("create table kept as select '管家' word");
            }
            assertThat(Files.getPosixFilePermissions(home)).isEqualTo(fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(home.resolve("postgres"))).isEqualTo(fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(home.resolve("database.secrets")))
                    .isEqualTo(fromString("rw-------"));
            assertThat(Files.readAllLines(home.resolve("postgres/pg_hba.conf")))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("scram-sha-256"));
            for (String password : List.of("", "postgres", secret + "x")) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", password))
                        .isInstanceOf(SQLException.class);
            }
            try (Connection application = connect(database, EmbeddedDatabase.APPLICATION)) {
                assertThat(settings(application)).containsExactly("on", "on", "on", "off");
            }
            assertThatThrownBy(() -> new EmbeddedDatabase(home)).isInstanceOf(DataFolderInUse.class);
        }
        try (var database = new EmbeddedDatabase(home);
                Connection owner = connect(database, EmbeddedDatabase.OWNER)) {
            assertThat(database.secret(EmbeddedDatabase.OWNER)).isEqualTo(secret);
            var row = owner.createStatement().executeQuery("select word from kept");
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("管家");
        }
        assertThat(Files.list(home).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("postgres", "engine", "database.secrets", "guanjia.lock");
    }

    @Test
    void stopsTheServerThatAKilledJvmLeftBehind() throws Exception {
        Files.createDirectories(folder.resolve("postgres.new123")); // and one that was killed while it initialised
        Process other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndWait.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = other.inputReader()) {
            assertThat(lines.lines().filter("started"::equals).findFirst()).isPresent();
        } finally {
            other.destroyForcibly().waitFor();
        }
        long orphan = Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0));
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (var database = new EmbeddedDatabase(folder);
                Connection owner = connect(database, EmbeddedDatabase.OWNER)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(owner.createStatement()
                            .executeQuery("select word from kept")
                            .next())
                    .isTrue();
            assertThat(folder.resolve("postgres.new123")).doesNotExist();
        }
    }

    /** The main class of the JVM that is killed. */
    static class StartAndWait {
        public static void main(String[] arguments) throws Exception {
            var database = new EmbeddedDatabase(Path.of(arguments[0]));
            try (Connection owner = connect(database, EmbeddedDatabase.OWNER)) {
                owner.createStatement().execute("create table kept as select '管家' word");
            }
            System.out.println("started");
            Thread.sleep(60_000);
        }
    }

    private static Connection connect(EmbeddedDatabase database, String role) throws SQLException {
        return DriverManager.getConnection(database.url(), role, database.secret(role));
    }

    private static List<String> settings(Connection connection) throws SQLException {
        var row = connection
                .createStatement()
                .executeQuery("select current_setting('fsync'), current_setting('synchronous_commit'),"
                        + " current_setting('full_page_writes'), current_setting('is_superuser')");
        row.next();
        return List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
