package io.guanjia.identity;

import static io.guanjia.db.estate.Tables.COMMUNITY;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.TOKEN;

import io.guanjia.database.Scope;
import io.guanjia.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * People who act in tests, put straight into the database of the running class: no permission is asked and no expensive hash
 * computed. All of them know {@link #PASSWORD}. Work in their name is called with {@link #scope}, pages with {@link #signedIn}, the API
 * with {@link #bearer}.
 */
public final class Staff {

    public static final String PASSWORD = "correct horse 电池";

    /** The cheapest argon2id: a test wants the way through sign-in, not its price. */
    private static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD);

    private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);
    private static final Instant THEN = Instant.parse("2000-01-01T00:00:00Z");

    private Staff() {}

    /** A bare community; rooms above make theirs with {@code Communities}. */
    public static long community(String name) {
        return id(sql().insertInto(COMMUNITY)
                .set(COMMUNITY.NAME, name)
                .set(COMMUNITY.CREATED_AT, THEN)
                .returningResult(COMMUNITY.ID)
                .fetchOne(COMMUNITY.ID));
    }

    /** Somebody who holds these posts in the community since long ago; the name is the username. */
    public static long hire(String username, long community, String... posts) {
        long account = account(username);
        Arrays.stream(posts).forEach(post -> appoint(account, post, community, LONG_AGO, null));
        return account;
    }

    public static long administrator(String username) {
        long account = account(username);
        appoint(account, Post.ADMINISTRATOR, null, LONG_AGO, null);
        return account;
    }

    public static long account(String username) {
        return id(sql().insertInto(ACCOUNT)
                .set(ACCOUNT.USERNAME, username)
                .set(ACCOUNT.NAME, username)
                .set(ACCOUNT.PASSWORD_HASH, HASH)
                .set(ACCOUNT.CREATED_AT, THEN)
                .returningResult(ACCOUNT.ID)
                .fetchOne(ACCOUNT.ID));
    }

    public static void appoint(
            long account, String post, @Nullable Long community, LocalDate from, @Nullable LocalDate to) {
        sql().insertInto(APPOINTMENT)
                .set(APPOINTMENT.ACCOUNT_ID, account)
                .set(APPOINTMENT.POST_CODE, post)
                .set(APPOINTMENT.COMMUNITY_ID, community)
                .set(APPOINTMENT.FROM_ON, from)
                .set(APPOINTMENT.TO_ON, to)
                .set(APPOINTMENT.MADE_AT, THEN)
                .execute();
    }

    /** The language that person chose on the own page. */
    public static void reads(String username, String locale) {
        sql().update(ACCOUNT)
                .set(ACCOUNT.LOCALE, locale)
                .where(ACCOUNT.USERNAME.eq(username))
                .execute();
    }

    public static void end(long account) {
        sql().update(ACCOUNT)
                .set(ACCOUNT.ENDED_AT, THEN)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    /** The scope of that person in those communities, for {@code Scopes.call}. */
    public static Scope scope(long account, Long... communities) {
        return new Scope(Arrays.asList(communities), account);
    }

    /** A new token of that person, ready for the header {@code Authorization}. */
    public static String bearer(long account) {
        String token = "gj_" + UUID.randomUUID();
        sql().insertInto(TOKEN)
                .set(TOKEN.ACCOUNT_ID, account)
                .set(TOKEN.NAME, "test")
                .set(TOKEN.TOKEN_SHA256, sha256(token))
                .set(TOKEN.CREATED_AT, THEN)
                .execute();
        return "Bearer " + token;
    }

    /** For MockMvc: that person is signed in on this request, as by a session; {@code .with(Staff.signedIn(account))}. */
    public static RequestPostProcessor signedIn(long account) {
        String username = Objects.requireNonNull(sql().select(ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(account))
                .fetchOne(ACCOUNT.USERNAME));
        return SecurityMockMvcRequestPostProcessors.authentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account, username), null, List.of()));
    }

    private static DSLContext sql() {
        return TestDatabases.current().owner();
    }

    private static long id(@Nullable Long id) {
        return Objects.requireNonNull(id);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
