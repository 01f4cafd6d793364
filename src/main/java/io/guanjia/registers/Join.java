package io.guanjia.registers;

import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Table;

/**
 * A table beside the rows of a register, joined only when a chosen column, a filter or the order needs it. It must not multiply
 * the rows: at most one match each.
 *
 * @param name unique in its register
 * @param on names the community of both sides, or row-level security makes the planner look everywhere
 * @param after what has to be joined before
 */
public record Join(String name, Function<Asked, Table<?>> table, Function<Asked, Condition> on, List<Join> after) {

    public static Join of(String name, Table<?> table, Condition on, Join... after) {
        return new Join(name, asked -> table, asked -> on, List.of(after));
    }

    /** Whose match depends on the day that is asked for. */
    public static Join dated(String name, Table<?> table, Function<Asked, Condition> on, Join... after) {
        return new Join(name, asked -> table, on, List.of(after));
    }
}
