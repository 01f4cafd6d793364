package io.guanjia.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?limit=&after=} of a list, as the argument of a controller. Ask the database for {@link #rows()} rows, one more than the
 * page holds, and let {@link #page} cut.
 */
public record Paging(int limit, @Nullable Cursor after) {

    public static final int LIMIT_MAX = 500;
    static final int LIMIT_DEFAULT = 50;

    public int rows() {
        return limit + 1;
    }

    public <T> Page<T> page(List<T> rows, Function<T, Cursor> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)).encode());
    }
}
