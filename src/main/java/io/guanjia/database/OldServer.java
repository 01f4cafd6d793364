package io.guanjia.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The server of the user's own is too old for the migrations: said before the first of them runs, which would only fail. */
class OldServer extends IllegalStateException {

    private static final long serialVersionUID = 1L;
    static final int OLDEST = 15;

    OldServer(String version) {
        super("Guanjia needs PostgreSQL " + OLDEST + " or newer, and this server is " + version
                + ". Nothing was changed; see docs/operations.md");
    }

    static void refuse(DataSource server) {
        try (Connection connection = server.getConnection()) {
            var facts = connection.getMetaData();
            refuse(facts.getDatabaseMajorVersion(), facts.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer", e);
        }
    }

    static void refuse(int major, String version) {
        if (major < OLDEST) {
            throw new OldServer(version);
        }
    }
}
