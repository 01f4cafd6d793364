package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.TOKEN;

import io.guanjia.audit.AuditTrail;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The own tokens of whoever acts: a token carries the person's posts and scope, and dies with the account. */
@Component
@Transactional
public class Tokens {

    /** So that a scanner of leaked secrets recognises one. */
    private static final String PREFIX = "gj_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final int NAME_MAX = 60;
    private static final int DAYS_UNLESS_SAID = 365;
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    /** @param token shown once, stored only as its hash */
    public record Issued(long id, String token, LocalDate expiresOn) {}

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;

    Tokens(DSLContext sql, Clock clock, Access access, AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
    }

    /** @param expiresOn last day; null means a year from today */
    public Issued issue(String name, @Nullable LocalDate expiresOn) {
        LocalDate today = LocalDate.now(clock);
        LocalDate lastDay = expiresOn == null ? today.plusDays(DAYS_UNLESS_SAID) : expiresOn;
        if (name.isBlank() || name.strip().length() > NAME_MAX) {
            throw new InvalidInput("name", "name-length", NAME_MAX);
        }
        if (lastDay.isBefore(today)) {
            throw new InvalidInput("expiresOn", "starts-in-the-past");
        }
        String token = PREFIX + randomKey();
        Long id = sql.insertInto(TOKEN)
                .set(TOKEN.ACCOUNT_ID, access.actor())
                .set(TOKEN.NAME, name.strip())
                .set(TOKEN.TOKEN_SHA256, sha256(token))
                .set(TOKEN.CREATED_AT, clock.instant())
                .set(TOKEN.EXPIRES_ON, lastDay)
                .returningResult(TOKEN.ID)
                .fetchOne(TOKEN.ID);
        audit.record(null, "token-issued", "account", access.actor(), null, Map.of("name", name.strip()), null);
        return new Issued(Objects.requireNonNull(id), token, lastDay);
    }

    /** The usable ones first, then the latest. */
    @Transactional(readOnly = true)
    public List<Token> mine() {
        return sql.selectFrom(TOKEN)
                .where(TOKEN.ACCOUNT_ID.eq(access.actor()))
                .orderBy(TOKEN.REVOKED_AT.desc().nullsFirst(), TOKEN.ID.desc())
                .fetch(row -> new Token(
                        row.getId(),
                        row.getName(),
                        row.getCreatedAt(),
                        row.getExpiresOn(),
                        row.getLastUsedAt(),
                        row.getRevokedAt() != null));
    }

    /** Of one's own; revoking it again changes nothing. */
    public void revoke(long id) {
        Token token =
                mine().stream().filter(one -> one.id() == id).findFirst().orElseThrow(() -> new NotFound("token", id));
        if (token.revoked()) {
            return;
        }
        sql.update(TOKEN)
                .set(TOKEN.REVOKED_AT, clock.instant())
                .where(TOKEN.ID.eq(id), TOKEN.ACCOUNT_ID.eq(access.actor()))
                .execute();
        audit.record(null, "token-revoked", "account", access.actor(), null, Map.of("name", token.name()), null);
    }

    /** Whose usable token this is; its use is noted once a minute. */
    Optional<SignedIn> holder(String token) {
        Instant now = clock.instant();
        var row = sql.select(TOKEN.ID, TOKEN.LAST_USED_AT, ACCOUNT.ID, ACCOUNT.USERNAME)
                .from(TOKEN)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TOKEN.ACCOUNT_ID))
                .where(TOKEN.TOKEN_SHA256.eq(sha256(token)))
                .and(TOKEN.REVOKED_AT.isNull())
                .and(TOKEN.EXPIRES_ON.isNull().or(TOKEN.EXPIRES_ON.ge(LocalDate.now(clock))))
                .and(ACCOUNT.ENDED_AT.isNull())
                .fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        if (row.value2() == null || row.value2().plus(TOUCHED_EVERY).isBefore(now)) {
            sql.update(TOKEN)
                    .set(TOKEN.LAST_USED_AT, now)
                    .where(TOKEN.ID.eq(row.value1()))
                    .execute();
        }
        return Optional.of(new SignedIn(row.value3(), row.value4()));
    }

    /** 256 bits, fit for an address. */
    static String randomKey() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
