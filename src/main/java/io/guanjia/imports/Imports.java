package io.guanjia.imports;

import static io.guanjia.db.imports.Tables.BATCH;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.files.StoredFile;
import io.guanjia.files.StoredFiles;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.imports.ImportRun.Step;
import io.guanjia.jobs.Jobs;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * People's own workbooks: kept, recognised, looked at, applied whole or by explicit choice without the rejected rows, and taken
 * back as long as nothing stands on them.
 */
@Component
@Transactional
public class Imports {
    static final String SUBJECT = "import";
    private static final String PURPOSE = "import";

    private final Access access;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final StoredFiles files;
    private final ImportTables tables;
    private final Layouts layouts;
    private final ImportRun run;
    private final ImportUndo undo;
    private final DSLContext sql;
    private final Clock clock;

    Imports(
            Access access,
            AuditTrail audit,
            Jobs jobs,
            StoredFiles files,
            ImportTables tables,
            Layouts layouts,
            ImportRun run,
            ImportUndo undo,
            DSLContext sql,
            Clock clock) {
        this.access = access;
        this.audit = audit;
        this.jobs = jobs;
        this.files = files;
        this.tables = tables;
        this.layouts = layouts;
        this.run = run;
        this.undo = undo;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Keeps the workbook and recognises its columns.
     *
     * @return the import, waiting for a person's mapping or ready
     * @throws io.guanjia.sheets.UnreadableWorkbook when it is none
     */
    public long begin(long communityId, String layoutCode, ImportOptions options, InputStream bytes, String name) {
        Layout layout = layouts.get(layoutCode);
        access.require(Permission.IMPORT, communityId);
        access.require(layout.permission(), communityId);
        options.require(layout.options());
        StoredFile file = files.store(communityId, bytes, name, "application/octet-stream", PURPOSE);
        Mapping mapping =
                reading(file, workbook -> Recognition.of(workbook, layout, tables.remembered(communityId, layoutCode)));
        return sql.insertInto(BATCH)
                .set(BATCH.COMMUNITY_ID, communityId)
                .set(BATCH.LAYOUT, layoutCode)
                .set(BATCH.FILE_ID, file.id())
                .set(BATCH.OPTIONS, tables.jsonb(options))
                .set(BATCH.MAPPING, tables.jsonb(mapping))
                .set(BATCH.STATE, mapping.holds(layout) ? BatchState.READY : BatchState.MAPPING)
                .set(BATCH.CREATED_BY, access.actor())
                .set(BATCH.CREATED_AT, clock.instant())
                .returningResult(BATCH.ID)
                .fetchSingle()
                .value1();
    }

    /** What a person says which column is what; remembered for sheets with the same header row. */
    void map(long communityId, long id, Mapping mapping) {
        ImportBatch batch = open(communityId, id);
        Layout layout = layouts.get(batch.layout());
        List<InvalidInput.Problem> problems = mapping.missing(layout).stream()
                .map(part -> InvalidInput.Problem.of("parts", "import-mapping-incomplete", part))
                .toList();
        if (!problems.isEmpty()) throw new InvalidInput(problems);
        read(batch, workbook -> {
            mapping.parts()
                    .forEach((part, place) -> Recognition.firstRows(workbook, place.sheet()).stream()
                            .filter(row -> row.number() == place.headerRow())
                            .forEach(row -> tables.remember(
                                    communityId,
                                    batch.layout(),
                                    new Recognition.Remembered(part, Recognition.signature(row)),
                                    place.columns(),
                                    access.actor(),
                                    clock.instant())));
            return mapping;
        });
        sql.update(BATCH)
                .set(BATCH.MAPPING, tables.jsonb(mapping))
                .set(BATCH.STATE, BatchState.READY)
                .where(BATCH.COMMUNITY_ID.eq(communityId), BATCH.ID.eq(id))
                .execute();
    }

    /** @return the job that tries everything and keeps nothing */
    public long check(long communityId, long id) {
        return start(open(communityId, id), Step.CHECK);
    }

    /** @return the job that applies every row, or none when one is rejected */
    public long apply(long communityId, long id) {
        return start(open(communityId, id), Step.APPLY);
    }

    /** By explicit choice: what is rejected is left out. */
    public long applyGoodRows(long communityId, long id) {
        return start(open(communityId, id), Step.APPLY_GOOD);
    }

    private long start(ImportBatch batch, Step step) {
        long job = jobs.start(ImportRun.KIND, batch.communityId(), new ImportRun.Asked(batch.id(), step));
        sql.update(BATCH)
                .set(BATCH.JOB_ID, job)
                .where(BATCH.COMMUNITY_ID.eq(batch.communityId()), BATCH.ID.eq(batch.id()))
                .execute();
        return job;
    }

    /** The same at once, in the caller's thread and outside his transactions: for the demo and for tests. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public ImportSummary now(long communityId, long id, boolean dryRun) {
        return run.run(communityId, id, dryRun ? Step.CHECK : Step.APPLY, step -> {});
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    ImportSummary goodRowsNow(long communityId, long id) {
        return run.run(communityId, id, Step.APPLY_GOOD, step -> {});
    }

    /** @throws NotFound also when it belongs to another community */
    @Transactional(readOnly = true)
    ImportBatch get(long communityId, long id) {
        access.require(Permission.IMPORT, communityId);
        return tables.batch(communityId, BATCH.ID.eq(id)).orElseThrow(() -> new NotFound(SUBJECT, id));
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    Page<ImportBatch> page(long communityId, Paging paging) {
        access.require(Permission.IMPORT, communityId);
        return paging.page(tables.slice(communityId, paging), one -> Cursor.of(one.id()));
    }

    @Transactional(readOnly = true)
    List<Rejection> rejections(long communityId, long id) {
        access.require(Permission.IMPORT, communityId);
        return tables.rejections(communityId, id, false);
    }

    /** Of rows that are taken. */
    @Transactional(readOnly = true)
    List<Rejection> warnings(long communityId, long id) {
        access.require(Permission.IMPORT, communityId);
        return tables.rejections(communityId, id, true);
    }

    /** The first rows of every sheet, for whoever says which column is what. */
    @Transactional(readOnly = true)
    Map<String, List<SheetRow>> firstRows(long communityId, long id) {
        return read(get(communityId, id), Recognition::firstRows);
    }

    /**
     * What is to be looked at stands beside its row too.
     *
     * @param whole with the good rows too
     */
    @Transactional(readOnly = true)
    void write(
            ImportBatch batch,
            List<Rejection> rejections,
            String title,
            Function<Rejection, String> reason,
            Function<Rejection, String> warning,
            OutputStream out,
            boolean whole) {
        read(batch, workbook -> {
            new OwnWorkbook(workbook, batch.mapping(), rejections, title, reason)
                    .noting(warnings(batch.communityId(), batch.id()), warning)
                    .write(out, whole);
            return whole;
        });
    }

    <T> T read(ImportBatch batch, Function<Workbook, T> reading) {
        return reading(files.find(batch.communityId(), batch.fileId()).orElseThrow(), reading);
    }

    private <T> T reading(StoredFile file, Function<Workbook, T> reading) {
        try (Workbook workbook = Workbooks.open(files.path(file))) {
            return reading.apply(workbook);
        }
    }

    /**
     * Takes back all that it brought, as long as nothing stands on it and nobody has changed it.
     *
     * @throws ImportStands naming what stands on it
     */
    public void undo(long communityId, long id, String reason) {
        access.require(Permission.IMPORT, communityId);
        if (reason.isBlank()) throw new InvalidInput("reason", "missing");
        tables.lock(communityId, id);
        ImportBatch batch = get(communityId, id);
        Layout layout = layouts.get(batch.layout());
        access.require(layout.permission(), communityId);
        if (!batch.isApplied()) throw new ImportNotInThatState(batch.state());
        layout.undo(communityId, id, reason.strip());
        undo.takeBack(communityId, id);
        sql.update(BATCH)
                .set(BATCH.STATE, BatchState.UNDONE)
                .set(BATCH.UNDONE_BY, access.actor())
                .set(BATCH.UNDONE_AT, clock.instant())
                .set(BATCH.UNDO_REASON, reason.strip())
                .where(BATCH.COMMUNITY_ID.eq(communityId), BATCH.ID.eq(id))
                .execute();
        audit.record(communityId, "import-undone", SUBJECT, id, null, Map.of("file", batch.fileName()), reason.strip());
    }

    private ImportBatch open(long communityId, long id) {
        ImportBatch batch = get(communityId, id);
        access.require(layouts.get(batch.layout()).permission(), communityId);
        if (!batch.isOpen()) throw new ImportNotInThatState(batch.state());
        return batch;
    }
}
