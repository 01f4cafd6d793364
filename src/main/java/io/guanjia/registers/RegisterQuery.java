package io.guanjia.registers;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.guanjia.web.Cursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JoinType;
import org.jooq.Record;
import org.jooq.SelectQuery;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements of a register: what is asked, with only the joins that it needs. */
final class RegisterQuery {

    static final String ID = "register_id";
    static final String OPENED = "register_opened";
    private static final String SORTED = "register_sorted";
    private static final String NOTHING = "";

    private final DSLContext db;
    private final Register register;
    private final Asked asked;
    private final List<Column> columns;
    private final Column sort;
    private final boolean descending;

    /** @param columns those that are shown */
    RegisterQuery(DSLContext db, Register register, Asked asked, List<Column> columns, Column sort) {
        this.db = db;
        this.register = register;
        this.asked = asked;
        this.columns = columns;
        this.sort = sort;
        this.descending = asked.sort() != null && asked.sort().startsWith("-");
    }

    /** The first rows beyond the cursor. What they are sorted by is asked of all, what else is shown only of these. */
    SelectQuery<Record> some(@Nullable Cursor after, int limit) {
        SelectQuery<Record> query = rows(after, false);
        if (!sort.joins().isEmpty()) {
            SelectQuery<Record> first = from(List.of(sort), isWide());
            first.addSelect(register.id());
            first.addConditions(after == null ? noCondition() : beyond(after));
            first.addOrderBy(order());
            first.addLimit(limit);
            query.addConditions(DSL.condition("{0} = any (array({1}))", register.id(), first));
        }
        query.addLimit(limit);
        return query;
    }

    SelectQuery<Record> these(Collection<Long> among) {
        SelectQuery<Record> query = rows(null, false);
        query.addConditions(register.id().eq(DSL.any(among.toArray(Long[]::new))));
        return query;
    }

    SelectQuery<Record> all() {
        return rows(null, isWide());
    }

    private SelectQuery<Record> rows(@Nullable Cursor after, boolean most) {
        SelectQuery<Record> query = from(concat(columns, List.of(sort)), most);
        query.addSelect(
                register.id().as(ID), register.opened().as(OPENED), sortField().as(SORTED));
        columns.forEach(column -> query.addSelect(column.selected()));
        query.addConditions(after == null ? noCondition() : beyond(after));
        query.addOrderBy(order());
        return query;
    }

    /** In the order of the list. */
    SelectQuery<Record> ids(@Nullable Collection<Long> among) {
        SelectQuery<Record> query = from(List.of(sort), isWide());
        query.addSelect(register.id().as(ID));
        query.addConditions(among == null ? noCondition() : register.id().eq(DSL.any(among.toArray(Long[]::new))));
        query.addOrderBy(order());
        return query;
    }

    /** One row: how many, and the sum of each column that adds up, in their order. */
    SelectQuery<Record> totals() {
        List<Column> adding = columns.stream().filter(Column::adds).toList();
        SelectQuery<Record> query = from(adding, isWide());
        query.addSelect(count());
        adding.forEach(column -> query.addSelect(sum(number(column.field())).as(column.code())));
        return query;
    }

    @SuppressWarnings("unchecked")
    private static Field<? extends Number> number(Field<?> field) {
        return (Field<? extends Number>) field;
    }

    static Cursor cursor(Record last) {
        Object sorted = last.get(SORTED);
        return Cursor.of(sorted == null ? NOTHING : "=" + sorted, Objects.requireNonNull(last.get(ID)));
    }

    /** Whether the filters let most rows through. */
    private boolean isWide() {
        return register.filters().stream()
                .allMatch(filter -> filter.isWide() || !asked.filters().containsKey(filter.code()));
    }

    private SelectQuery<Record> from(List<Column> shown, boolean most) {
        SelectQuery<Record> query = db.selectQuery();
        query.addFrom(register.rows());
        Set<String> joined = new HashSet<>();
        shown.forEach(column -> join(query, column.joins(), joined, most));
        query.addConditions(register.community().eq(asked.community()), register.standing(asked));
        for (Filter filter : register.filters()) {
            String value = asked.filters().get(filter.code());
            if (value != null) {
                join(query, filter.joins(), joined, most);
                query.addConditions(filter.condition(asked, value));
            }
        }
        return query;
    }

    private void join(SelectQuery<Record> query, List<Join> joins, Set<String> joined, boolean most) {
        for (Join declared : joins) {
            Join join = declared.reading(most);
            join(query, join.after(), joined, most);
            if (joined.add(join.name())) {
                query.addJoin(
                        join.table().apply(asked),
                        JoinType.LEFT_OUTER_JOIN,
                        join.on().apply(asked));
            }
        }
    }

    private Field<?> sortField() {
        return Objects.requireNonNull(sort.sort());
    }

    private List<SortField<?>> order() {
        return descending
                ? List.of(sortField().desc().nullsLast(), register.id().desc())
                : List.of(sortField().asc().nullsLast(), register.id().asc());
    }

    /** Rows without a value come last in both directions. */
    private Condition beyond(Cursor after) {
        return beyond(sortField(), after.text(0), after.number(1));
    }

    private <T> Condition beyond(Field<T> field, String text, long id) {
        Condition next = descending ? register.id().lt(id) : register.id().gt(id);
        if (text.isEmpty()) {
            return field.isNull().and(next);
        }
        T value = Values.of(field, text.substring(1));
        return (descending ? field.lt(value) : field.gt(value))
                .or(field.eq(value).and(next))
                .or(field.isNull());
    }

    private static List<Column> concat(List<Column> first, List<Column> second) {
        List<Column> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
