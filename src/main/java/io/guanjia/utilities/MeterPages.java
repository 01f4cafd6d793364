package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.residents.Timelines;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
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

/** The list of meters, and one meter with everything that was ever read from it. */
@Controller
@RequestMapping("/communities/{c}/meters")
class MeterPages {

    private final Meters meters;
    private final Readings readings;
    private final Timelines timelines;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    MeterPages(
            Meters meters,
            Readings readings,
            Timelines timelines,
            Access access,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.meters = meters;
        this.readings = readings;
        this.timelines = timelines;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    record ListPage(
            long c,
            @Nullable String query,
            @Nullable MeterKind kind,
            List<Choice> kinds,
            io.guanjia.web.Page<Meter> meters) {}

    record OnePage(long c, Meter meter, List<Reading> readings, boolean mayWrite, List<TimelineEntry> timeline) {}

    /** @param reason given: a new version of the last reading, which keeps its day */
    record Form(
            @Nullable LocalDate on,
            @NotNull @Nullable BigDecimal present,
            boolean rolledOver,
            boolean corrects,
            @Nullable String reason) {}

    @GetMapping
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable MeterKind kind,
            Paging paging,
            Model model) {
        model.addAttribute(
                "page",
                new ListPage(
                        c,
                        query,
                        kind,
                        Choice.of("utilities.kind", MeterKind.values()),
                        meters.page(c, query, kind, paging)));
        return "utilities/meters";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long c, @PathVariable long id, Model model) {
        model.addAttribute("form", new Form(LocalDate.now(clock), null, false, false, null));
        return page(c, id, model);
    }

    @PostMapping("/{id}/readings")
    String take(
            @PathVariable long c,
            @PathVariable long id,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    take(c, id, key, form);
                    flash.success(redirect, form.corrects() ? "utilities.corrected" : "utilities.taken");
                    return "redirect:/communities/" + c + "/meters/" + id;
                },
                () -> page(c, id, model));
    }

    private void take(long c, long id, IdempotencyKey key, Form form) {
        BigDecimal present = Objects.requireNonNull(form.present());
        if (form.corrects()) {
            String reason = Objects.requireNonNullElse(form.reason(), "");
            readings.correctOnce(c, id, key.value(), present, form.rolledOver(), reason);
        } else {
            LocalDate on = Objects.requireNonNullElseGet(form.on(), () -> LocalDate.now(clock));
            readings.takeOnce(c, id, key.value(), on, present, form.rolledOver());
        }
    }

    private String page(long c, long id, Model model) {
        model.addAttribute(
                "page",
                new OnePage(
                        c,
                        meters.get(c, id),
                        meters.readings(c, id),
                        access.may(Permission.ESTATE_WRITE, c),
                        timelines.of(c, Meters.SUBJECT, id)));
        return "utilities/meter";
    }

    @Bean
    static MenuEntry metersMenu() {
        return new MenuEntry(
                Section.UTILITIES, 10, "utilities.meters", "/communities/{c}/meters", Permission.ESTATE_READ.code());
    }
}
