package io.guanjia.imports;

import static io.guanjia.db.imports.Tables.BATCH;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scopes;
import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.files.StoredFiles;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.jobs.Job;
import io.guanjia.jobs.JobKind;
import io.guanjia.jobs.Progress;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.web.NotFound;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The work of an import: one transaction reads, stages and checks; a second applies, all that it changes noted by the database,
 * and is rolled back when everything was only to be tried.
 */
@Component
class ImportRun implements JobKind<ImportRun.Asked> {
    static final String KIND = "import";
    private static final int STEPS = 3;

    private final ImportTables tables;
    private final Layouts layouts;
    private final StoredFiles files;
    private final Access access;
    private final AuditTrail audit;
    private final DSLContext sql;
    private final Clock clock;
    private final TransactionTemplate whole;
    private final TransactionTemplate tried;

    ImportRun(
            ImportTables tables,
            Layouts layouts,
            StoredFiles files,
            Access access,
            AuditTrail audit,
            DSLContext sql,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.layouts = layouts;
        this.files = files;
        this.access = access;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
        this.whole = new TransactionTemplate(transactions);
        this.tried = new TransactionTemplate(transactions);
        this.tried.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    enum Step {
        CHECK,
        APPLY,
        /** By explicit choice what is rejected is left out. */
        APPLY_GOOD
    }

    record Asked(long importId, Step step) {}

    /** What the second transaction came to. */
    private record Done(Layout.Effect effect, List<ImportSummary.Sample> samples) {}

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Class<Asked> arguments() {
        return Asked.class;
    }

    @Override
    public String madeAt(Job job, Asked asked) {
        return "/communities/" + job.communityId() + "/imports/" + asked.importId();
    }

    @Override
    public void run(Asked asked, Progress progress) {
        long communityId = Scopes.current().orElseThrow().communities().get(0);
        progress.total(STEPS);
        progress.result(run(communityId, asked.importId(), asked.step(), progress::done));
    }

    ImportSummary run(long communityId, long id, Step step, LongConsumer done) {
        ImportBatch batch = inTransaction(() -> {
            access.require(Permission.IMPORT, communityId);
            return tables.batch(communityId, BATCH.ID.eq(id)).orElseThrow(() -> new NotFound(Imports.SUBJECT, id));
        });
        if (!batch.isOpen()) { // the machine died after the work was done
            if (batch.isApplied() && batch.summary() != null && step != Step.CHECK) return batch.summary();
            throw new ImportNotInThatState(batch.state());
        }
        Layout layout = layouts.get(batch.layout());
        Path file = inTransaction(
                () -> files.path(files.find(communityId, batch.fileId()).orElseThrow()));
        try (Workbook workbook = Workbooks.open(file)) {
            Work work = new Work(batch, workbook, batch.mapping(), step == Step.APPLY_GOOD, LocalDate.now(clock));
            Layout.Reading reading = inTransaction(() -> read(layout, work));
            done.accept(1);
            ImportSummary summary = apply(batch, layout, work, reading, step);
            done.accept(STEPS);
            return summary;
        }
    }

    private Layout.Reading read(Layout layout, Work work) {
        tables.unstage(work.batchId);
        Layout.Reading reading = layout.read(work);
        tables.reject(work.communityId, work.batchId, work.rejections(), work.warnings());
        return reading;
    }

    private ImportSummary apply(ImportBatch batch, Layout layout, Work work, Layout.Reading reading, Step step) {
        boolean clean = work.rejections().isEmpty();
        boolean complete = work.rejections().stream()
                .noneMatch(one -> one.row() == 0); // every table was found and read to its end
        boolean keeps = step == Step.APPLY && clean || step == Step.APPLY_GOOD && complete;
        return inTransaction(() -> {
            tables.lock(batch.communityId(), batch.id());
            requireStillOpen(batch);
            Done done = new Done(new Layout.Effect(0, 0, 0), List.of());
            if (keeps || clean || complete && layout.goodRowsAlone()) {
                done = keeps ? applied(work, reading) : triedOnly(work, reading);
            }
            ImportSummary summary = summary(work, reading.found(), done, step, keeps);
            write(batch, step, summary);
            tables.unstage(batch.id());
            return summary;
        });
    }

    private Done applied(Work work, Layout.Reading reading) {
        tables.note(work.batchId);
        Layout.Effect effect = reading.apply();
        return new Done(effect, tables.samples(work.communityId, work.batchId));
    }

    /** Back to where it began, the figures apart. */
    private Done triedOnly(Work work, Layout.Reading reading) {
        return Objects.requireNonNull(tried.execute(status -> {
            status.setRollbackOnly();
            return applied(work, reading);
        }));
    }

    private void requireStillOpen(ImportBatch batch) {
        ImportBatch now =
                tables.batch(batch.communityId(), BATCH.ID.eq(batch.id())).orElseThrow();
        if (!now.isOpen()) throw new ImportNotInThatState(now.state());
    }

    private ImportSummary summary(Work work, Found found, Done done, Step step, boolean applied) {
        List<Rejection> rejections = work.rejections();
        String link = "/communities/" + work.communityId + "/imports/" + work.batchId + "/rejected.xlsx";
        return new ImportSummary(
                work.batchId,
                found.counts(),
                found.totalArea(),
                found.monthlyFees(),
                found.amounts(),
                found.byBuilding(),
                done.effect().created(),
                done.effect().changed(),
                done.effect().equal(),
                rejections.size(),
                rejections.stream().limit(ImportSummary.REJECTIONS_SHOWN).toList(),
                work.warnings().stream().limit(ImportSummary.REJECTIONS_SHOWN).toList(),
                done.samples(),
                step == Step.CHECK,
                applied,
                rejections.isEmpty() ? null : link);
    }

    private void write(ImportBatch batch, Step step, ImportSummary summary) {
        sql.update(BATCH)
                .set(BATCH.SUMMARY, tables.jsonb(summary))
                .set(BATCH.STATE, summary.applied() ? BatchState.APPLIED : BatchState.CHECKED)
                .set(BATCH.GOOD_ONLY, step == Step.APPLY_GOOD)
                .set(BATCH.APPLIED_BY, summary.applied() ? access.actor() : null)
                .set(BATCH.APPLIED_AT, summary.applied() ? clock.instant() : null)
                .where(BATCH.COMMUNITY_ID.eq(batch.communityId()), BATCH.ID.eq(batch.id()))
                .execute();
        if (!summary.applied()) return;
        audit.record(
                batch.communityId(),
                "import-applied",
                Imports.SUBJECT,
                batch.id(),
                null,
                Map.of(
                        "file",
                        batch.fileName(),
                        "created",
                        summary.created(),
                        "changed",
                        summary.changed(),
                        "rejected",
                        summary.rejected()),
                null);
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(whole.execute(status -> work.get()));
    }
}
