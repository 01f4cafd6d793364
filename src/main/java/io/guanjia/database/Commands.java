package io.guanjia.database;

import static io.guanjia.db.database.Tables.COMMAND;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.guanjia.kernel.InvalidInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record3;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands that have one effect however often they are sent. Whoever asks makes the key before sending and asks again with the
 * same key when the outcome is unknown.
 */
@Component
public class Commands {

    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_KEY = 100;
    /** The actor of what the house does by itself. */
    private static final long THE_HOUSE = 0;

    /** Of its own, and fields only, so that stored answers and hashes do not change with the look of the API or of a record. */
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultVisibility(seen -> seen.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DSLContext sql;
    private final Clock clock;

    Commands(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Does the work once per community, actor and key, in the caller's transaction: effect, key and answer commit together. A
     * second request with the key waits for the first one to end. When the work throws, all is rolled back and the key is free.
     *
     * <p>Call it first in the transaction: the key comes before every other lock.
     *
     * @param operation names the command, for example {@code payment}
     * @param body what was asked for; compared, as JSON, with the first request of this key
     * @param answerType a record that survives a way through JSON
     * @throws IdempotencyKeyReused when the key came before with another operation or body
     * @throws InvalidInput when the key is shorter than 8 or longer than 100 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> Answer<T> once(
            String key, String operation, long communityId, Object body, Class<T> answerType, Supplier<T> work) {
        if (key.length() < SHORTEST_KEY || key.length() > LONGEST_KEY) {
            throw new InvalidInput("idempotencyKey", "idempotency-key-length", SHORTEST_KEY, LONGEST_KEY);
        }
        long actor = Scopes.current().map(Scope::actor).orElse(THE_HOUSE);
        byte[] hash = sha256(json.writeValueAsBytes(body));
        if (!claim(key, operation, communityId, actor, hash)) {
            return new Answer<>(firstAnswer(key, operation, communityId, actor, hash, answerType), true);
        }
        T value = work.get();
        sql.update(COMMAND)
                .set(COMMAND.ANSWER, JSONB.jsonb(json.writeValueAsString(value)))
                .where(COMMAND.COMMUNITY_ID.eq(communityId), COMMAND.ACTOR_ID.eq(actor), COMMAND.KEY.eq(key))
                .execute();
        return new Answer<>(value, false);
    }

    /** Waits for a transaction that holds the key; true when it was not there, or came back free. */
    private boolean claim(String key, String operation, long communityId, long actor, byte[] hash) {
        return sql.insertInto(COMMAND)
                        .set(COMMAND.COMMUNITY_ID, communityId)
                        .set(COMMAND.ACTOR_ID, actor)
                        .set(COMMAND.KEY, key)
                        .set(COMMAND.OPERATION, operation)
                        .set(COMMAND.BODY_SHA256, hash)
                        .set(COMMAND.CREATED_AT, clock.instant())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private <T> T firstAnswer(
            String key, String operation, long communityId, long actor, byte[] hash, Class<T> answerType) {
        Record3<String, byte[], JSONB> first = sql.select(COMMAND.OPERATION, COMMAND.BODY_SHA256, COMMAND.ANSWER)
                .from(COMMAND)
                .where(COMMAND.COMMUNITY_ID.eq(communityId), COMMAND.ACTOR_ID.eq(actor), COMMAND.KEY.eq(key))
                .fetchSingle();
        if (!first.value1().equals(operation) || !Arrays.equals(first.value2(), hash)) {
            throw new IdempotencyKeyReused();
        }
        return json.readValue(first.value3().data(), answerType);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
