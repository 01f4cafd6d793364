package io.guanjia.database;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import org.jooq.Condition;
import org.jooq.Field;

/** The beginning of a text, searched by a range that row-level security lets through to the index (architecture.md §5). */
public final class Prefix {

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private Prefix() {}

    /** Uses an index on {@code (community_id, column text_pattern_ops)}; LIKE would scan the whole table under a policy. */
    public static Condition begins(Field<String> column, String prefix) {
        return condition("{0} ~>=~ {1} and {0} ~<~ {2}", column, val(prefix), val(prefix + LAST_CHARACTER));
    }
}
