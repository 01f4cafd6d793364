package io.guanjia.audit;

import static io.guanjia.db.audit.Tables.ENTRY;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.audit.tables.records.EntryRecord;
import io.guanjia.kernel.Masked;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The only way into the trail: one row a deed, in the transaction of the deed. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AuditTrail {

    /** A line of a record's own history; the rest is read on the page of the trail. */
    private static final int TIMELINE = 100;

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)1\\d{10}(?!\\d)");
    private static final Pattern IDENTITY_NUMBER = Pattern.compile("(?<![\\dA-Za-z])\\d{17}[\\dXx](?![\\dA-Za-z])");

    private final DSLContext sql;
    private final Clock clock;
    private final JsonMapper json;
    private final ObjectProvider<ActorNames> names;

    AuditTrail(DSLContext sql, Clock clock, JsonMapper json, ObjectProvider<ActorNames> names) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
        this.names = names;
    }

    /**
     * Writes who did it (the actor of the scope), when and from where beside what is given.
     *
     * @param communityId null when the deed concerns the company as a whole
     * @param action what was done, kebab-case in the past tense: {@code payment-taken}; its words are {@code audit.action.<action>}
     * @param subjectKind what it was done to, kebab-case: {@code payment}; its words are {@code audit.subject.<kind>}
     * @param before the changed fields as they were: a record or a map, without unmasked phones and identity numbers
     * @param after the same fields as they are now
     */
    public void record(
            @Nullable Long communityId,
            String action,
            String subjectKind,
            Object subjectId,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String reason) {
        Long actor = Scopes.current().map(Scope::actor).orElse(null);
        sql.insertInto(ENTRY)
                .set(ENTRY.COMMUNITY_ID, communityId)
                .set(ENTRY.AT, clock.instant())
                .set(ENTRY.ACTOR_ID, actor)
                .set(ENTRY.ACTOR_NAME, actor == null ? null : names.getObject().nameOf(actor))
                .set(ENTRY.ADDRESS, address())
                .set(ENTRY.ACTION, action)
                .set(ENTRY.SUBJECT_KIND, subjectKind)
                .set(ENTRY.SUBJECT_ID, subjectId.toString())
                .set(ENTRY.BEFORE, written(before))
                .set(ENTRY.AFTER, written(after))
                .set(ENTRY.REASON, reason)
                .execute();
    }

    /** The history of one subject, newest first, for the end of its page; whoever shows the page has checked the permission. */
    @Transactional(readOnly = true)
    public List<Entry> about(@Nullable Long communityId, String subjectKind, Object subjectId) {
        return sql.selectFrom(ENTRY)
                .where(ENTRY.SUBJECT_KIND.eq(subjectKind))
                .and(ENTRY.SUBJECT_ID.eq(subjectId.toString()))
                .and(communityId == null ? ENTRY.COMMUNITY_ID.isNull() : ENTRY.COMMUNITY_ID.eq(communityId))
                .orderBy(ENTRY.ID.desc())
                .limit(TIMELINE)
                .fetch(this::entry);
    }

    /** What the fields of an entry say, for a room that reads entries beside its own rows. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Entry.Change> changes(@Nullable JSONB before, @Nullable JSONB after) {
        return Entry.changes(fields(before), fields(after));
    }

    Entry entry(EntryRecord row) {
        return new Entry(
                row.getId(),
                row.getCommunityId(),
                row.getAt(),
                row.getActorId(),
                row.getActorName(),
                row.getAddress(),
                row.getAction(),
                row.getSubjectKind(),
                row.getSubjectId(),
                Entry.changes(fields(row.getBefore()), fields(row.getAfter())),
                row.getReason());
    }

    /** The rooms mask what they hand over; a number that slipped through is masked here, since a row can never be mended. */
    private @Nullable JSONB written(@Nullable Object fields) {
        return fields == null
                ? null
                : JSONB.valueOf(STRING.matcher(json.writeValueAsString(fields))
                        .replaceAll(match -> Matcher.quoteReplacement(masked(match.group()))));
    }

    private static String masked(String text) {
        String masked = IDENTITY_NUMBER.matcher(text).replaceAll(match -> Masked.identityNumber(match.group()));
        return PHONE.matcher(masked).replaceAll(match -> Masked.phone(match.group()));
    }

    private Map<String, Object> fields(@Nullable JSONB written) {
        if (written == null) {
            return Map.of();
        }
        return written.data().startsWith("{")
                ? json.readValue(written.data(), FIELDS)
                : Map.of("", json.readValue(written.data(), Object.class));
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : null;
    }
}
