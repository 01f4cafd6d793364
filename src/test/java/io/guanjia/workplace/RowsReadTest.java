package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.cashier.Receipts;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.residents.Found;
import io.guanjia.residents.HouseholdFinder;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.Paging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many rows PostgreSQL reads for one household and for one search, which does not depend on the machine. A condition that
 * row level security holds back until its policy has passed reads every row of a community instead of one, and so does a partial
 * index that a plan for any value does not know; neither shows in what comes back (docs/decisions/0029).
 */
@GuanjiaTest
@Tag("T1CLERK-01")
class RowsReadTest {

    private static final int EACH = 1_200;
    /** Of one table; one community has more than ten times as many of each. */
    private static final int ROWS_MAX = 100;

    private static final List<String> FURNISHING = List.of(
            "insert into estate.community (name, created_at) select '小区' || n, now() from generate_series(1, 3) n",
            "insert into residents.person (community_id, kind, name, phone, created_at) select c.id, 'PERSON', '住' || n,"
                    + " '199' || lpad((c.id * 10000 + n)::text, 8, '0'), now() from estate.community c, generate_series(1, %1$d) n",
            "insert into residents.person_initials select community_id, id, 'z' || id from residents.person",
            "insert into estate.premises (community_id, kind, code, sort_key, delivered_on, status, created_at) select c.id, 'ROOM',"
                    + " '1-' || n, lpad(n::text, 8, '0'), '2024-01-01', 'OCCUPIED', now() from estate.community c, generate_series(1, %1$d) n",
            "create table public.home as select p.community_id, p.id as premises_id, o.id as person_id from"
                    + " (select *, row_number() over (order by community_id, id) n from estate.premises) p"
                    + " join (select *, row_number() over (order by community_id, id) n from residents.person) o using (n)",
            "insert into estate.premises_area (community_id, premises_id, from_on, square_metres)"
                    + " select community_id, premises_id, '2024-01-01', 89.37 from public.home",
            "insert into residents.ownership (community_id, premises_id, from_on, created_at)"
                    + " select community_id, premises_id, '2024-01-01', now() from public.home",
            "insert into residents.ownership_owner (community_id, ownership_id, person_id, billed)"
                    + " select h.community_id, o.id, h.person_id, true from public.home h join residents.ownership o using (premises_id)",
            "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                    + " select community_id, premises_id, '2024-01-01', person_id, person_id, 'OWNER' from public.home",
            "insert into residents.vehicle (community_id, plate, person_id, from_on)"
                    + " select community_id, '测A' || lpad(person_id::text, 5, '0'), person_id, '2024-01-01' from public.home",
            "insert into billing.charge_item (community_id, code, name, fee_class, method, created_at)"
                    + " select id, '1', '物业服务费', 'PROPERTY', 'AREA', now() from estate.community",
            "insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,"
                    + " amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before, days_borne,"
                    + " day_basis, bill_run_id, deferred, posted_on, posted_at)"
                    + " select h.community_id, premises_id, i.id, m, 1, person_id, person_id, m, m + interval '1 month -1 day',"
                    + " 21002, 19813, 1189, case when m > date '2024-03-01' then 21002 else 0 end, 'PROPERTY', 'OWN_REVENUE',"
                    + " m + interval '1 month -1 day', '{}', 21002, 0, 30, 'ACTUAL', 1, false, m, m"
                    + " from public.home h join billing.charge_item i using (community_id),"
                    + " generate_series(date '2024-01-01', date '2024-04-01', interval '1 month') months, lateral (select months::date m)",
            "analyze");

    @Autowired
    DSLContext app;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Dossiers dossiers;

    @Autowired
    Happenings happenings;

    @Autowired
    HouseholdFinder finder;

    @Autowired
    Receipts receipts;

    List<Long> communities;
    long premises;

    @BeforeEach
    void furnish() {
        DSLContext owner = TestDatabases.current().owner();
        if (owner.fetchSingle("select count(*) from estate.community").get(0, int.class) == 0) {
            owner.transaction(books -> FURNISHING.forEach(one -> books.dsl().execute(one.formatted(EACH))));
        }
        communities = owner.fetch("select id from estate.community order by id").getValues(0, Long.class);
        premises = owner.fetchSingle(
                        "select id from estate.premises where community_id = ? and code = '1-77'", communities.get(1))
                .get(0, long.class);
    }

    @Test
    void areFewForAHouseholdAmongMany() {
        assertThat(read(() -> assertThat(dossiers.of(communities.get(1), premises)
                                .account()
                                .open())
                        .hasSize(1)))
                .isNotEmpty()
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isLessThan(ROWS_MAX));
    }

    @Test
    void areFewForATimelineAmongMany() {
        assertThat(read(() -> assertThat(happenings
                                .page(communities.get(1), premises, null, new Paging(3, null))
                                .items())
                        .hasSize(3)))
                .isNotEmpty()
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isLessThan(ROWS_MAX));
    }

    /** One code, the end of one, a name, a surname, initials, the tail of a phone and all of it, a plate: most in three communities. */
    @ParameterizedTest
    @ValueSource(strings = {"1-77", "1077", "住77", "住", "z177", "0077", "19900020077", "测A01277"})
    void areFewForASearchAmongMany(String said) {
        assertThat(read(() -> assertThat(finder.find(communities, said, 8)).isNotEmpty()))
                .isNotEmpty()
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isLessThan(ROWS_MAX));
    }

    @Test
    void areFewForAReceiptAmongMany() {
        assertThat(read(() -> assertThat(receipts.numbered("R000077")).isEmpty()))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isLessThan(ROWS_MAX));
    }

    @Test
    void findsInTheFirstCommunityFirst() {
        List<Long> backwards = new ArrayList<>(communities);
        Collections.reverse(backwards);
        assertThat(read(() -> {
                    assertThat(finder.find(backwards, "住77", 8))
                            .extracting(Found::communityId)
                            .startsWith(backwards.get(0));
                    assertThat(finder.find(backwards, "177", 8))
                            .extracting(Found::communityId)
                            .startsWith(backwards.get(0));
                }))
                .isNotEmpty();
    }

    /** Rows by table, of one transaction of the application's role and under the plan that any value would get. */
    private Map<String, Integer> read(Runnable work) {
        return Scopes.call(
                new Scope(communities, null),
                () -> new TransactionTemplate(transactions).execute(status -> {
                    app.execute("set local plan_cache_mode = force_generic_plan");
                    app.execute("set local enable_seqscan = off"); // as on tables that are too large for it
                    Map<String, Integer> before = rows();
                    work.run();
                    return rows().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, now -> now.getValue() - before.getOrDefault(now.getKey(), 0)));
                }));
    }

    private Map<String, Integer> rows() {
        return app.fetch(
                        "select schemaname || '.' || relname, seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables"
                                + " where seq_tup_read + coalesce(idx_tup_fetch, 0) > 0")
                .intoMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class));
    }
}
