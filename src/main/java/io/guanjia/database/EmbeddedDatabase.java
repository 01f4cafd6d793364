package io.guanjia.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * The company's own PostgreSQL in {@code <data-dir>/postgres}: durable, and closed to other people of this machine. The data
 * folder belongs to one running Guanjia; a server that a killed one left behind is stopped and started anew.
 */
class EmbeddedDatabase implements AutoCloseable {

    static final String OWNER = "guanjia_owner";
    static final String APPLICATION = "guanjia_app";
    private static final String ADMINISTRATOR = "postgres";
    private static final String PG_HBA = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;
    private static final Map<String, String> SERVER_SETTINGS = Map.ofEntries(
            // zonky switches the first three off
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", "''"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("lc_messages", "C"),
            // a week of logs in <data-dir>/postgres/log; without statements and details, which quote what people typed
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", "%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"));

    private final Secrets secrets;
    private final FileChannel door;
    private final EmbeddedPostgres postgres;

    EmbeddedDatabase(Path dataDir) throws IOException, SQLException {
        Path home = dataDir.toAbsolutePath().normalize();
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        door = lock(home);
        try {
            secrets = Secrets.readOrDraw(home.resolve("database.secrets"), List.of(ADMINISTRATOR, OWNER, APPLICATION));
            // beside, never above, the data: zonky makes this folder world-writable and deletes stale clusters in it
            System.setProperty("ot.epg.working-dir", home.resolve("engine").toString());
            Path data = home.resolve("postgres");
            stopOrphan(data.resolve("postmaster.pid"));
            clearUnfinished(home);
            if (!Files.exists(data)) {
                initialise(home, data);
            }
            postgres = start(home, data);
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            createRoles(statement);
            createDatabase(statement);
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/guanjia";
    }

    String secret(String role) {
        return secrets.of(role);
    }

    @Override
    public void close() throws IOException {
        try (door) {
            postgres.close();
        }
    }

    /** The kernel frees this lock when the JVM dies, however it dies; the postmaster does not inherit it. */
    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("guanjia.lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) { // the same JVM
        }
        channel.close();
        throw new DataFolderInUse(home);
    }

    private static void stopOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readAllLines(pidFile).get(0).strip();
        var orphan = ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent());
        if (orphan.isEmpty()) {
            return; // a stale file: PostgreSQL clears it away itself
        }
        // SIGINT is the fast shutdown; Java's destroy() sends SIGTERM, which waits for every client
        new ProcessBuilder("kill", "-INT", pid).inheritIO().start();
        try {
            orphan.get().onExit().get(120, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("The PostgreSQL left behind in " + pidFile.getParent() + " does not stop", e);
        }
    }

    /** What an initialisation left that was killed; the lock says that nobody is at it now. */
    private static void clearUnfinished(Path home) throws IOException {
        try (var leftovers = Files.newDirectoryStream(home, "{postgres.new,initdb}*")) {
            for (Path leftover : leftovers) {
                FileSystemUtils.deleteRecursively(leftover);
            }
        }
    }

    /** Under another name, then renamed whole: a killed initdb never looks finished. */
    private void initialise(Path home, Path data) throws IOException {
        Path fresh = Files.createTempDirectory(home, "postgres.new");
        start(home, fresh).close();
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private EmbeddedPostgres start(Path home, Path data) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path passwordFile = Files.createTempFile(home, "initdb", ".password", ownerOnly);
        try {
            Files.writeString(passwordFile, secrets.of(ADMINISTRATOR) + "\n");
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setDataDirectoryCustomizer(folder -> closeToOthers(folder.toPath()))
                    .setConnectConfig("password", secrets.of(ADMINISTRATOR))
                    .setPGStartupWait(Duration.ofMinutes(5)); // recovery after a crash may take its time
            SERVER_SETTINGS.forEach(builder::setServerConfig);
            return builder.start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static void closeToOthers(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), PG_HBA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createRoles(Statement statement) throws SQLException {
        for (String role : List.of(OWNER, APPLICATION)) {
            String verb = exists(statement, "pg_roles where rolname = '" + role + "'") ? "alter" : "create";
            statement.execute(verb + " role " + role + " login password '" + secrets.of(role) + "'");
        }
    }

    private static void createDatabase(Statement statement) throws SQLException {
        if (!exists(statement, "pg_database where datname = 'guanjia'")) {
            statement.execute("create database guanjia owner " + OWNER);
            statement.execute("revoke all on database guanjia from public");
            statement.execute("grant connect, temporary on database guanjia to " + APPLICATION);
        }
    }

    private static boolean exists(Statement statement, String rows) throws SQLException {
        try (var found = statement.executeQuery("select 1 from " + rows)) {
            return found.next();
        }
    }
}
