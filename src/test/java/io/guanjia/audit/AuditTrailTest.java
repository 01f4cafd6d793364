package io.guanjia.audit;

import static io.guanjia.db.audit.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@GuanjiaTest
class AuditTrailTest {

    private static int count;

    @Autowired
    AuditTrail audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MovedClock clock;

    long community;
    long other;
    long clerk;

    @BeforeEach
    void hire() {
        community = Staff.community("云栖 " + ++count);
        other = Staff.community("林海 " + count);
        clerk = Staff.hire("clerk" + count, community, "clerk");
    }

    @Test
    void writesWhoWhenAndWhatChanged() {
        record(community, Map.of("name", "旧", "floor", 3), Map.of("name", "新", "floor", 3));
        Entry entry = about(community).get(0);
        assertThat(entry.actorName()).isEqualTo("clerk" + count);
        assertThat(entry.at()).isEqualTo(clock.instant());
        assertThat(entry.changes()).containsExactly(new Entry.Change("name", "旧", "新"));
        assertThat(entry.reason()).isEqualTo("改错字");
    }

    @Test
    void masksNumbersThatACallerForgot() {
        record(community, null, Map.of("phone", "19900001234", "id", "999999199001011234", "amountFen", 12345678901L));
        assertThat(about(community).get(0).changes())
                .extracting(Entry.Change::after)
                .contains("199****1234", "999***********1234", "12345678901");
    }

    @Test
    void standsInTheTransactionOfTheDeed() {
        assertThatThrownBy(() -> Scopes.run(
                        Staff.scope(clerk, community),
                        () -> audit.record(community, "edited", "premises", 1, null, null, null)))
                .isInstanceOf(IllegalTransactionStateException.class);
        Scopes.run(
                Staff.scope(clerk, community),
                () -> transaction.executeWithoutResult(status -> {
                    audit.record(community, "edited", "premises", 1, null, null, null);
                    status.setRollbackOnly();
                }));
        assertThat(about(community)).isEmpty();
    }

    @Test
    void refusesEveryChangeToTheApplicationAndToTheOwner() {
        record(community, null, null);
        DSLContext owner = TestDatabases.current().owner();
        DSLContext application = DSL.using(TestDatabases.current().application(), SQLDialect.POSTGRES);
        for (DSLContext role : List.of(owner, application)) {
            for (String change :
                    List.of("update audit.entry set reason = 'x'", "delete from audit.entry", "truncate audit.entry")) {
                assertThatThrownBy(() -> role.transaction(inside -> {
                            inside.dsl().execute("set local app.communities = '{" + community + "}'");
                            inside.dsl().execute(change);
                        }))
                        .as(change)
                        .hasStackTraceContaining(role == owner ? "append-only" : "permission denied");
            }
        }
        assertThat(owner.fetchCount(ENTRY, ENTRY.COMMUNITY_ID.eq(community))).isOne();
    }

    @Test
    void showsTheManagerTheBusinessOfHisCommunitiesOnly() {
        long manager = Staff.hire("manager" + count, community, "manager");
        record(community, null, Map.of("name", "本项目的事"));
        Scopes.run(
                new Scope(List.of(other), clerk),
                () -> transaction.executeWithoutResult(
                        status -> audit.record(other, "edited", "premises", 1, null, Map.of("name", "别处的事"), null)));
        Scopes.run(
                new Scope(List.of(), clerk),
                () -> transaction.executeWithoutResult(
                        status -> audit.record(null, "edited", "account", 1, null, Map.of("name", "公司的事"), null)));
        assertThat(trail(manager, ""))
                .hasStatusOk()
                .bodyText()
                .contains("本项目的事")
                .doesNotContain("别处的事", "公司的事");
        assertThat(trail(manager, "?community=" + other)).bodyText().doesNotContain("别处的事");
    }

    @Test
    void showsTheAdministratorWhatConcernsNoCommunityOnly() {
        long administrator = Staff.administrator("administrator" + count);
        record(community, null, Map.of("name", "业务的事"));
        Scopes.run(
                new Scope(List.of(), administrator),
                () -> transaction.executeWithoutResult(
                        status -> audit.record(null, "edited", "account", 1, null, Map.of("name", "账户的事"), null)));
        assertThat(trail(administrator, "")).bodyText().contains("账户的事").doesNotContain("业务的事");
        assertThat(trail(administrator, "?community=" + community)).bodyText().doesNotContain("业务的事");
    }

    @Test
    void forbidsThePageToEverybodyElse() {
        assertThat(trail(clerk, "")).hasStatus(403);
    }

    @Test
    void findsBySubjectPersonAndDayPageByPage() {
        long manager = Staff.hire("manager" + count, community, "manager");
        for (int room = 1; room <= 3; room++) {
            String name = "第" + room + "间";
            Scopes.run(
                    Staff.scope(clerk, community),
                    () -> transaction.executeWithoutResult(status ->
                            audit.record(community, "edited", "room", name, null, Map.of("name", name), null)));
        }
        assertThat(trail(manager, "?kind=room&subject=第2间"))
                .bodyText()
                .contains("第2间")
                .doesNotContain("第3间");
        assertThat(trail(manager, "?person=clerk" + count)).bodyText().contains("第1间");
        assertThat(trail(manager, "?person=nobody")).bodyText().doesNotContain("第1间");
        String today = clock.today().toString();
        assertThat(trail(manager, "?from=" + today + "&to=" + today)).bodyText().contains("第1间");
        assertThat(trail(manager, "?to=" + clock.today().minusDays(1)))
                .bodyText()
                .doesNotContain("第1间");
        assertThat(trail(manager, "?limit=2"))
                .bodyText()
                .contains("第3间", "第2间", "rel=\"next\"")
                .doesNotContain("第1间");
    }

    private MvcTestResult trail(long account, String query) {
        return mvc.get().uri("/audit" + query).with(Staff.signedIn(account)).exchange();
    }

    private void record(long where, Object before, Object after) {
        Scopes.run(
                Staff.scope(clerk, where),
                () -> transaction.executeWithoutResult(
                        status -> audit.record(where, "edited", "premises", 1, before, after, "改错字")));
    }

    private List<Entry> about(long where) {
        return Scopes.call(Staff.scope(clerk, where), () -> audit.about(where, "premises", 1));
    }
}
