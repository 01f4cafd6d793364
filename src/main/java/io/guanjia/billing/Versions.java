package io.guanjia.billing;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Versions in time without gaps or overlaps: a new one ends the one before it the day before, and lasts until the next. */
record Versions<R extends Record>(
        Table<R> table, TableField<R, LocalDate> from, TableField<R, @Nullable LocalDate> to) {

    boolean beginsOn(DSLContext sql, Condition ofSubject, LocalDate on) {
        return sql.fetchExists(table, ofSubject, from.eq(on));
    }

    /** Makes room for a version from that day. @return its last day, null while no later one follows */
    @Nullable
    LocalDate makeRoom(DSLContext sql, Condition ofSubject, LocalDate newFrom) {
        sql.update(table)
                .set(to, newFrom.minusDays(1))
                .where(ofSubject, from.lt(newFrom), to.isNull().or(to.ge(newFrom)))
                .execute();
        LocalDate next = sql.select(DSL.min(from))
                .from(table)
                .where(ofSubject, from.gt(newFrom))
                .fetchSingle()
                .value1();
        return next == null ? null : next.minusDays(1);
    }
}
