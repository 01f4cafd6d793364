package io.guanjia.imports;

import static io.guanjia.db.files.Tables.FILE;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.imports.Tables.BATCH;
import static io.guanjia.db.imports.Tables.MAPPING;
import static io.guanjia.db.imports.Tables.REJECTION;
import static io.guanjia.db.imports.Tables.STAGED;

import io.guanjia.database.Sql;
import io.guanjia.db.identity.tables.Account;
import io.guanjia.kernel.Masked;
import io.guanjia.web.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The statements of {@link Imports} on the tables of this room. */
@Component
class ImportTables {
    private static final Account UNDOER = ACCOUNT.as("undoer");
    private static final int SAMPLES = 10;

    private final DSLContext sql;
    private final JsonMapper json;

    ImportTables(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<ImportBatch> batch(long communityId, Condition which) {
        return batches(communityId).and(which).fetchOptional(this::batch);
    }

    List<ImportBatch> slice(long communityId, Paging paging) {
        return batches(communityId)
                .and(
                        paging.after() == null
                                ? DSL.noCondition()
                                : BATCH.ID.lt(paging.after().number(0)))
                .orderBy(BATCH.ID.desc())
                .limit(paging.rows())
                .fetch(this::batch);
    }

    private SelectConditionStep<?> batches(long communityId) {
        return sql.select(BATCH.asterisk())
                .select(FILE.NAME, ACCOUNT.NAME, UNDOER.NAME)
                .from(BATCH)
                .join(FILE)
                .on(FILE.COMMUNITY_ID.eq(BATCH.COMMUNITY_ID), FILE.ID.eq(BATCH.FILE_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(BATCH.CREATED_BY))
                .leftJoin(UNDOER)
                .on(UNDOER.ID.eq(BATCH.UNDONE_BY))
                .where(BATCH.COMMUNITY_ID.eq(communityId));
    }

    private ImportBatch batch(Record row) {
        JSONB summary = row.get(BATCH.SUMMARY);
        return new ImportBatch(
                row.get(BATCH.COMMUNITY_ID),
                row.get(BATCH.ID),
                row.get(BATCH.LAYOUT),
                row.get(BATCH.FILE_ID),
                row.get(FILE.NAME),
                json.readValue(row.get(BATCH.OPTIONS).data(), ImportOptions.class),
                json.readValue(row.get(BATCH.MAPPING).data(), Mapping.class),
                row.get(BATCH.STATE),
                row.get(BATCH.GOOD_ONLY),
                row.get(BATCH.JOB_ID),
                summary == null ? null : json.readValue(summary.data(), ImportSummary.class),
                row.get(BATCH.CREATED_BY),
                row.get(ACCOUNT.NAME),
                row.get(BATCH.CREATED_AT),
                row.get(BATCH.APPLIED_AT),
                row.get(UNDOER.NAME),
                row.get(BATCH.UNDONE_AT),
                row.get(BATCH.UNDO_REASON));
    }

    JSONB jsonb(Object value) {
        return JSONB.jsonb(json.writeValueAsString(value));
    }

    Map<Recognition.Remembered, Map<String, Integer>> remembered(long communityId, String layout) {
        Map<Recognition.Remembered, Map<String, Integer>> remembered = new HashMap<>();
        sql.selectFrom(MAPPING)
                .where(MAPPING.COMMUNITY_ID.eq(communityId), MAPPING.LAYOUT.eq(layout))
                .forEach(row -> remembered.put(
                        new Recognition.Remembered(row.getPart(), row.getSignature()),
                        json.readValue(row.getColumns().data(), new TypeReference<Map<String, Integer>>() {})));
        return remembered;
    }

    void remember(
            long communityId,
            String layout,
            Recognition.Remembered header,
            Map<String, Integer> columns,
            long actor,
            Instant at) {
        sql.insertInto(MAPPING)
                .set(MAPPING.COMMUNITY_ID, communityId)
                .set(MAPPING.LAYOUT, layout)
                .set(MAPPING.PART, header.part())
                .set(MAPPING.SIGNATURE, header.signature())
                .set(MAPPING.COLUMNS, jsonb(columns))
                .set(MAPPING.MADE_BY, actor)
                .set(MAPPING.MADE_AT, at)
                .onDuplicateKeyUpdate()
                .set(MAPPING.COLUMNS, jsonb(columns))
                .set(MAPPING.MADE_BY, actor)
                .set(MAPPING.MADE_AT, at)
                .execute();
    }

    /** Those of an earlier attempt go. */
    void reject(long communityId, long batchId, List<Rejection> rejections, List<Rejection> warnings) {
        sql.deleteFrom(REJECTION)
                .where(REJECTION.COMMUNITY_ID.eq(communityId), REJECTION.BATCH_ID.eq(batchId))
                .execute();
        insert(communityId, batchId, rejections, false);
        insert(communityId, batchId, warnings, true);
    }

    private void insert(long communityId, long batchId, List<Rejection> rejections, boolean warning) {
        if (rejections.isEmpty()) return;
        sql.execute(
                """
                insert into imports.rejection (community_id, batch_id, warning, sheet, row_no, code, arguments)
                select {0}, {1}, {6}, r.sheet, r.row_no, r.code, case when r.arguments = '' then '{}' else string_to_array(r.arguments, chr(31)) end
                from unnest({2}, {3}, {4}, {5}) with ordinality r(sheet, row_no, code, arguments, place) order by r.place""",
                Sql.arguments(
                        communityId,
                        batchId,
                        rejections.stream().map(Rejection::sheet).toArray(String[]::new),
                        rejections.stream().map(Rejection::row).toArray(Integer[]::new),
                        rejections.stream().map(Rejection::code).toArray(String[]::new),
                        rejections.stream()
                                .map(one -> String.join("\u001f", one.arguments()))
                                .toArray(String[]::new),
                        warning));
    }

    /** @param warnings of rows that are taken, else reasons of those that are not */
    List<Rejection> rejections(long communityId, long batchId, boolean warnings) {
        return sql.selectFrom(REJECTION)
                .where(REJECTION.COMMUNITY_ID.eq(communityId), REJECTION.BATCH_ID.eq(batchId))
                .and(REJECTION.WARNING.eq(warnings))
                .orderBy(REJECTION.ID)
                .fetch(row -> new Rejection(
                        row.getSheet(), row.getRowNo(), row.getCode(), Arrays.asList(row.getArguments())));
    }

    /** Nobody else applies or undoes it now, and no other import of the community runs: they would count one another's rows. */
    void lock(long communityId, long batchId) {
        sql.execute("select pg_advisory_xact_lock(hashtext('imports'), hashint8({0}))", DSL.val(communityId));
        sql.selectFrom(BATCH)
                .where(BATCH.COMMUNITY_ID.eq(communityId), BATCH.ID.eq(batchId))
                .forUpdate()
                .fetchOptional();
    }

    void unstage(long batchId) {
        sql.deleteFrom(STAGED).where(STAGED.BATCH_ID.eq(batchId)).execute();
    }

    void stage(Consumer<StagedRows> rows) {
        sql.connection(connection -> {
            StagedRows staged = StagedRows.into(connection);
            try {
                rows.accept(staged);
            } catch (RuntimeException refused) {
                staged.abandon();
                throw refused;
            }
            staged.finish();
        });
    }

    /** From here to the end of the transaction the database notes what changes. */
    void note(long batchId) {
        sql.execute("set local app.import = '" + batchId + "'");
    }

    List<ImportSummary.Sample> samples(long communityId, long batchId) {
        List<ImportSummary.Sample> samples = new ArrayList<>();
        Sql.count(sql, "imports.change");
        sql.resultQuery(SAMPLE, Sql.arguments(communityId, batchId, SAMPLES))
                .forEach(row -> samples.add(new ImportSummary.Sample(
                        row.get(0, Boolean.class),
                        row.get(1, String.class),
                        row.get(2, Integer.class),
                        labels(row.get(1, String.class), row.get(3, String[].class)))));
        return samples;
    }

    private static List<String> labels(String table, String @Nullable [] labels) {
        if (labels == null) return List.of();
        return Arrays.stream(labels)
                .map(label -> table.equals("residents.person") ? Masked.name(label) : label)
                .distinct()
                .toList();
    }

    /** Rows which the import made and touched again count as made; the first row of a range stands for those that are no samples. */
    private static final String SAMPLE = """
            with made as (
                select m.* from imports.made m where m.community_id = {0} and m.batch_id = {1} and m.table_name <> 'residents.ownership_owner'
            ), touched as (
                select distinct on (c.table_name, coalesce(c.after ->> 'id', c.after ->> 'premises_id'))
                    c.id, c.table_name, c.before is null as made, c.after, 1 as rows
                from imports.change c where c.community_id = {0} and c.batch_id = {1}
                    and c.table_name not in ('residents.ownership_owner', 'billing.charge_item_version')
                    and not exists (select from made m where m.table_name = c.table_name
                        and (c.after ->> m.key)::bigint between m.first_id and m.last_id)
                order by c.table_name, coalesce(c.after ->> 'id', c.after ->> 'premises_id'), c.id
            ), each as (
                select * from touched
                union all
                select m.id, m.table_name, true, e.after,
                    case e.place when 1 then m.rows - jsonb_array_length(m.sample) + 1 else coalesce(e.place * 0 + 1, m.rows) end
                from made m left join lateral jsonb_array_elements(m.sample) with ordinality e(after, place) on true
            ), named as (
                select t.*, coalesce(t.after ->> 'code', t.after ->> 'plate', p.code, t.after ->> 'name', '') as label
                from each t left join estate.premises p
                    on p.community_id = {0} and p.id = coalesce(t.after ->> 'premises_id', '0')::bigint
            ), placed as (
                select *, row_number() over (partition by made, table_name order by id, (after ->> 'id')::bigint) as place from named
            )
            select made, table_name, sum(rows), array_agg(label order by place) filter (where place <= {2} and label <> '')
            from placed group by made, table_name order by not made, table_name""";
}
