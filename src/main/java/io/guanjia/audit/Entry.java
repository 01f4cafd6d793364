package io.guanjia.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** Of a long list the first are shown, then how many there are. */
    private static final int SHOWN = 12;

    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /** Fields in the order of the record that was written; equal ones are left out. */
    static List<Change> changes(Map<String, ?> before, Map<String, ?> after) {
        Map<String, Object> was = flat(before);
        Map<String, Object> is = flat(after);
        Map<String, Object> fields = new LinkedHashMap<>(was);
        fields.putAll(is);
        List<Change> changes = new ArrayList<>();
        for (String field : fields.keySet()) {
            if (!Objects.equals(was.get(field), is.get(field))) {
                changes.add(new Change(field, written(was.get(field)), written(is.get(field))));
            }
        }
        return List.copyOf(changes);
    }

    /** The figures of a record within a record stand for themselves: {@code arrears.openingFen}. */
    private static Map<String, Object> flat(Map<String, ?> fields) {
        Map<String, Object> flat = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (value instanceof Map<?, ?> inner && !inner.containsKey("from")) {
                inner.forEach((name, one) -> flat.put(field + "." + name, one));
            } else {
                flat.put(field, value);
            }
        });
        return flat;
    }

    private static @Nullable String written(@Nullable Object value) {
        if (value instanceof List<?> list) {
            String shown = list.stream()
                    .limit(SHOWN)
                    .map(one -> Objects.requireNonNullElse(written(one), ""))
                    .collect(Collectors.joining(", "));
            return list.size() > SHOWN ? shown + " … (" + list.size() + ")" : shown;
        }
        if (value instanceof Map<?, ?> map) {
            return map.containsKey("from") && map.containsKey("to") ? span(map) : parts(map);
        }
        return value == null ? null : value.toString();
    }

    private static String span(Map<?, ?> span) {
        Object to = span.get("to");
        return span.get("from") + " – " + (to == null ? "" : to);
    }

    /** A record within a field: what it says, without the numbers by which machines know it. */
    private static String parts(Map<?, ?> record) {
        return record.entrySet().stream()
                .filter(part -> !part.getKey().toString().matches("id|\\w+Id"))
                .map(part -> Objects.requireNonNullElse(written(part.getValue()), ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
