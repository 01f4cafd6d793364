package io.guanjia.registers;

import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A table beside the rows of a register, joined only when a chosen column, a filter or the order needs it. It must not multiply
 * the rows: at most one match each.
 *
 * @param name unique in its register
 * @param on names the community of both sides, or row-level security makes the planner look everywhere
 * @param after what has to be joined before
 * @param whole the same for statements that read most rows of the register; null: as it is
 */
public record Join(
        String name,
        Function<Asked, Table<?>> table,
        Function<Asked, Condition> on,
        List<Join> after,
        @Nullable Join whole) {

    public Join(String name, Function<Asked, Table<?>> table, Function<Asked, Condition> on, List<Join> after) {
        this(name, table, on, after, null);
    }

    public static Join of(String name, Table<?> table, Condition on, Join... after) {
        return new Join(name, asked -> table, asked -> on, List.of(after));
    }

    /** Whose match depends on the day that is asked for. */
    public static Join dated(String name, Table<?> table, Function<Asked, Condition> on, Join... after) {
        return new Join(name, asked -> table, on, List.of(after));
    }

    /** Sums that are looked up for the rows of a page, but grouped once where most rows of the register are read. */
    public static Join summed(
            String name, Function<Asked, Table<?>> each, Function<Asked, Table<?>> grouped, Condition on) {
        return new Join(
                name,
                each,
                asked -> DSL.trueCondition(),
                List.of(),
                new Join(name, grouped, asked -> on, List.of(), null));
    }

    Join reading(boolean most) {
        return most && whole != null ? whole : this;
    }
}
