package io.guanjia.residents;

import io.guanjia.db.residents.enums.DossierKind;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The files of a household: all of them, bringing one, withdrawing one, taking one along. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/files")
class DossierFilePages {

    private final DossierFiles files;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    DossierFilePages(DossierFiles files, PremisesRegister register, Access access, FormErrors formErrors, Flash flash) {
        this.files = files;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(
            @Nullable MultipartFile file,
            @NotNull @Nullable DossierKind kind,
            @Nullable String note,
            @Nullable Long supersedes) {}

    record Page(
            long c,
            Premises premises,
            List<DossierFile> files,
            List<Choice> kinds,
            List<Choice> current,
            boolean mayWrite) {}

    @GetMapping
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        model.addAttribute("form", new Form(null, null, null, null));
        return page(c, p, model);
    }

    @PostMapping
    String add(
            @PathVariable long c,
            @PathVariable long p,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    MultipartFile file = form.file();
                    if (file == null || file.isEmpty()) {
                        throw new InvalidInput("file", "file-needed");
                    }
                    DossierKind kind = Objects.requireNonNull(form.kind());
                    var brought = new DossierFiles.Brought(name(file), kind, form.note(), form.supersedes());
                    files.add(c, p, key.value(), brought, bytes(file));
                    flash.success(redirect, "residents.file.added");
                    return "redirect:/communities/" + c + "/premises/" + p + "/files";
                },
                () -> page(c, p, model));
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        files.withdraw(c, p, id, reason);
        flash.success(redirect, "residents.file.withdrawn");
        return "redirect:/communities/" + c + "/premises/" + p + "/files";
    }

    @GetMapping("/{id}")
    ResponseEntity<Resource> fetch(@PathVariable long c, @PathVariable long p, @PathVariable long id) {
        return answer(files.fetch(c, p, id));
    }

    /** Saved, never shown: no browser takes it for something of this house. */
    static ResponseEntity<Resource> answer(DossierFiles.Fetched fetched) {
        return ResponseEntity.ok()
                .header("Content-Disposition", disposition(fetched.file().name()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Type", fetched.file().mediaType())
                .body(new FileSystemResource(fetched.bytes()));
    }

    private static String disposition(String name) {
        return org.springframework.http.ContentDisposition.attachment()
                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /** Some browsers send the whole path. */
    static String name(MultipartFile file) {
        String sent = Objects.requireNonNullElse(file.getOriginalFilename(), "file");
        return sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
    }

    static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("What was brought cannot be read", e);
        }
    }

    private String page(long c, long p, Model model) {
        List<DossierFile> all = files.of(c, p);
        List<Choice> current = all.stream()
                .filter(DossierFile::isCurrent)
                .map(file -> Choice.of(file.id(), file.name()))
                .toList();
        model.addAttribute(
                "page",
                new Page(
                        c,
                        register.get(c, p),
                        all,
                        Choice.of("residents.dossier.kind", DossierKind.values()),
                        current,
                        access.may(Permission.RESIDENTS_WRITE, c)));
        return "residents/files";
    }
}
