package io.guanjia.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction manager of the house: a transaction begins with the scope bound to its thread, which PostgreSQL's policies
 * compare with each row. Without a scope nothing is set, so a transaction of the frameworks works (sessions, the scheduler) and
 * a statement on a table with a policy fails loudly: the setting is unknown, or empty and no array.
 */
class ScopedTransactionManager extends JdbcTransactionManager {

    ScopedTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    /** The scope which the running transaction began with; null without a transaction or without a scope. */
    @Nullable
    Scope scopeOfTransaction() {
        return (Scope) TransactionSynchronizationManager.getResource(this);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Scope scope = Scopes.current().orElse(null);
        super.doBegin(transaction, definition);
        if (scope == null) {
            return;
        }
        try {
            execute("set local app.communities = '" + scope.arrayLiteral() + "'");
            TransactionSynchronizationManager.bindResource(this, scope);
        } catch (SQLException | RuntimeException failure) {
            abandon(transaction, failure);
            throw failure instanceof SQLException e
                    ? translateException("set the scope", e)
                    : (RuntimeException) failure;
        }
    }

    @Override
    protected Object doSuspend(Object transaction) {
        Object scope = TransactionSynchronizationManager.unbindResourceIfPossible(this);
        return new Suspended(super.doSuspend(transaction), (Scope) scope);
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspendedResources) {
        Suspended suspended = (Suspended) suspendedResources;
        super.doResume(transaction, suspended.resources());
        if (suspended.scope() != null) {
            TransactionSynchronizationManager.bindResource(this, suspended.scope());
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResourceIfPossible(this);
        super.doCleanupAfterCompletion(transaction);
    }

    /** Begun but not scoped: left bound, the next transaction of this thread would join it without its scope. */
    private void abandon(Object transaction, Exception cause) {
        try {
            connection().rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        doCleanupAfterCompletion(transaction);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() {
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        return Objects.requireNonNull(holder).getConnection();
    }

    private record Suspended(Object resources, @Nullable Scope scope) {}
}
