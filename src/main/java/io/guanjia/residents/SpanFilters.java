package io.guanjia.residents;

import static org.jooq.impl.DSL.noCondition;

import io.guanjia.registers.Asked;
import io.guanjia.registers.Filter;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** “What changed between two days”: spans that begin or end in that time; with the second day alone, what had begun by then. */
final class SpanFilters {

    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final LocalDate NEVER = LocalDate.of(2999, 12, 31);

    private SpanFilters() {}

    static List<Filter> of(Field<LocalDate> from, Field<LocalDate> to) {
        return List.of(
                Filter.day(
                        SINCE, "residents.list.since", (asked, day) -> changed(asked, LocalDate.parse(day), from, to)),
                Filter.day(
                        UNTIL,
                        "residents.list.until",
                        (asked, day) ->
                                asked.filters().containsKey(SINCE) ? noCondition() : from.le(LocalDate.parse(day))));
    }

    private static Condition changed(Asked asked, LocalDate since, Field<LocalDate> from, Field<LocalDate> to) {
        String typed = asked.filters().get(UNTIL);
        LocalDate until = typed == null ? NEVER : LocalDate.parse(typed);
        return from.between(since, until).or(to.between(since, until));
    }
}
