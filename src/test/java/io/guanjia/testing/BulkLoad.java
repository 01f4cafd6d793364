package io.guanjia.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Fills tables as the owner: all or nothing, and everything that a row costs beside itself is done once, at the end. */
final class BulkLoad {

    private static final String TABLES = "array[%s]::regclass[]";
    /** Primary keys stay: others refer to them. First what indexes are made of, then what refers. */
    private static final String CONSTRAINTS = """
            select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint
            where conrelid = any (%s) and contype in ('u', 'x', 'f') order by contype = 'f', oid""";

    private static final String INDEXES = """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
            where i.indrelid = any (%s) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)""";

    private BulkLoad() {}

    static void into(Connection owner, Collection<String> tables, Collection<String> statements) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement sql = owner.createStatement()) {
            sql.execute("set local maintenance_work_mem = '1GB'");
            sql.execute("set local work_mem = '256MB'");
            List<String> again = bare(sql, tables);
            run(sql, statements);
            run(sql, again);
            owner.commit();
        } catch (SQLException e) {
            owner.rollback();
            throw e;
        } finally {
            owner.setAutoCommit(true);
        }
    }

    /** @return what makes the tables whole again */
    private static List<String> bare(Statement sql, Collection<String> tables) throws SQLException {
        String named = TABLES.formatted("'" + String.join("','", tables) + "'");
        List<String> away = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (String table : tables) {
            away.add("alter table " + table + " disable trigger user");
        }
        List<String> indexes = new ArrayList<>();
        try (ResultSet index = sql.executeQuery(INDEXES.formatted(named))) {
            while (index.next()) {
                away.add("drop index " + index.getString(1));
                indexes.add(index.getString(2));
            }
        }
        try (ResultSet constraint = sql.executeQuery(CONSTRAINTS.formatted(named))) {
            while (constraint.next()) {
                String alter = "alter table " + constraint.getString(1);
                away.add(alter + " drop constraint " + constraint.getString(2));
                again.add(alter + " add constraint " + constraint.getString(2) + " " + constraint.getString(3));
            }
        }
        again.addAll(0, indexes);
        for (String table : tables) {
            again.add("alter table " + table + " enable trigger user");
        }
        run(sql, away);
        return again;
    }

    private static void run(Statement sql, Collection<String> statements) throws SQLException {
        for (String statement : statements) {
            long began = System.nanoTime();
            sql.execute(statement);
            if (Bench.since(began) > 5) {
                System.err.println(Bench.since(began) + " s  "
                        + statement.lines().findFirst().orElse(""));
            }
        }
    }
}
