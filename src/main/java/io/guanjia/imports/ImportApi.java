package io.guanjia.imports;

import io.guanjia.files.StoredFile;
import io.guanjia.web.OpaqueId;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports for other programs: a workbook in, a job out (api.md). */
@RestController
@RequestMapping("/api/v1/communities/{c}/imports")
class ImportApi {
    private final EstateImports imports;

    ImportApi(EstateImports imports) {
        this.imports = imports;
    }

    record Started(@OpaqueId long jobId) {}

    @PostMapping
    ResponseEntity<Started> start(
            @PathVariable long c,
            @RequestPart MultipartFile file,
            @RequestParam String developer,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate deliveredOn,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate cutOverOn,
            @RequestParam(defaultValue = "0.06") BigDecimal taxRate,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "workbook");
        try (InputStream bytes = file.getInputStream()) {
            StoredFile kept = imports.keep(c, bytes, name);
            long job =
                    imports.start(c, new ImportRequest(kept.id(), developer, deliveredOn, cutOverOn, taxRate, dryRun));
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/jobs/" + job))
                    .body(new Started(job));
        }
    }

    @GetMapping("/{job}")
    ResponseEntity<ImportSummary> summary(@PathVariable long c, @PathVariable long job) {
        return ResponseEntity.of(imports.summary(c, job));
    }
}
