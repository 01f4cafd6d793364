package io.guanjia.imports;

import io.guanjia.database.Sql;
import java.util.Arrays;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows that name one room: with another owner and the same area they are co-owners of the first, who is billed
 * ({@link RoomsLayout.Column#BESIDE} says which row that is); else they are rejected. The rows of a room are taken together or not
 * at all: whoever is left over would own alone.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CoOwnerChecks {
    private static final int FIRST_ARGUMENT = 3;

    private final DSLContext sql;

    CoOwnerChecks(DSLContext sql) {
        this.sql = sql;
    }

    /** Leaves of each room the first row and its co-owners; those that do not agree with it are marked as rejected. */
    void check(Work work) {
        QueryPart[] batch = Sql.arguments(work.communityId, work.batchId);
        if (sql.execute(BESIDE, batch) == 0) return;
        refuse(work, TWICE, batch);
        refuse(work, DIFFERS, batch);
    }

    /** @param unread rooms of which a row could not even be staged, with that row */
    void takeAlong(Work work, Map<String, Integer> unread) {
        refuse(
                work,
                REJECTED_TOGETHER,
                Sql.arguments(
                        work.communityId,
                        work.batchId,
                        unread.keySet().toArray(String[]::new),
                        unread.values().toArray(Integer[]::new)));
    }

    private void refuse(Work work, String query, QueryPart[] arguments) {
        sql.resultQuery(query, arguments)
                .forEach(row -> work.reject(new Rejection(
                        row.get(0, String.class),
                        row.get(1, Integer.class),
                        row.get(2, String.class),
                        Arrays.stream(row.intoArray())
                                .skip(FIRST_ARGUMENT)
                                .filter(argument -> argument != null)
                                .map(String::valueOf)
                                .toList())));
    }

    private static final String BESIDE = """
            update imports.staged s set cells[13] = f.first::text
            from (select r.cells[1] as code, min(r.row_no) as first from imports.staged r where r.batch_id = {1}
                group by 1 having count(*) > 1) f
            where s.batch_id = {1} and s.cells[1] = f.code and s.row_no > f.first""";

    /** The same name is somebody else only with a number and a phone of his own. */
    private static final String TWICE = """
            with named as (
                select s.ctid as place, s.sheet, s.row_no, s.cells[1] as code, s.cells[13] as first, s.cells[8] is null
                        or first_value(s.cells[8]) over (partition by s.cells[1] order by s.row_no) is null
                        or row_number() over (partition by s.cells[1], s.cells[8] order by s.row_no) > 1 and (s.hash is null
                            or first_value(s.hash) over (partition by s.cells[1], s.cells[8] order by s.row_no) is null
                            or row_number() over (partition by s.cells[1], s.cells[8], s.hash order by s.row_no) > 1
                            or s.cells[10] is not null
                                and row_number() over (partition by s.cells[1], s.cells[8], s.cells[10] order by s.row_no) > 1) as again
                from imports.staged s where s.batch_id = {1}
                    and s.cells[1] in (select r.cells[1] from imports.staged r where r.batch_id = {1} and r.cells[13] is not null)
            ), gone as (
                delete from imports.staged s using named n where s.batch_id = {1} and s.ctid = n.place and n.again and n.first is not null
            )
            select n.sheet, n.row_no, 'twice', n.code, n.first from named n where n.again and n.first is not null order by n.row_no""";

    private static final String DIFFERS = """
            with other as (
                select s.ctid as place, s.sheet, s.row_no, s.cells, f.cells[5] as area, f.cells[5]::numeric <> s.cells[5]::numeric as wider
                from imports.staged s join imports.staged f on f.batch_id = {1} and f.row_no = s.cells[13]::int
                where s.batch_id = {1} and s.cells[13] is not null and (f.cells[5]::numeric <> s.cells[5]::numeric
                    or s.cells[4] is not null and s.cells[4] is distinct from f.cells[4]
                    or s.cells[6] is not null and s.cells[6] is distinct from f.cells[6]
                    or s.cells[11] is not null and s.cells[11] is distinct from f.cells[11])
            ), marked as (
                update imports.staged s set verdict = 'REJECTED' from other o where s.batch_id = {1} and s.ctid = o.place
            )
            select sheet, row_no, case when wider then 'co-owner-area' else 'co-owner-differs' end, cells[1], cells[13],
                case when wider then area end, case when wider then cells[5] end from other order by row_no""";

    private static final String REJECTED_TOGETHER = """
            with bad as (
                select code, min(row_no) as row_no from (
                    select s.cells[1] as code, s.row_no from imports.staged s where s.batch_id = {1} and s.verdict = 'REJECTED'
                    union all select * from unnest({2}, {3})) r
                group by code
            ), along as (
                update imports.staged s set verdict = 'REJECTED' from bad b
                where s.batch_id = {1} and s.verdict is null and s.cells[1] = b.code
                returning s.sheet, s.row_no, b.code, b.row_no as bad
            )
            select sheet, row_no, 'co-owner-rejected', code, bad from along order by row_no""";
}
