package io.guanjia.imports;

import io.guanjia.files.StoredFile;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.jobs.Job;
import io.guanjia.jobs.Jobs;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.FormErrors;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;

/** Bringing a workbook, watching it being imported, and the rows that came back. */
@Controller
@RequestMapping("/communities/{c}/imports")
class ImportPages {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final BigDecimal PERCENT = new BigDecimal(100);

    private final EstateImports imports;
    private final EarlierImports earlier;
    private final Jobs jobs;
    private final Access access;
    private final FormErrors formErrors;
    private final Texts texts;

    ImportPages(
            EstateImports imports,
            EarlierImports earlier,
            Jobs jobs,
            Access access,
            FormErrors formErrors,
            Texts texts) {
        this.imports = imports;
        this.earlier = earlier;
        this.jobs = jobs;
        this.access = access;
        this.formErrors = formErrors;
        this.texts = texts;
    }

    /** @param taxPercent included in the prices: 6 is six percent */
    record Form(
            @Nullable MultipartFile file,
            @NotBlank @Nullable String developer,
            @NotNull @Nullable LocalDate deliveredOn,
            @NotNull @Nullable LocalDate cutOverOn,
            @NotNull @Nullable BigDecimal taxPercent,
            boolean dryRun) {}

    /** @param earlier what was brought before, newest first */
    record StartPage(long c, Page<EarlierImports.Earlier> earlier) {}

    record JobPage(long c, Job job, String file, @Nullable ImportSummary summary, List<Line> rejections) {}

    record Line(String sheet, int row, String reason) {}

    @GetMapping
    String blank(@PathVariable long c, Paging paging, Model model) {
        access.require(Permission.IMPORT, c);
        model.addAttribute("form", new Form(null, null, null, null, new BigDecimal(6), false));
        model.addAttribute("page", new StartPage(c, earlier.page(c, paging)));
        return "imports/start";
    }

    @PostMapping
    String start(
            @PathVariable long c,
            Paging paging,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model)
            throws IOException {
        access.require(Permission.IMPORT, c);
        if (form.file() == null || form.file().isEmpty()) {
            formErrors.add(errors, new InvalidInput("file", "import-file-missing"));
        }
        if (!errors.hasErrors()) {
            try {
                return "redirect:/communities/" + c + "/imports/" + start(c, form);
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            } catch (Refusal unreadable) {
                formErrors.add(errors, unreadable);
            }
        }
        model.addAttribute("page", new StartPage(c, earlier.page(c, paging)));
        return "imports/start";
    }

    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    private long start(long c, Form form) throws IOException {
        String name = Objects.requireNonNullElse(form.file().getOriginalFilename(), "workbook");
        try (InputStream bytes = form.file().getInputStream()) {
            StoredFile kept = imports.keep(c, bytes, name);
            return imports.start(
                    c,
                    new ImportRequest(
                            kept.id(),
                            form.developer(),
                            form.deliveredOn(),
                            form.cutOverOn(),
                            form.taxPercent().divide(PERCENT),
                            form.dryRun()));
        }
    }

    @GetMapping("/{job}")
    String job(@PathVariable long c, @PathVariable long job, Model model) {
        model.addAttribute("page", page(c, job));
        return "imports/job";
    }

    /** The progress box alone, which asks for itself. */
    @GetMapping("/{job}/progress")
    String progress(@PathVariable long c, @PathVariable long job, Model model) {
        model.addAttribute("page", page(c, job));
        return "imports/job :: progress";
    }

    @GetMapping("/{job}/rejected.xlsx")
    ResponseEntity<byte[]> rejected(@PathVariable long c, @PathVariable long job) {
        ImportSummary summary = imports.summary(c, job)
                .filter(ended -> !ended.rejections().isEmpty())
                .orElseThrow(() -> new NotFound("rejected rows of import", job));
        byte[] workbook = RejectedRows.workbook(
                summary.rejections(), texts.of("import.row"), texts.of("import.reason"), this::reason);
        String disposition = ContentDisposition.attachment()
                .filename(texts.of("import.rejected.file") + ".xlsx", StandardCharsets.UTF_8)
                .build()
                .toString();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .header(HttpHeaders.CONTENT_TYPE, XLSX)
                .body(workbook);
    }

    private JobPage page(long c, long jobId) {
        ImportSummary summary = imports.summary(c, jobId).orElse(null);
        Job job = jobs.find(jobId).orElseThrow(() -> new NotFound("job", jobId));
        List<Line> lines = summary == null
                ? List.of()
                : summary.rejections().stream()
                        .limit(200)
                        .map(rejection -> new Line(rejection.sheet(), rejection.row(), reason(rejection)))
                        .toList();
        return new JobPage(c, job, earlier.fileOf(c, jobId), summary, lines);
    }

    private String reason(Rejection rejection) {
        return texts.of(
                "import.rejected." + rejection.code(), rejection.arguments().toArray());
    }

    @Bean
    static MenuEntry importsMenu() {
        return new MenuEntry(Section.ESTATE, 90, "import.title", "/communities/{c}/imports", Permission.IMPORT.code());
    }
}
