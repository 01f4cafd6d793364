package io.guanjia.imports;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scopes;
import io.guanjia.files.StoredFile;
import io.guanjia.files.StoredFiles;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import io.guanjia.jobs.Job;
import io.guanjia.jobs.JobKind;
import io.guanjia.jobs.Jobs;
import io.guanjia.jobs.Progress;
import io.guanjia.kernel.Money;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.web.NotFound;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Takes an estate from the migration workbook: stored, read, checked, and applied as a job, whole or not at all. */
@Component
public class EstateImports {
    static final String KIND = "estate-import";
    private static final String PURPOSE = "import";

    private final Access access;
    private final Jobs jobs;
    private final StoredFiles files;
    private final JsonMapper json;
    private final Run run;

    EstateImports(Access access, Jobs jobs, StoredFiles files, JsonMapper json, Run run) {
        this.access = access;
        this.jobs = jobs;
        this.files = files;
        this.json = json;
        this.run = run;
    }

    /** Keeps the workbook; opening it says at once whether it is one. */
    @Transactional
    public StoredFile keep(long communityId, InputStream bytes, String name) {
        access.require(Permission.IMPORT, communityId);
        StoredFile file = files.store(communityId, bytes, name, "application/octet-stream", PURPOSE);
        try (Workbook workbook = Workbooks.open(files.path(file))) {
            workbook.sheetNames();
        }
        return file;
    }

    /** @return the job that imports the kept workbook */
    @Transactional
    public long start(long communityId, ImportRequest request) {
        access.require(Permission.IMPORT, communityId);
        if (files.find(communityId, request.fileId()).isEmpty()) {
            throw new NotFound("file", request.fileId());
        }
        return jobs.start(KIND, communityId, request);
    }

    /** The same at once, in the caller's thread: for the demo and for tests. */
    public ImportSummary importNow(long communityId, ImportRequest request) {
        return run.importNow(communityId, request, step -> {});
    }

    /** What an ended import did; empty while it runs, and of other jobs. */
    @Transactional(readOnly = true)
    public Optional<ImportSummary> summary(long communityId, long jobId) {
        access.require(Permission.IMPORT, communityId);
        return jobs.find(jobId)
                .filter(job ->
                        job.kind().equals(KIND) && Long.valueOf(communityId).equals(job.communityId()))
                .map(Job::result)
                .map(result -> json.readValue(result, ImportSummary.class));
    }

    /** The work itself. */
    @Component
    static class Run implements JobKind<ImportRequest> {
        private final StoredFiles files;
        private final EstateApply apply;
        private final Access access;
        private final AuditTrail audit;
        private final TransactionTemplate whole;

        Run(
                StoredFiles files,
                EstateApply apply,
                Access access,
                AuditTrail audit,
                PlatformTransactionManager transactions) {
            this.files = files;
            this.apply = apply;
            this.access = access;
            this.audit = audit;
            this.whole = new TransactionTemplate(transactions);
        }

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public Class<ImportRequest> arguments() {
            return ImportRequest.class;
        }

        @Override
        public String madeAt(Job job, ImportRequest asked) {
            return "/communities/" + job.communityId() + "/imports/" + job.id();
        }

        @Override
        public void run(ImportRequest request, Progress progress) {
            long communityId = Scopes.current().orElseThrow().communities().get(0);
            progress.total(2);
            progress.result(importNow(communityId, request, progress::done));
        }

        ImportSummary importNow(long communityId, ImportRequest request, LongConsumer done) {
            StoredFile file = whole.execute(status -> {
                access.require(Permission.IMPORT, communityId);
                return files.find(communityId, request.fileId()).orElseThrow();
            });
            MigrationReader reader;
            MigrationSheets sheets;
            try (Workbook workbook = Workbooks.open(files.path(file))) {
                reader = new MigrationReader(workbook);
                sheets = reader.read();
            }
            List<Rejection> rejections = reader.rejections();
            // a row that could not be read is missing for the others, which must not be blamed for it
            if (rejections.isEmpty()) rejections = MigrationChecks.of(sheets);
            done.accept(1);
            EstateApply.Applied applied =
                    rejections.isEmpty() ? apply(communityId, file, sheets, request) : new EstateApply.Applied(0, 0);
            done.accept(2);
            return new ImportSummary(
                    found(sheets),
                    area(sheets),
                    fees(sheets),
                    applied.created(),
                    applied.changed(),
                    rejections,
                    request.dryRun());
        }

        private EstateApply.Applied apply(
                long communityId, StoredFile file, MigrationSheets sheets, ImportRequest request) {
            return whole.execute(status -> {
                EstateApply.Applied applied = apply.apply(communityId, sheets, request);
                if (request.dryRun()) {
                    status.setRollbackOnly();
                } else {
                    audit.record(communityId, "estate-imported", "file", file.id(), null, applied, file.name());
                }
                return applied;
            });
        }

        private static Map<String, Integer> found(MigrationSheets sheets) {
            Map<String, Integer> found = new LinkedHashMap<>();
            found.put("buildings", (int) sheets.entrances().stream()
                    .map(MigrationSheets.EntranceRow::building)
                    .distinct()
                    .count());
            found.put("entrances", sheets.entrances().size());
            int shops =
                    (int) sheets.premises().stream().filter(PremisesRow::isShop).count();
            found.put("rooms", sheets.premises().size() - shops);
            found.put("shops", shops);
            found.put("spaces", sheets.spaces().size());
            found.put("vehicles", (int)
                    sheets.spaces().stream().filter(row -> row.plate() != null).count());
            found.put("owners", sheets.owners().size());
            found.put("withoutOwner", (int) sheets.premises().stream()
                    .filter(row -> row.owner() == null)
                    .count());
            return found;
        }

        private static BigDecimal area(MigrationSheets sheets) {
            return sheets.premises().stream()
                    .map(row -> row.area().squareMetres())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Of a full month: each premises rounded once, then added (rules.md §0). */
        private static Map<String, Money> fees(MigrationSheets sheets) {
            Map<String, Money> fees = new LinkedHashMap<>();
            for (MigrationSheets.FeeRow fee : sheets.fees()) {
                Money total = Money.sum(sheets.premises().stream()
                        .filter(row -> row.fees().contains(fee.number()))
                        .map(row -> Money.rounded(
                                fee.fixed()
                                        ? fee.unitPrice()
                                        : fee.unitPrice().multiply(row.area().squareMetres()))));
                fees.put(fee.name(), total);
            }
            return fees;
        }
    }
}
