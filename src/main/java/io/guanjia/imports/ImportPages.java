package io.guanjia.imports;

import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.jobs.Job;
import io.guanjia.jobs.Jobs;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Bringing a workbook, looking at what it would do, applying it, taking it back; and the imports of earlier days. */
@Controller
@RequestMapping("/communities/{c}/imports")
class ImportPages {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final ImportForms forms;
    private final Jobs jobs;
    private final Access access;
    private final FormErrors formErrors;
    private final Texts texts;
    private final Flash flash;

    ImportPages(
            Imports imports,
            ImportForms forms,
            Jobs jobs,
            Access access,
            FormErrors formErrors,
            Texts texts,
            Flash flash) {
        this.imports = imports;
        this.forms = forms;
        this.jobs = jobs;
        this.access = access;
        this.formErrors = formErrors;
        this.texts = texts;
        this.flash = flash;
    }

    record ListPage(long c, Page<ImportBatch> batches) {}

    record JobPage(
            long c,
            ImportBatch batch,
            @Nullable Job job,
            @Nullable ImportSummary summary,
            List<Line> rejections,
            List<Line> warnings,
            boolean whole) {
        /** Nothing runs: the figures are those of the last attempt. */
        public boolean ended() {
            return job == null || job.ended();
        }

        public boolean failed() {
            return job != null && job.ended() && !job.messages().isEmpty();
        }
    }

    record Line(String sheet, int row, String reason) {}

    @GetMapping
    String list(@PathVariable long c, Paging paging, Model model) {
        access.require(Permission.IMPORT, c);
        model.addAttribute("page", new ListPage(c, imports.page(c, paging)));
        return "imports/list";
    }

    @GetMapping("/new")
    String blank(@PathVariable long c, @RequestParam(defaultValue = MigrationLayout.CODE) String layout, Model model) {
        access.require(Permission.IMPORT, c);
        model.addAttribute("form", ImportForms.Form.blank(layout));
        model.addAttribute("page", forms.page(c, layout));
        return "imports/start";
    }

    @PostMapping
    String start(@PathVariable long c, @ModelAttribute("form") ImportForms.Form form, BindingResult errors, Model model)
            throws IOException {
        access.require(Permission.IMPORT, c);
        if (form.file() == null || form.file().isEmpty()) {
            formErrors.add(errors, new InvalidInput("file", "import-file-missing"));
        }
        if (!errors.hasErrors()) {
            try {
                return "redirect:/communities/" + c + "/imports/" + begin(c, form);
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            } catch (Refusal unreadable) {
                formErrors.add(errors, unreadable);
            }
        }
        model.addAttribute("page", forms.page(c, form.layout()));
        return "imports/start";
    }

    private long begin(long c, ImportForms.Form form) throws IOException {
        var file = Objects.requireNonNull(form.file());
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "workbook");
        try (InputStream bytes = file.getInputStream()) {
            long id = imports.begin(c, form.layout(), form.options(), bytes, name);
            if (imports.get(c, id).state() == BatchState.READY) imports.check(c, id);
            return id;
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable long c, @PathVariable long id, Model model) {
        ImportBatch batch = imports.get(c, id);
        if (batch.state() == BatchState.MAPPING) return "redirect:/communities/" + c + "/imports/" + id + "/mapping";
        model.addAttribute("page", page(c, batch));
        return "imports/job";
    }

    /** The progress box alone, which asks for itself. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable long c, @PathVariable long id, Model model) {
        model.addAttribute("page", page(c, imports.get(c, id)));
        return "imports/job :: progress";
    }

    /** @param good only the rows that were not rejected */
    @PostMapping("/{id}/application")
    String apply(@PathVariable long c, @PathVariable long id, @RequestParam(defaultValue = "false") boolean good) {
        if (good) imports.applyGoodRows(c, id);
        else imports.apply(c, id);
        return "redirect:/communities/" + c + "/imports/" + id;
    }

    @PostMapping("/{id}/reversal")
    String undo(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        imports.undo(c, id, reason);
        flash.success(redirect, "import.undone");
        return "redirect:/communities/" + c + "/imports/" + id;
    }

    /** The user's own workbook with the reasons beside the rows. @param whole with the good rows too */
    @GetMapping("/{id}/rejected.xlsx")
    void rejected(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean whole,
            HttpServletResponse response)
            throws IOException {
        ImportBatch batch = imports.get(c, id);
        List<Rejection> rejections = imports.rejections(c, id);
        boolean whatToLookAt = !imports.warnings(c, id).isEmpty();
        if (rejections.isEmpty() && !whatToLookAt) throw new NotFound("rejected rows of import", id);
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(texts.of("import.rejected.file") + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        boolean all =
                whole || rejections.isEmpty() || !forms.layout(batch.layout()).goodRowsAlone();
        imports.write(
                batch,
                rejections,
                texts.of("import.reason.title"),
                this::reason,
                one -> texts.of("import.warning.beside", reason(one)),
                response.getOutputStream(),
                all);
    }

    private JobPage page(long c, ImportBatch batch) {
        Job job = batch.jobId() == null ? null : jobs.find(batch.jobId()).orElse(null);
        ImportSummary summary = job != null && !job.ended() ? null : batch.summary();
        boolean whole = !forms.layout(batch.layout()).goodRowsAlone();
        return summary == null
                ? new JobPage(c, batch, job, null, List.of(), List.of(), whole)
                : new JobPage(c, batch, job, summary, lines(summary.rejections()), lines(summary.warnings()), whole);
    }

    private List<Line> lines(List<Rejection> rows) {
        return rows.stream()
                .map(one -> new Line(one.sheet(), one.row(), reason(one)))
                .toList();
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
