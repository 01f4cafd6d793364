package io.guanjia.database;

import java.util.Arrays;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Plain SQL with numbered places: {@code {0}}, {@code {1}} may stand as often as the statement needs them. */
public final class Sql {

    private Sql() {}

    /** Arrays bind as PostgreSQL arrays, for {@code unnest} and {@code = any}; a value that may be null comes as a typed {@code val}. */
    public static QueryPart[] arguments(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof QueryPart part ? part : DSL.val(value))
                .toArray(QueryPart[]::new);
    }

    /** The field is one of the values: as a set, which is joined, where {@code = any (array)} compares each row with each element. */
    public static <T> Condition among(Field<T> field, T[] values) {
        return DSL.condition("{0} in (select unnest({1}))", field, DSL.val(values));
    }

    /**
     * Tells the planner what this transaction has just written. Whoever writes a large set into a table counts it before the next
     * statement joins it or points at it: otherwise sets are compared each with each, and foreign keys go by the wrong index.
     */
    public static void count(DSLContext db, String... tables) {
        for (String table : tables) {
            db.execute("select database.count_rows({0}::regclass)", DSL.val(table));
        }
    }
}
