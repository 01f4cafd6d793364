package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.SIGN_IN_FAILURE;

import io.guanjia.db.identity.tables.records.SignInFailureRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts failures that belong to no account, in the database, so that all nodes count together: by address, where many people may
 * sit behind one, and by names that nobody has, so that these lock just as those that somebody has.
 */
@Component
class FailedSignIns {

    static final int LOCKS_AT = 5;
    static final int LOCKS_ADDRESS_AT = 30;
    static final Duration LOCK = Duration.ofMinutes(15);

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    /** How often it failed and until when it is locked; an expired lock starts the count anew. */
    record Count(int failures, @Nullable Instant lockedUntil) {

        Count oneMore(int locksAt, Instant now) {
            int more = (lockedUntil == null ? failures : 0) + 1;
            return new Count(more, more >= locksAt ? now.plus(LOCK) : null);
        }
    }

    private final DSLContext sql;
    private final Clock clock;

    FailedSignIns(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until when this address may not try again; empty when it may. */
    Optional<Instant> barred(String address) {
        return sql.select(SIGN_IN_FAILURE.LOCKED_UNTIL)
                .from(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.SUBJECT.eq(subjectOfAddress(address)))
                .and(SIGN_IN_FAILURE.LOCKED_UNTIL.gt(clock.instant()))
                .fetchOptional(SIGN_IN_FAILURE.LOCKED_UNTIL);
    }

    /** Failures of an address count together while they follow one another within the time of a lock. */
    void countAddress(String address) {
        count(subjectOfAddress(address), LOCKS_ADDRESS_AT, LOCK);
    }

    /** @return until when the name is locked; empty while it is not */
    Optional<Instant> countName(String username) {
        String subject = "name:" + HexFormat.of().formatHex(Tokens.sha256(username));
        return Optional.ofNullable(count(subject, LOCKS_AT, FORGOTTEN_AFTER).lockedUntil());
    }

    private Count count(String subject, int locksAt, Duration together) {
        Instant now = clock.instant();
        SignInFailureRecord row = lock(subject, now);
        if (row.getLockedUntil() != null && row.getLockedUntil().isAfter(now)) {
            return new Count(row.getFailures(), row.getLockedUntil());
        }
        boolean apart = row.getLastAt().plus(together).isBefore(now);
        Count before = new Count(apart ? 0 : row.getFailures(), row.getLockedUntil());
        Count after = before.oneMore(locksAt, now);
        row.setFailures(after.failures());
        row.setLockedUntil(after.lockedUntil());
        row.setLastAt(now);
        row.update();
        return after;
    }

    private SignInFailureRecord lock(String subject, Instant now) {
        sql.deleteFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.LAST_AT.lt(now.minus(FORGOTTEN_AFTER)))
                .and(SIGN_IN_FAILURE.SUBJECT.ne(subject))
                .execute();
        sql.insertInto(SIGN_IN_FAILURE)
                .set(SIGN_IN_FAILURE.SUBJECT, subject)
                .set(SIGN_IN_FAILURE.FAILURES, 0)
                .set(SIGN_IN_FAILURE.LAST_AT, now)
                .onConflictDoNothing()
                .execute();
        return sql.selectFrom(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.SUBJECT.eq(subject))
                .forUpdate()
                .fetchSingle();
    }

    /** One household of IPv6 addresses is one address. */
    private static String subjectOfAddress(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int kept = bytes.length == IPV6_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
            return "address:" + HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
        } catch (UnknownHostException notAnAddress) {
            return "address:" + HexFormat.of().formatHex(address.getBytes(StandardCharsets.UTF_8));
        }
    }
}
