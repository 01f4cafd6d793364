package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;

import io.guanjia.audit.ActorNames;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * May the person of the bound {@link Scope} do that there, on this business day? A scope without an actor is the house itself
 * (jobs without a person, the demo, the set-up): it may do everything, in the communities of its scope. Without a scope every
 * question fails: nobody is asking.
 *
 * <p>What a person may do is looked up once for a request or a transaction, not once for a question.
 */
@Component
public class Access implements ActorNames {

    private static final String OF_REQUEST = Grants.class.getName();

    private final DSLContext sql;
    private final GrantTables tables;
    private final Clock clock;
    private final TransactionTemplate reading;

    Access(DSLContext sql, GrantTables tables, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.tables = tables;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * The account of the person who acts.
     *
     * @throws IllegalStateException when the house itself acts
     */
    public long actor() {
        Long actor = scope().actor();
        if (actor == null) {
            throw new IllegalStateException("The house itself acts here, and this needs a person");
        }
        return actor;
    }

    /**
     * @throws NotFound when the community is not in scope: not yours = not found
     * @throws AccessDeniedException when it is, and no post of the person allows this there
     */
    public void require(Permission permission, long communityId) {
        if (!scope().covers(communityId)) {
            throw new NotFound("community", communityId);
        }
        if (!may(permission, communityId)) {
            throw denied(permission);
        }
    }

    public boolean may(Permission permission, long communityId) {
        Scope scope = scope();
        return scope.covers(communityId)
                && (scope.actor() == null || grants(scope.actor()).may(permission, communityId));
    }

    /** For what belongs to no single community: making a new one, managing staff. */
    public void requireAnywhere(Permission permission) {
        if (!mayAnywhere(permission)) {
            throw denied(permission);
        }
    }

    public boolean mayAnywhere(Permission permission) {
        Long actor = scope().actor();
        return actor == null || grants(actor).mayAnywhere(permission);
    }

    /** The communities of the scope in which the person may do that, in ascending order. */
    public List<Long> communitiesWith(Permission permission) {
        Scope scope = scope();
        return scope.communities().stream()
                .filter(id -> scope.actor() == null || grants(scope.actor()).may(permission, id))
                .toList();
    }

    /** Everything the person may do in one community of the scope; the house itself may do everything. */
    public Set<Permission> permissions(long communityId) {
        Scope scope = scope();
        if (!scope.covers(communityId)) {
            return Set.of();
        }
        return scope.actor() == null
                ? EnumSet.allOf(Permission.class)
                : grants(scope.actor()).byCommunity().getOrDefault(communityId, Set.of());
    }

    @Override
    public String nameOf(long accountId) {
        return namesOf(List.of(accountId)).getOrDefault(accountId, "#" + accountId);
    }

    /** Names by account id, of ended accounts too; unknown ids are absent. */
    public Map<Long, String> namesOf(Collection<Long> accountIds) {
        if (accountIds.isEmpty()) {
            return Map.of();
        }
        return Objects.requireNonNull(reading.execute(transaction -> sql.select(ACCOUNT.ID, ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.in(accountIds))
                .fetchMap(ACCOUNT.ID, ACCOUNT.NAME)));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Kept for the rest of the request by whoever looked them up for its scope. */
    static void keepForRequest(HttpServletRequest request, Grants grants) {
        request.setAttribute(OF_REQUEST, grants);
    }

    /** After an appointment was changed: the next question looks again. */
    static void forget() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.removeAttribute(OF_REQUEST, RequestAttributes.SCOPE_REQUEST);
        }
        OfTransaction kept = OfTransaction.current();
        if (kept != null) {
            kept.grants = null;
        }
    }

    Grants grants(long actor) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(OF_REQUEST, RequestAttributes.SCOPE_REQUEST) instanceof Grants known
                && known.accountId() == actor) {
            return known;
        }
        OfTransaction kept = OfTransaction.current();
        if (kept != null && kept.grants != null && kept.grants.accountId() == actor) {
            return kept.grants;
        }
        Grants found = Objects.requireNonNull(reading.execute(transaction -> tables.of(actor, today())));
        if (kept != null) {
            kept.grants = found;
        }
        return found;
    }

    private static Scope scope() {
        return Scopes.current().orElseThrow(() -> new IllegalStateException("No scope is bound: nobody is asking"));
    }

    private static AccessDeniedException denied(Permission permission) {
        return new AccessDeniedException(permission.code());
    }

    /** Rides on the transaction, so a suspended one keeps its own and nothing outlives it. */
    private static final class OfTransaction implements TransactionSynchronization {

        private @Nullable Grants grants;

        static @Nullable OfTransaction current() {
            if (!TransactionSynchronizationManager.isSynchronizationActive()) {
                return null;
            }
            for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
                if (one instanceof OfTransaction known) {
                    return known;
                }
            }
            OfTransaction fresh = new OfTransaction();
            TransactionSynchronizationManager.registerSynchronization(fresh);
            return fresh;
        }
    }
}
