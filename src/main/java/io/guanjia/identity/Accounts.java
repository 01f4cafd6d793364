package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.SESSION;
import static io.guanjia.db.identity.Tables.TOKEN;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.identity.tables.records.AccountRecord;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Staff accounts: made, renamed, unlocked and ended by an administrator; password and preferences by their owners. */
@Component
@Transactional
public class Accounts {

    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9._-]{1,59}");
    private static final int NAME_MAX = 60;

    /** What an administrator says about a new account. */
    public record NewAccount(
            String username, String name, @Nullable String phone) {}

    /** @param initialPassword shown once, stored nowhere; it opens only the page that changes it */
    public record Created(long id, String username, String initialPassword) {}

    public static final class UsernameTaken extends Refusal {
        private static final long serialVersionUID = 1L;

        UsernameTaken(String username) {
            super("username-taken", username);
        }
    }

    /** Maker and checker are told apart by their accounts (rules.md §0), so nobody holds two. */
    public static final class PersonHasAccount extends Refusal {
        private static final long serialVersionUID = 1L;

        PersonHasAccount(String name, String username) {
            super("person-has-account", name, username);
        }
    }

    public static final class AccountEnded extends Refusal {
        private static final long serialVersionUID = 1L;

        AccountEnded(String name) {
            super("account-ended", name);
        }
    }

    /** Somebody else changed the account since the page was opened. */
    public static final class AccountChanged extends Refusal {
        private static final long serialVersionUID = 1L;

        AccountChanged(String name) {
            super("account-changed", name);
        }
    }

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;
    private final Passwords passwords;
    private final Appointments appointments;

    Accounts(
            DSLContext sql,
            Clock clock,
            Access access,
            AuditTrail audit,
            Passwords passwords,
            Appointments appointments) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
        this.passwords = passwords;
        this.appointments = appointments;
    }

    /** An account whose owner must change the password at the first sign-in. */
    public Created create(NewAccount account) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        String password = passwords.initial();
        long id = insert(account, password, true);
        return new Created(id, normal(account.username()), password);
    }

    /** An account whose owner knows the password: of the set-up and of the demo, which act for the house itself. */
    public long createWithPassword(NewAccount account, String password) {
        requireTheHouse();
        passwords.check("password", password, normal(account.username()));
        return insert(account, password, false);
    }

    @Transactional(readOnly = true)
    public boolean none() {
        return !sql.fetchExists(ACCOUNT);
    }

    /** The account with this name, also an ended one. */
    @Transactional(readOnly = true)
    public Optional<Account> byUsername(String username) {
        return sql.selectFrom(ACCOUNT)
                .where(ACCOUNT.USERNAME.eq(normal(username)))
                .fetchOptional(Accounts::account);
    }

    /** The own account, or any for an administrator. */
    @Transactional(readOnly = true)
    public Account get(long id) {
        if (access.actor() != id) {
            access.requireAnywhere(Permission.STAFF_MANAGE);
        }
        return account(row(id));
    }

    public void rename(long id, int version, String name, @Nullable String phone) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        AccountRecord row = living(id);
        if (row.getVersion() != version) {
            throw new AccountChanged(row.getName());
        }
        Map<String, Object> before = shown(row);
        row.setName(checkedName(name));
        row.setPhone(blankToNull(phone));
        refuseSecond(id, row.getName(), row.getPhone());
        row.setVersion(version + 1);
        row.update();
        audit.record(null, "account-renamed", "account", id, before, shown(row), null);
    }

    /** A new initial password; whoever is signed in with the old one is signed out, programs included. */
    public Created resetPassword(long id) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        AccountRecord row = living(id);
        String password = passwords.initial();
        row.setPasswordHash(passwords.hash(password));
        row.setMustChangePassword(true);
        unlock(row);
        row.update();
        shutOut(row);
        audit.record(null, "password-reset", "account", id, null, null, null);
        return new Created(id, row.getUsername(), password);
    }

    public void unlock(long id) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        AccountRecord row = living(id);
        unlock(row);
        row.update();
        audit.record(null, "account-unlocked", "account", id, null, null, null);
    }

    /** The person leaves: no sign-in, session, token or appointment survives; the name stays on what was done. */
    public void end(long id, String reason) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        appointments.holdAdministrators();
        AccountRecord row = living(id);
        appointments.endAllOf(id);
        row.setEndedAt(clock.instant());
        row.setEndedBy(Scopes.current().map(Scope::actor).orElse(null));
        row.update();
        shutOut(row);
        audit.record(null, "account-ended", "account", id, null, null, reason);
    }

    /**
     * The own password, after the old one was typed once more. Other sessions end, the one named stays. A wrong old one counts as a
     * failed sign-in does, and is remembered although nothing else changes.
     *
     * @param keptSession id of the session in which this happens; null keeps none
     * @param tokensToo whether the own tokens end as well; programs go on with theirs otherwise, since a
     *     password is mostly changed by habit; after a theft the page offers to end them
     */
    @Transactional(noRollbackFor = InvalidInput.class)
    public void changePassword(String old, String chosen, @Nullable String keptSession, boolean tokensToo) {
        AccountRecord row = living(access.actor());
        requireOld(old, row);
        passwords.check("chosen", chosen, row.getUsername());
        if (passwords.matches(chosen, row.getPasswordHash())) {
            throw new InvalidInput("chosen", "password-unchanged");
        }
        row.setPasswordHash(passwords.hash(chosen));
        row.setMustChangePassword(false);
        unlock(row);
        row.update();
        sql.deleteFrom(SESSION)
                .where(SESSION.PRINCIPAL_NAME.eq(row.getUsername()))
                .and(SESSION.SESSION_ID.ne(keptSession == null ? "" : keptSession))
                .execute();
        if (tokensToo) {
            revokeTokens(row);
        }
        audit.record(null, "password-changed", "account", row.getId(), null, null, null);
    }

    /** How the own pages look; nothing that the trail needs to know. */
    public void prefer(Locale language, String theme) {
        sql.update(ACCOUNT)
                .set(ACCOUNT.LOCALE, language.toLanguageTag())
                .set(ACCOUNT.THEME, theme)
                .where(ACCOUNT.ID.eq(access.actor()))
                .execute();
    }

    static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    static Account account(AccountRecord row) {
        return new Account(
                row.getId(),
                row.getUsername(),
                row.getName(),
                row.getPhone(),
                row.getLocale(),
                row.getTheme(),
                row.getMustChangePassword(),
                row.getLockedUntil(),
                row.getCreatedAt(),
                row.getEndedAt(),
                row.getVersion());
    }

    private long insert(NewAccount account, String password, boolean mustChange) {
        String username = normal(account.username());
        if (!USERNAME.matcher(username).matches()) {
            throw new InvalidInput("username", "username-malformed");
        }
        String name = checkedName(account.name());
        refuseSecond(null, name, blankToNull(account.phone()));
        Instant now = clock.instant();
        Long id = sql.insertInto(ACCOUNT)
                .set(ACCOUNT.USERNAME, username)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.PHONE, blankToNull(account.phone()))
                .set(ACCOUNT.PASSWORD_HASH, passwords.hash(password))
                .set(ACCOUNT.MUST_CHANGE_PASSWORD, mustChange)
                .set(ACCOUNT.CREATED_AT, now)
                .onConflict(ACCOUNT.USERNAME)
                .doNothing()
                .returningResult(ACCOUNT.ID)
                .fetchOne(ACCOUNT.ID);
        if (id == null) {
            throw new UsernameTaken(username);
        }
        audit.record(null, "account-created", "account", id, null, shown(row(id)), null);
        return id;
    }

    /** As many guesses as at sign-in, counted together with those: whoever sits down at an open screen gets no more. */
    private void requireOld(String old, AccountRecord row) {
        Instant now = clock.instant();
        if (row.getLockedUntil() != null && row.getLockedUntil().isAfter(now)) {
            throw new InvalidInput("old", "password-locked", row.getLockedUntil());
        }
        if (passwords.matches(old, row.getPasswordHash())) {
            return;
        }
        var count = new FailedSignIns.Count(row.getFailedAttempts(), row.getLockedUntil())
                .oneMore(FailedSignIns.LOCKS_AT, now);
        row.setFailedAttempts(count.failures());
        row.setLockedUntil(count.lockedUntil());
        row.update();
        String action = count.lockedUntil() == null ? "password-wrong" : "account-locked";
        audit.record(null, action, "account", row.getId(), null, null, null);
        throw count.lockedUntil() == null
                ? new InvalidInput("old", "password-wrong")
                : new InvalidInput("old", "password-locked", count.lockedUntil());
    }

    private AccountRecord row(long id) {
        return sql.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional()
                .orElseThrow(() -> new NotFound("account", id));
    }

    private AccountRecord living(long id) {
        AccountRecord row = sql.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("account", id));
        if (row.getEndedAt() != null) {
            throw new AccountEnded(row.getName());
        }
        return row;
    }

    private void shutOut(AccountRecord row) {
        sql.deleteFrom(SESSION)
                .where(SESSION.PRINCIPAL_NAME.eq(row.getUsername()))
                .execute();
        revokeTokens(row);
    }

    private void revokeTokens(AccountRecord row) {
        sql.update(TOKEN)
                .set(TOKEN.REVOKED_AT, clock.instant())
                .where(TOKEN.ACCOUNT_ID.eq(row.getId()), TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    private static void unlock(AccountRecord row) {
        row.setFailedAttempts(0);
        row.setLockedUntil(null);
    }

    private static void requireTheHouse() {
        boolean theHouse = Scopes.current().map(scope -> scope.actor() == null).orElse(false);
        if (!theHouse) {
            throw new AccessDeniedException("Only the house itself sets somebody's password");
        }
    }

    /** The same name and the same digits are the same person; colleagues may share a telephone, and others a name. */
    private void refuseSecond(@Nullable Long own, String name, @Nullable String phone) {
        if (phone == null) {
            return;
        }
        sql.select(ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(ACCOUNT.NAME.eq(name), ACCOUNT.ENDED_AT.isNull())
                .and(DSL.regexpReplaceAll(ACCOUNT.PHONE, "\\D", "").eq(phone.replaceAll("\\D", "")))
                .and(own == null ? DSL.noCondition() : ACCOUNT.ID.ne(own))
                .limit(1)
                .fetchOptional(ACCOUNT.USERNAME)
                .ifPresent(username -> {
                    throw new PersonHasAccount(name, username);
                });
    }

    private static String checkedName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > NAME_MAX) {
            throw new InvalidInput("name", "name-length", NAME_MAX);
        }
        return stripped;
    }

    private static Map<String, Object> shown(AccountRecord row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("username", row.getUsername());
        shown.put("name", row.getName());
        shown.put("phone", row.getPhone() == null ? "" : Masked.phone(row.getPhone()));
        return shown;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
