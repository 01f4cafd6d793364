package io.guanjia.database;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The second guard: no statement of ours runs outside a transaction, nor under another scope than its transaction's. */
class StatementGuard implements ExecuteListener {

    private final transient ScopedTransactionManager transactions;

    StatementGuard(ScopedTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public void start(ExecuteContext context) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A statement outside a transaction has no scope: make the room's public class or method @Transactional");
        }
        Scope began = transactions.scopeOfTransaction();
        Scope bound = Scopes.current().orElse(null);
        if (began != null && bound != null && !began.communities().equals(bound.communities())) {
            throw new IllegalStateException(
                    "The scope was changed inside a running transaction: bind the scope, then begin");
        }
    }
}
