package io.guanjia.registers;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see of a register; the address says all of it.
 *
 * @param on the day as of which spans are read
 * @param filters what was typed or picked, by the filter's code; none is blank
 * @param columns codes of the chosen columns in their order; empty: as the register has them
 * @param sort the code of a column, with {@code -} in front for the last first; null: as the register has it
 */
public record Asked(
        long community,
        LocalDate on,
        Map<String, String> filters,
        List<String> columns,
        @Nullable String sort) {

    /** Parameter of the day; no filter may be called so. */
    static final String ON = "on";

    public Asked {
        filters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(filters));
        columns = List.copyOf(columns);
    }

    /** Whether a span, last day included and null for open, holds on the day. */
    public Condition holds(Field<LocalDate> from, Field<LocalDate> to) {
        return from.le(on).and(to.isNull().or(to.ge(on)));
    }

    /** The same rows with the same order, other columns. */
    Asked showing(List<String> others) {
        return new Asked(community, on, filters, others, sort);
    }

    /** All rows of the register, the day kept. */
    Asked unfiltered() {
        return new Asked(community, on, Map.of(), columns, sort);
    }
}
