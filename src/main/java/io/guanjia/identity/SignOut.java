package io.guanjia.identity;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes who left; the session itself is ended by the framework. */
@Component
class SignOut implements LogoutHandler {

    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    SignOut(AuditTrail audit, PlatformTransactionManager transactions) {
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            return;
        }
        Scopes.run(
                new Scope(List.of(), who.accountId()),
                () -> transactions.executeWithoutResult(
                        status -> audit.record(null, "signed-out", "account", who.accountId(), null, null, null)));
    }
}
