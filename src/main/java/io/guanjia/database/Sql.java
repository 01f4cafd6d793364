package io.guanjia.database;

import java.util.Arrays;
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
}
