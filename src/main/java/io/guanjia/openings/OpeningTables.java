package io.guanjia.openings;

import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.openings.Tables.BUILDING_TOTAL;
import static io.guanjia.db.openings.Tables.LINE;
import static io.guanjia.db.openings.Tables.STATEMENT;

import io.guanjia.billing.OpeningCharges;
import io.guanjia.database.Sql;
import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The statements of {@link Openings}. */
@Component
class OpeningTables {
    private final DSLContext sql;

    OpeningTables(DSLContext sql) {
        this.sql = sql;
    }

    record Charged(String premises, Month month) {}

    static Condition is(long communityId, long id) {
        return STATEMENT.COMMUNITY_ID.eq(communityId).and(STATEMENT.ID.eq(id));
    }

    long write(long communityId, NewOpening entry, long actor, Instant at) {
        long id = sql.insertInto(STATEMENT)
                .set(STATEMENT.COMMUNITY_ID, communityId)
                .set(STATEMENT.ITEM_ID, entry.itemId())
                .set(STATEMENT.YEAR, (short) entry.year())
                .set(STATEMENT.SOURCE, entry.source())
                .set(STATEMENT.IMPORT_ID, entry.importId())
                .set(STATEMENT.ROWS, entry.rows())
                .set(STATEMENT.PAID_FEN, entry.paid())
                .set(STATEMENT.ARREARS_FEN, entry.arrears())
                .set(STATEMENT.CREATED_BY, actor)
                .set(STATEMENT.CREATED_AT, at)
                .returningResult(STATEMENT.ID)
                .fetchSingle()
                .value1();
        entry.buildings()
                .forEach(total -> sql.insertInto(BUILDING_TOTAL)
                        .set(BUILDING_TOTAL.COMMUNITY_ID, communityId)
                        .set(BUILDING_TOTAL.STATEMENT_ID, id)
                        .set(BUILDING_TOTAL.BUILDING, total.building())
                        .set(BUILDING_TOTAL.SORT_KEY, ChineseText.sortKey(total.building()))
                        .set(BUILDING_TOTAL.ROWS, total.rows())
                        .set(BUILDING_TOTAL.PAID_FEN, total.paid())
                        .set(BUILDING_TOTAL.ARREARS_FEN, total.arrears())
                        .execute());
        writeLines(communityId, id, entry.lines());
        return id;
    }

    private void writeLines(long communityId, long id, List<NewOpening.Line> lines) {
        sql.execute(
                """
                insert into openings.line (community_id, statement_id, premises_id, month, payer_id, owner_id, due_fen, paid_fen,
                    due_on, sheet, row_no)
                select {0}, {1}, l.* from unnest({2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}) l""",
                Sql.arguments(
                        communityId,
                        id,
                        array(lines, NewOpening.Line::premisesId, Long[]::new),
                        array(lines, line -> line.month().firstDay(), LocalDate[]::new),
                        array(lines, NewOpening.Line::payerId, Long[]::new),
                        array(lines, NewOpening.Line::ownerId, Long[]::new),
                        array(lines, line -> line.due().fen(), Long[]::new),
                        array(lines, line -> line.paid().fen(), Long[]::new),
                        array(lines, NewOpening.Line::dueOn, LocalDate[]::new),
                        array(lines, NewOpening.Line::sheet, String[]::new),
                        array(lines, NewOpening.Line::row, Integer[]::new)));
    }

