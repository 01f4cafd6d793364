package io.guanjia.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the trail.
 *
 * @param communityId null when the deed concerns the company as a whole
 * @param actorId null when the house itself acted
 * @param changes what the subject was and became, field by field
 */
public record Entry(
        long id,
        @Nullable Long communityId,
        Instant at,
        @Nullable Long actorId,
        @Nullable String actorName,
        @Nullable String address,
        String action,
        String subjectKind,
        String subjectId,
        List<Change> changes,
        @Nullable String reason) {

    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /** Fields in the order of the record that was written; equal ones are left out. */
    static List<Change> changes(Map<String, ?> before, Map<String, ?> after) {
        Map<String, Object> fields = new LinkedHashMap<>(before);
        fields.putAll(after);
        List<Change> changes = new ArrayList<>();
        for (String field : fields.keySet()) {
            Object was = before.get(field);
            Object is = after.get(field);
            if (!Objects.equals(was, is)) {
                changes.add(new Change(field, written(was), written(is)));
            }
        }
        return List.copyOf(changes);
    }

    private static @Nullable String written(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
