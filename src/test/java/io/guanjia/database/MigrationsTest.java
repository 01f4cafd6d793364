package io.guanjia.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.TestDatabase;
import io.guanjia.testing.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must hold for every table that the migrations make, on the oldest PostgreSQL as on the newest. */
class MigrationsTest {

    private static final String OURS = " n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public') ";

    private static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestDatabases.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void hideTheRowsOfOtherCommunitiesWhereverMoneyOrPeopleAre() {
        assertThat(names("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where %s and c.relkind in ('r', 'p') and not c.relispartition
                            and n.nspname in ('estate', 'ledger', 'residents', 'billing', 'cashier', 'files', 'approvals')
                            and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id')
                            and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
                        """)).isEmpty();
    }

    @Test
    void nameTheCommunityInEveryKeyBetweenTablesOfAnEstate() {
        assertThat(names("""
                        select k.conname || ' of ' || k.conrelid::regclass from pg_constraint k
                        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                        where %s and k.contype = 'f'
                            and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'community_id')
                            and not exists (select from pg_attribute a
                                where a.attrelid = k.conrelid and a.attname = 'community_id' and a.attnum = any (k.conkey))
                        """)).isEmpty();
    }

    @Test
    void leaveTheApplicationNothingToOwnOrTruncateAndNoWayRoundThePolicies() {
        assertThat(names("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where %s"
                        + " and c.relkind in ('r', 'p', 'v', 'S') and (c.relowner <> 'guanjia_owner'::regrole"
                        + " or (c.relkind in ('r', 'p') and has_table_privilege('guanjia_app', c.oid, 'truncate')))"))
                .isEmpty();
        assertThat(
                        names(
                                "select n.nspname from pg_namespace n where %s and has_schema_privilege('guanjia_app', n.oid, 'create')"))
                .isEmpty();
        assertThat(
                        names(
                                "select r.rolname from pg_roles r, pg_namespace n where %s"
                                        + " and r.rolname in ('guanjia_owner', 'guanjia_app') and (r.rolsuper or r.rolbypassrls or r.rolcreaterole)"))
                .isEmpty();
        assertThat(
                        names(
                                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where %s"
                                        + " and c.relkind = 'v' and not coalesce(array_to_string(c.reloptions, ',') ~ 'security_invoker=(true|on|1)', false)"))
                .isEmpty();
    }

    @Test
    void keepMoneyInWholeFenAndKnowNoFloatingPoint() {
        assertThat(names("""
                        select c.table_schema || '.' || c.table_name || '.' || c.column_name from information_schema.columns c
                        join pg_namespace n on n.nspname = c.table_schema
                        where %s and (c.data_type in ('real', 'double precision', 'money')
                            or (c.column_name like '%%\\_fen' and c.data_type <> 'bigint'))
                        """)).isEmpty();
    }

    @Test
    void writeDownInstantsWithTheirZone() {
        assertThat(names(
                        "select c.table_schema || '.' || c.table_name || '.' || c.column_name from information_schema.columns c"
                                + " join pg_namespace n on n.nspname = c.table_schema"
                                + " where %s and c.data_type = 'timestamp without time zone'"))
                .isEmpty();
    }

    private static List<String> names(String query) {
        return database.owner().fetch(String.format(query, OURS)).getValues(0, String.class);
    }
}
