package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.identity.tables.records.AccountRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Name and password against the account, the same for people and for programs: five failures lock the account for a quarter of an
 * hour. The answer, its time and the lock are the same whether somebody has that name or not.
 *
 * <p>The hash is compared outside any transaction, and what it says counts only under the lock of the account's row: of a hundred
 * guesses sent at once, five are heard.
 */
@Component
class SignIn {

    sealed interface Outcome {}

    record Welcome(SignedIn who, boolean mustChangePassword) implements Outcome {}

    record Wrong() implements Outcome {}

    /** The account, or the address from which the request came. */
    record Locked(Instant until) implements Outcome {}

    private final DSLContext sql;
    private final Clock clock;
    private final Passwords passwords;
    private final FailedSignIns failed;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    SignIn(
            DSLContext sql,
            Clock clock,
            Passwords passwords,
            FailedSignIns failed,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.passwords = passwords;
        this.failed = failed;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
    }

    Outcome attempt(String typedName, String password, String address) {
        String username = Accounts.normal(typedName);
        Optional<Instant> barred = inTransaction(null, () -> failed.barred(address));
        if (barred.isPresent()) {
            return new Locked(barred.get());
        }
        @Nullable AccountRecord known = inTransaction(null, () -> living(username, false));
        boolean right = passwords.matches(password, known == null ? passwords.nobodys() : known.getPasswordHash());
        return known == null
                ? inTransaction(null, () -> nobody(username, address))
                : inTransaction(known.getId(), () -> settle(known, right, address));
    }

    private Outcome nobody(String username, String address) {
        failed.countAddress(address);
        return failed.countName(username).<Outcome>map(Locked::new).orElseGet(Wrong::new);
    }

    private Outcome settle(AccountRecord compared, boolean right, String address) {
        Instant now = clock.instant();
        AccountRecord row = living(compared.getUsername(), true);
        if (row == null) {
            return new Wrong();
        }
        if (row.getLockedUntil() != null && row.getLockedUntil().isAfter(now)) {
            failed.countAddress(address);
            return new Locked(row.getLockedUntil());
        }
        boolean sameHash = row.getPasswordHash().equals(compared.getPasswordHash());
        return right && sameHash ? welcome(row) : failed(row, now, address);
    }

    private Outcome welcome(AccountRecord row) {
        if (row.getFailedAttempts() != 0 || row.getLockedUntil() != null) {
            row.setFailedAttempts(0);
            row.setLockedUntil(null);
            row.update();
        }
        audit.record(null, "signed-in", "account", row.getId(), null, null, null);
        return new Welcome(new SignedIn(row.getId(), row.getUsername()), row.getMustChangePassword());
    }

    private Outcome failed(AccountRecord row, Instant now, String address) {
        failed.countAddress(address);
        var count = new FailedSignIns.Count(row.getFailedAttempts(), row.getLockedUntil())
                .oneMore(FailedSignIns.LOCKS_AT, now);
        row.setFailedAttempts(count.failures());
        row.setLockedUntil(count.lockedUntil());
        row.update();
        String action = count.lockedUntil() == null ? "sign-in-failed" : "account-locked";
        audit.record(null, action, "account", row.getId(), null, null, null);
        return count.lockedUntil() == null ? new Wrong() : new Locked(count.lockedUntil());
    }

    private @Nullable AccountRecord living(String username, boolean locked) {
        var query = sql.selectFrom(ACCOUNT).where(ACCOUNT.USERNAME.eq(username), ACCOUNT.ENDED_AT.isNull());
        return locked ? query.forNoKeyUpdate().fetchOne() : query.fetchOne();
    }

    private <T extends @Nullable Object> T inTransaction(@Nullable Long actor, Supplier<T> work) {
        return Scopes.<T>call(new Scope(List.of(), actor), () -> transactions.<T>execute(status -> work.get()));
    }
}
