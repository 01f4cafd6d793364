package io.guanjia.residents;

import io.guanjia.database.Answer;
import io.guanjia.db.residents.enums.DossierKind;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The files of a household for other programs. */
@RestController
@RequestMapping("/api/v1/communities/{c}/premises/{p}/files")
class DossierFileApi {

    private final DossierFiles files;

    DossierFileApi(DossierFiles files) {
        this.files = files;
    }

    /** @param current false when a later file took its place or it was withdrawn */
    record HouseholdFileJson(
            @OpaqueId long id,
            DossierKind kind,
            String name,
            String mediaType,
            long sizeBytes,
            @Nullable String note,
            String addedBy,
            Instant addedAt,
            @OpaqueId @Nullable Long supersedesId,
            boolean current,
            @Nullable String withdrawReason) {

        static HouseholdFileJson of(DossierFile file) {
            return new HouseholdFileJson(
                    file.id(),
                    file.kind(),
                    file.name(),
                    file.mediaType(),
                    file.sizeBytes(),
                    file.note(),
                    file.addedBy(),
                    file.addedAt(),
                    file.supersedesId(),
                    file.isCurrent(),
                    file.withdrawReason());
        }
    }

    record HouseholdFileAdded(@OpaqueId long id) {}

    record FileReason(@NotBlank String reason) {}

    /** Those that count first. */
    @GetMapping
    Page<HouseholdFileJson> list(@PathVariable long c, @PathVariable long p) {
        return new Page<>(files.of(c, p).stream().map(HouseholdFileJson::of).toList(), null);
    }

    /** At most 10 MB of PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, DOC or text. */
    @PostMapping
    ResponseEntity<HouseholdFileAdded> add(
            @PathVariable long c,
            @PathVariable long p,
            IdempotencyKey key,
            @RequestPart MultipartFile file,
            @RequestParam DossierKind kind,
            @RequestParam @Nullable String note,
            @RequestParam @Nullable Long supersedes) {
        var brought = new DossierFiles.Brought(DossierFilePages.name(file), kind, note, supersedes);
        Answer<Long> added = files.add(c, p, key.value(), brought, DossierFilePages.bytes(file));
        return IdempotencyKey.answer(HttpStatus.CREATED, new HouseholdFileAdded(added.value()), added.replayed());
    }

    @GetMapping("/{id}")
    ResponseEntity<Resource> fetch(@PathVariable long c, @PathVariable long p, @PathVariable long id) {
        return DossierFilePages.answer(files.fetch(c, p, id));
    }

    @PostMapping("/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody FileReason body) {
        files.withdraw(c, p, id, body.reason());
    }
}
