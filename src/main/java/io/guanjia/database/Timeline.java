package io.guanjia.database;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A value over time in a table {@code (community_id, <key>, from_on, to_on, <value>)} whose spans never overlap. A value put at a
 * day holds from then until the next known change; one that already begins on that day is corrected; an equal one changes
 * nothing. Past spans only ever get an end.
 */
public final class Timeline<V> {

    private final DSLContext db;
    private final String table;
    private final String key;
    private final String value;
    private final Class<V[]> values;

    /** @param table with its schema; names are constants of the room that owns the table, never input */
    public Timeline(DSLContext db, String table, String key, String value, Class<V[]> values) {
        this.db = db;
        this.table = table;
        this.key = key;
        this.value = value;
        this.values = values;
    }

    /** @param to only in plans: the last day, null for no end */
    public record Entry<V>(
            long key, LocalDate from, @Nullable LocalDate to, V value) {

        public static <V> Entry<V> of(long key, LocalDate from, V value) {
            return new Entry<>(key, from, null, value);
        }
    }

    /**
     * At most one entry for a key and day. The caller holds a lock that keeps others from the same keys.
     *
     * @return the keys whose value changed on some day
     */
    public Set<Long> put(long community, List<Entry<V>> entries) {
        Set<Long> changed = new TreeSet<>();
        if (entries.isEmpty()) {
            return changed;
        }
        db.resultQuery(with(CORRECT), bound(community, entries)).forEach(r -> changed.add(r.get(0, Long.class)));
        List<Entry<V>> plan =
                db.resultQuery(with(PLAN), bound(community, entries)).fetch(this::entry);
        if (!plan.isEmpty()) {
            db.execute(with(END), bound(community, plan));
            db.execute(with(BEGIN), bound(community, plan));
            plan.forEach(entry -> changed.add(entry.key()));
        }
        return changed;
    }

    /** Ends, the day before, what holds on the day; nothing follows until the next known change. */
    public Set<Long> end(long community, Set<Long> keys, LocalDate from) {
        String sql =
                "update %s t set to_on = {2} - 1 where t.community_id = {0} and t.%s = any ({1}) and t.from_on < {2}"
                        + " and (t.to_on is null or t.to_on >= {2}) returning t.%s";
        QueryPart[] arguments = Sql.arguments(community, keys.toArray(Long[]::new), from);
        Set<Long> ended = new TreeSet<>();
        db.resultQuery(sql.formatted(table, key, key), arguments).forEach(r -> ended.add(r.get(0, Long.class)));
        return ended;
    }

    private static final String INPUT =
            "with i as (select * from unnest({1}, {2}, {3}, {4}) i(key, from_on, to_on, value)) ";

    private static final String CORRECT = """
            update %1$s t set %3$s = i.value from i
            where t.community_id = {0} and t.%2$s = i.key and t.from_on = i.from_on and t.%3$s <> i.value
            returning t.%2$s""";

    private static final String PLAN = """
            select i.key, i.from_on, case when c.from_on is null then n.from_on - 1 else c.to_on end, i.value
            from i
            left join %1$s c on c.community_id = {0} and c.%2$s = i.key and c.from_on < i.from_on
                and (c.to_on is null or c.to_on >= i.from_on)
            left join lateral (select min(t.from_on) as from_on from %1$s t
                where t.community_id = {0} and t.%2$s = i.key and t.from_on > i.from_on) n on true
            where not exists (select from %1$s t where t.community_id = {0} and t.%2$s = i.key and t.from_on = i.from_on)
            and c.%3$s is distinct from i.value""";

    private static final String END = """
            update %1$s t set to_on = i.from_on - 1 from i
            where t.community_id = {0} and t.%2$s = i.key and t.from_on < i.from_on
            and (t.to_on is null or t.to_on >= i.from_on)""";

    private static final String BEGIN =
            "insert into %1$s (community_id, %2$s, from_on, to_on, %3$s) select {0}, i.key, i.from_on, i.to_on, i.value from i";

    private String with(String statement) {
        return INPUT + statement.formatted(table, key, value);
    }

    private QueryPart[] bound(long community, List<Entry<V>> entries) {
        return Sql.arguments(
                community,
                entries.stream().map(Entry::key).toArray(Long[]::new),
                entries.stream().map(Entry::from).toArray(LocalDate[]::new),
                entries.stream().map(Entry::to).toArray(LocalDate[]::new),
                entries.stream().map(Entry::value).toArray(this::array));
    }

    private V[] array(int length) {
        return values.cast(java.lang.reflect.Array.newInstance(values.getComponentType(), length));
    }

    @SuppressWarnings("unchecked")
    private Entry<V> entry(Record r) {
        Class<V> type = (Class<V>) values.getComponentType();
        return new Entry<>(r.get(0, Long.class), r.get(1, LocalDate.class), r.get(2, LocalDate.class), r.get(3, type));
    }
}
