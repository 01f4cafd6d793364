package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.kernel.Masked;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Staged rooms and owners against one another and the house, set by set: what stands twice, whose number belongs to somebody
 * else; and which person and which premises each row is about. Cells count from 1 in the order of {@link RoomsLayout.Column}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RoomsChecks {
    private final DSLContext sql;
    private final CoOwnerChecks coOwners;

    RoomsChecks(DSLContext sql, CoOwnerChecks coOwners) {
        this.sql = sql;
        this.coOwners = coOwners;
    }

    /** @param unread rooms of which a row was rejected before it was staged, with that row */
    void check(Work work, Map<String, Integer> unread) {
        QueryPart[] batch = Sql.arguments(work.communityId, work.batchId);
        Sql.count(sql, "imports.staged");
        coOwners.check(work);
        sql.resultQuery(SHARED_NUMBER, batch)
                .forEach(row -> work.reject(new Rejection(
                        row.get(0, String.class),
                        row.get(1, Integer.class),
                        "identity-of-other",
                        List.of(Masked.name(row.get(2, String.class))))));
        coOwners.takeAlong(work, unread);
        sql.execute("delete from imports.staged s where s.batch_id = {1} and s.verdict = 'REJECTED'", batch);
        sql.execute(PREMISES, batch);
        sql.execute(KNOWN, batch);
        sql.execute(OWNERS_OF_THE_ROOM, batch);
    }

    /** One number, two names: in the sheet, or in the sheet and the house. */
    private static final String SHARED_NUMBER = """
            with named as (
                select s.ctid as place, s.sheet, s.row_no, s.cells[8] as name, s.hash,
                    first_value(s.cells[8]) over (partition by s.hash order by s.row_no) as first_name
                from imports.staged s where s.batch_id = {1} and s.hash is not null and s.verdict is null
            ), other as (
                select n.place, n.sheet, n.row_no, coalesce(max(p.name), n.first_name) as name from named n
                left join residents.person p on p.community_id = {0} and p.identity_hash = n.hash and p.name <> n.name
                    and not exists (select from residents.redirect r join residents.person d
                            on d.community_id = {0} and d.id = r.person_id
                        where r.community_id = {0} and (r.person_id = p.id or r.to_id = p.id and d.name = n.name))
                where p.id is not null or n.first_name <> n.name
                group by n.place, n.sheet, n.row_no, n.first_name
            ), marked as (
                update imports.staged s set verdict = 'REJECTED' from other o where s.batch_id = {1} and s.ctid = o.place
            )
            select sheet, row_no, name from other order by row_no""";

    private static final String PREMISES = """
            update imports.staged s set premises_id = p.id from estate.premises p
            where s.batch_id = {1} and p.community_id = {0} and p.code = s.cells[1]""";

    /** By number, else by name and phone. */
    private static final String KNOWN = """
            update imports.staged s set person_id = residents.whoever({0}, k.id)
            from (select s.row_no, min(coalesce(h.id, n.id)) as id from imports.staged s
                left join residents.person h on h.community_id = {0} and h.identity_hash = s.hash
                left join residents.person n on n.community_id = {0} and n.name = s.cells[8] and n.phone = s.cells[10]
                    and (n.identity_hash is null or s.hash is null or n.identity_hash = s.hash)
                where s.batch_id = {1} and s.cells[8] is not null and coalesce(h.id, n.id) is not null group by s.row_no) k
            where s.batch_id = {1} and s.row_no = k.row_no""";

    /** Else whoever owns these premises under that name and is not known to be somebody else. */
    private static final String OWNERS_OF_THE_ROOM = """
            update imports.staged s set person_id = p.id
            from residents.ownership o
            join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
            join residents.person p on p.community_id = {0} and p.id = w.person_id
            where s.batch_id = {1} and s.person_id is null and o.community_id = {0} and o.premises_id = s.premises_id
                and o.voided_at is null and o.to_on is null and p.name = s.cells[8]
                and (p.identity_hash is null or s.hash is null or p.identity_hash = s.hash)""";
}
