package io.guanjia.database;

import static io.guanjia.db.database.Tables.COMMAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@GuanjiaTest
class ScopeTest {

    @Autowired
    DSLContext sql;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void twoCommunitiesWithACommandEach() {
        for (int community = 1; community <= 2; community++) {
            TestDatabases.current()
                    .owner()
                    .execute(
                            "insert into database.command values (?, 7, 'key-of-the-test', 'test', '', null, '2026-01-05 09:00+08')",
                            community);
        }
    }

    @AfterEach
    void forget() {
        TestDatabases.current().owner().deleteFrom(COMMAND).execute();
    }

    @Test
    void showsTheRowsOfItsCommunitiesOnly() {
        assertThat(Scopes.call(Scope.of(1, 7L), this::visible)).containsExactly(1L);
        assertThat(Scopes.call(new Scope(List.of(2L, 1L), 7L), this::visible)).containsExactly(1L, 2L);
        assertThat(Scopes.call(Scope.of(3, 7L), this::visible)).isEmpty();
    }

    @Test
    void showsNothingWhenItHasNoCommunity() {
        assertThat(Scopes.call(new Scope(List.of(), 7L), this::visible)).isEmpty();
    }

    @Test
    void failsLoudlyWhenItIsForgottenOnAFreshConnection() {
        try (var other = TestDatabases.create()) {
            var manager = new ScopedTransactionManager(other.application());
            var jooq = DSL.using(
                    new org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy(other.application()),
                    org.jooq.SQLDialect.POSTGRES);
            assertThatThrownBy(() ->
                            new TransactionTemplate(manager).executeWithoutResult(begun -> jooq.fetchCount(COMMAND)))
                    .hasMessageContaining("unrecognized configuration parameter \"app.communities\"");
            Scopes.call(
                    Scope.of(1, 7L), () -> new TransactionTemplate(manager).execute(begun -> jooq.fetchCount(COMMAND)));
            assertThatThrownBy(() ->
                            new TransactionTemplate(manager).executeWithoutResult(begun -> jooq.fetchCount(COMMAND)))
                    .as("the pool gives the same connection again, where the setting now is empty")
                    .hasMessageContaining("malformed array literal");
        }
    }

    @Test
    void doesNotLeakIntoTheNextTransaction() {
        for (int i = 0; i < 3; i++) {
            assertThat(Scopes.call(Scope.of(1, 7L), this::visible)).containsExactly(1L);
            assertThatThrownBy(this::visible).hasMessageContaining("malformed array literal");
        }
    }

    @Test
    void refusesAStatementOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Scopes.call(Scope.of(1, 7L), () -> sql.fetchCount(COMMAND)))
                .withMessageContaining("outside a transaction");
    }

    @Test
    void refusesAnotherScopeInsideARunningTransaction() {
        Supplier<List<Long>> changed = () -> inTransaction(() -> Scopes.call(Scope.of(2, 7L), this::select));
        assertThatIllegalStateException()
                .isThrownBy(() -> Scopes.call(Scope.of(1, 7L), changed))
                .withMessageContaining("changed inside a running transaction");
    }

    @Test
    void holdsInATransactionOfItsOwnAndComesBackAfterIt() {
        var inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        Supplier<List<Long>> seenInside = () -> inner.execute(begun -> select());
        Supplier<List<List<Long>>> both = () -> List.of(Scopes.call(Scope.of(2, 7L), seenInside), select());
        assertThat(Scopes.call(Scope.of(1, 7L), () -> inTransaction(both))).containsExactly(List.of(2L), List.of(1L));
    }

    @Test
    void cannotWriteForAnotherCommunity() {
        assertThatThrownBy(() -> Scopes.run(
                        Scope.of(1, 7L),
                        () -> inTransaction(() -> sql.insertInto(COMMAND)
                                .set(COMMAND.COMMUNITY_ID, 2L)
                                .set(COMMAND.ACTOR_ID, 7L)
                                .set(COMMAND.KEY, "another-key")
                                .set(COMMAND.OPERATION, "test")
                                .set(COMMAND.BODY_SHA256, new byte[0])
                                .set(COMMAND.CREATED_AT, java.time.Instant.EPOCH)
                                .execute())))
                .hasStackTraceContaining("violates row-level security policy");
    }

    @Test
    void narrowsButNeverWidens() {
        Scopes.run(new Scope(List.of(1L, 2L), 7L), () -> {
            assertThat(Scopes.narrow(2)).isEqualTo(Scope.of(2, 7L));
            assertThatIllegalStateException().isThrownBy(() -> Scopes.narrow(3));
        });
        assertThat(Scopes.current()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> Scopes.narrow(1));
    }

    private List<Long> visible() {
        return inTransaction(this::select);
    }

    private List<Long> select() {
        return sql.select(COMMAND.COMMUNITY_ID)
                .from(COMMAND)
                .orderBy(COMMAND.COMMUNITY_ID)
                .fetch(COMMAND.COMMUNITY_ID);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(begun -> work.get());
    }
}
