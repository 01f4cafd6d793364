package io.guanjia.imports;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports for other programs: a workbook in, a job out (api.md); looked at, applied and taken back by sub-resources. */
@RestController
@RequestMapping("/api/v1/communities/{c}/imports")
class ImportApi {
    private final Imports imports;

    ImportApi(Imports imports) {
        this.imports = imports;
    }

    record Started(@OpaqueId long importId, @OpaqueId long jobId) {}

    record Line(
            @OpaqueId long id,
            String layout,
            String file,
            String state,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant appliedAt,
            @Nullable Instant undoneAt,
            @Nullable ImportSummary summary) {
        static Line of(ImportBatch batch) {
            return new Line(
                    batch.id(),
                    batch.layout(),
                    batch.fileName(),
                    batch.state().getLiteral(),
                    batch.createdAt(),
                    batch.createdByName(),
                    batch.appliedAt(),
                    batch.undoneAt(),
                    batch.summary());
        }
    }

    record Reason(@NotBlank String reason) {}

    /** What is missing among the columns is said by the job: a program cannot be asked which column is what. */
    @PostMapping
    ResponseEntity<Started> start(
            @PathVariable long c,
            @RequestPart MultipartFile file,
            @RequestParam(defaultValue = MigrationLayout.CODE) String layout,
            @RequestParam @Nullable String developer,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate deliveredOn,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate cutOverOn,
            @RequestParam(defaultValue = "0.06") BigDecimal taxRate,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate since,
            @RequestParam @Nullable @OpaqueId Long itemId,
            @RequestParam @Nullable Integer year,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        ImportOptions options = new ImportOptions(
                developer == null ? null : developer.strip(), deliveredOn, cutOverOn, taxRate, since, itemId, year);
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "workbook");
        try (InputStream bytes = file.getInputStream()) {
            long id = imports.begin(c, layout, options, bytes, name);
            return started(id, dryRun ? imports.check(c, id) : imports.apply(c, id));
        }
    }

    @GetMapping
    Page<Line> list(@PathVariable long c, Paging paging) {
        return imports.page(c, paging).map(Line::of);
    }

    @GetMapping("/{id}")
    Line one(@PathVariable long c, @PathVariable long id) {
        return Line.of(imports.get(c, id));
    }

    /** @param rows GOOD: what is rejected is left out */
    @PostMapping("/{id}/application")
    ResponseEntity<Started> apply(
            @PathVariable long c, @PathVariable long id, @RequestParam(defaultValue = "ALL") String rows) {
        if (!rows.equals("ALL") && !rows.equals("GOOD")) throw new InvalidInput("rows", "import-rows");
        return started(id, rows.equals("GOOD") ? imports.applyGoodRows(c, id) : imports.apply(c, id));
    }

    @PostMapping("/{id}/reversal")
    Line undo(@PathVariable long c, @PathVariable long id, @Valid @RequestBody Reason reason) {
        imports.undo(c, id, reason.reason());
        return Line.of(imports.get(c, id));
    }

    private static ResponseEntity<Started> started(long id, long job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job))
                .body(new Started(id, job));
    }
}