    private static <E, T> T[] array(List<E> entries, Function<E, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    /** Premises that the lines of a statement which is not posted name may go again. */
    void release(long communityId, long id) {
        sql.deleteFrom(LINE)
                .where(LINE.COMMUNITY_ID.eq(communityId), LINE.STATEMENT_ID.eq(id))
                .execute();
    }

    OpeningStatement get(long communityId, long id) {
        return fetch(communityId, STATEMENT.ID.eq(id), 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(Openings.KIND, id));
    }

    List<OpeningStatement> slice(long communityId, Paging paging) {
        Cursor after = paging.after();
        return fetch(communityId, after == null ? DSL.noCondition() : STATEMENT.ID.lt(after.number(0)), paging.rows());
    }

    List<OpeningStatement> ofImport(long communityId, long importId) {
        return fetch(communityId, STATEMENT.IMPORT_ID.eq(importId), Integer.MAX_VALUE);
    }

    /** @throws OpeningRefused when it stands elsewhere */
    OpeningStatement lock(long communityId, long id, StatementState expected) {
        StatementState state = sql.select(STATEMENT.STATE)
                .from(STATEMENT)
                .where(is(communityId, id))
                .forUpdate()
                .fetchOptional(STATEMENT.STATE)
                .orElseThrow(() -> new NotFound(Openings.KIND, id));
        if (state != expected) throw OpeningRefused.inState(state);
        return get(communityId, id);
    }

    /** A month of the statement which is charged already; a charge by hand beside it is another matter. */
    Optional<Charged> firstCharged(long communityId, long id) {
        return sql.resultQuery("""
                        select p.code, l.month from openings.line l
                        join openings.statement s on s.community_id = l.community_id and s.id = l.statement_id
                        join billing.charge c on c.community_id = l.community_id and c.premises_id = l.premises_id
                            and c.item_id = s.item_id and c.month = l.month and c.reversed_on is null and c.one_off_id is null
                        join estate.premises p on p.community_id = l.community_id and p.id = l.premises_id
                        where l.community_id = {0} and l.statement_id = {1} order by p.sort_key, l.month limit 1""", Sql.arguments(communityId, id))
                .fetchOptional(row -> new Charged(row.get(0, String.class), Month.of(row.get(1, LocalDate.class))));
    }

    List<OpeningCharges.Line> charges(long communityId, long id, String source) {
        return sql.selectFrom(LINE)
                .where(LINE.COMMUNITY_ID.eq(communityId), LINE.STATEMENT_ID.eq(id))
                .orderBy(LINE.PREMISES_ID, LINE.MONTH)
                .fetch(row -> new OpeningCharges.Line(
                        row.getPremisesId(),
                        Month.of(row.getMonth()),
                        row.getPayerId(),
                        row.getOwnerId(),
                        row.getDueFen(),
                        row.getDueFen().minus(row.getPaidFen()),
                        row.getDueOn(),
                        String.join(" · ", source, row.getSheet(), String.valueOf(row.getRowNo()))));
    }

    List<OpeningRow> rows(long communityId, long id, Paging paging) {
        Cursor after = paging.after();
        return sql.resultQuery(
                        """
                        select l.sheet, l.row_no, l.premises_id, p.code, array_agg(distinct n.name),
                            array_agg(l.month order by l.month), sum(l.open_fen)::bigint
                        from openings.line l
                        join estate.premises p on p.community_id = l.community_id and p.id = l.premises_id
                        join residents.person n on n.community_id = l.community_id and n.id = l.payer_id
                        where l.community_id = {0} and l.statement_id = {1} and (l.row_no, l.premises_id) > ({2}, {3})
                        group by l.sheet, l.row_no, l.premises_id, p.code order by l.row_no, l.premises_id limit {4}""",
                        Sql.arguments(
                                communityId,
                                id,
                                after == null ? 0L : after.number(0),
                                after == null ? 0L : after.number(1),
                                paging.rows()))
                .fetch(OpeningTables::row);
    }

    private static OpeningRow row(Record row) {
        return new OpeningRow(
                row.get(0, String.class),
                row.get(1, Integer.class),
                row.get(2, Long.class),
                row.get(3, String.class),
                Arrays.asList(row.get(4, String[].class)),
                Arrays.stream(row.get(5, LocalDate[].class)).map(Month::of).toList(),
                new Money(row.get(6, Long.class)));
    }

    private List<OpeningStatement> fetch(long communityId, Condition which, int rows) {
        return sql.select(STATEMENT.asterisk())
                .select(CHARGE_ITEM.NAME)
                .from(STATEMENT)
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(STATEMENT.COMMUNITY_ID), CHARGE_ITEM.ID.eq(STATEMENT.ITEM_ID))
                .where(STATEMENT.COMMUNITY_ID.eq(communityId))
                .and(which)
                .orderBy(STATEMENT.ID.desc())
                .limit(rows)
                .fetch(row -> statement(communityId, row));
    }

    private OpeningStatement statement(long communityId, Record row) {
        return new OpeningStatement(
                row.get(STATEMENT.ID),
                row.get(STATEMENT.ITEM_ID),
                row.get(CHARGE_ITEM.NAME),
                row.get(STATEMENT.YEAR),
                row.get(STATEMENT.SOURCE),
                row.get(STATEMENT.IMPORT_ID),
                row.get(STATEMENT.ROWS),
                row.get(STATEMENT.PAID_FEN),
                row.get(STATEMENT.ARREARS_FEN),
                row.get(STATEMENT.STATE),
                row.get(STATEMENT.CREATED_BY),
                row.get(STATEMENT.CREATED_AT),
                row.get(STATEMENT.APPROVAL_ID),
                row.get(STATEMENT.POSTED_ON),
                row.get(STATEMENT.POSTED_BY),
                row.get(STATEMENT.REVERSAL_APPROVAL_ID),
                row.get(STATEMENT.REVERSED_ON),
                row.get(STATEMENT.REVERSAL_REASON),
                buildings(communityId, row.get(STATEMENT.ID)));
    }

    private List<NewOpening.BuildingTotal> buildings(long communityId, long id) {
        return sql.selectFrom(BUILDING_TOTAL)
                .where(BUILDING_TOTAL.COMMUNITY_ID.eq(communityId), BUILDING_TOTAL.STATEMENT_ID.eq(id))
                .orderBy(BUILDING_TOTAL.SORT_KEY)
                .fetch(row -> new NewOpening.BuildingTotal(
                        row.getBuilding(), row.getRows(), row.getPaidFen(), row.getArrearsFen()));
    }
}
