package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.residents.Households;
import io.guanjia.residents.People;
import io.guanjia.web.Texts;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back the rows that the database noted. The application may delete none of them itself: a function of the owner deletes
 * and restores exactly what was noted, as long as it is still as the import left it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ImportUndo {
    private static final String CHANGED_SINCE = "GJ001";

    private final DSLContext sql;
    private final Households households;
    private final People people;
    private final Texts texts;

    ImportUndo(DSLContext sql, Households households, People people, Texts texts) {
        this.sql = sql;
        this.households = households;
        this.people = people;
        this.texts = texts;
    }

    /** @throws ImportStands naming what stands on it, or what somebody has changed since */
    void takeBack(long communityId, long batchId) {
        String standing = sql
                .resultQuery(
                        "select table_name, rows from imports.standing({0}, {1})", Sql.arguments(communityId, batchId))
                .stream()
                .map(row -> words(row.get(0, String.class), row.get(1, Long.class)))
                .distinct()
                .collect(Collectors.joining("、"));
        if (!standing.isEmpty()) throw ImportStands.under(standing);
        List<Long> premises = premises(communityId, batchId);
        List<Long> persons = persons(communityId, batchId);
        households.forget(communityId, premises);
        people.forgetDerived(communityId, persons);
        try {
            sql.execute("select imports.take_back({0}, {1})", Sql.arguments(communityId, batchId));
        } catch (DataAccessException refused) {
            if (!CHANGED_SINCE.equals(refused.sqlState())) throw refused;
            String table = refused.getCause(java.sql.SQLException.class) instanceof org.postgresql.util.PSQLException e
                            && e.getServerErrorMessage() != null
                    ? e.getServerErrorMessage().getMessage()
                    : "";
            throw ImportStands.changed(texts.of("import.sample." + table));
        }
        households.refresh(communityId, premises);
        people.derive(communityId, persons);
    }

    /** Whose answer may be another afterwards; all of them when the developer came with the import. */
    private List<Long> premises(long communityId, long batchId) {
        return sql.resultQuery("""
                        select (c.after ->> case c.table_name when 'estate.premises' then 'id' else 'premises_id' end)::bigint
                        from imports.change c where c.community_id = {0} and c.batch_id = {1}
                            and c.table_name in ('estate.premises', 'residents.ownership', 'residents.tenancy')
                        union
                        select generate_series(m.first_id, m.last_id) from imports.made m
                        where m.community_id = {0} and m.batch_id = {1} and m.table_name = 'estate.premises'
                        union
                        select o.premises_id from imports.made m
                        join residents.ownership o on o.community_id = {0} and o.id between m.first_id and m.last_id
                        where m.community_id = {0} and m.batch_id = {1} and m.table_name = 'residents.ownership'
                        union
                        select p.id from estate.premises p where p.community_id = {0} and exists (select from imports.change c
                            where c.community_id = {0} and c.batch_id = {1} and c.table_name = 'residents.developer')""", Sql.arguments(communityId, batchId)).fetch(0, Long.class);
    }

    private List<Long> persons(long communityId, long batchId) {
        return sql.resultQuery("""
                        select (c.after ->> 'id')::bigint from imports.change c
                        where c.community_id = {0} and c.batch_id = {1} and c.table_name = 'residents.person'
                        union
                        select generate_series(m.first_id, m.last_id) from imports.made m
                        where m.community_id = {0} and m.batch_id = {1} and m.table_name = 'residents.person'""", Sql.arguments(communityId, batchId)).fetch(0, Long.class);
    }

    /** A table that came after this page of words has none of its own yet. */
    private String words(String table, long rows) {
        try {
            return texts.of("import.stands." + table, rows);
        } catch (NoSuchMessageException unnamed) {
            return texts.of("import.stands.other", rows);
        }
    }
}
