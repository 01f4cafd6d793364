package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

/** The collectors' areas: who answers for what today, and assigning by building or one by one. */
@Controller
@RequestMapping("/communities/{c}/areas")
class AreaPages {

    private static final int SHOWN = 500;

    private final Areas areas;
    private final PremisesRegister register;
    private final Buildings buildings;
    private final Appointments appointments;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    AreaPages(
            Areas areas,
            PremisesRegister register,
            Buildings buildings,
            Appointments appointments,
            Access access,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.areas = areas;
        this.register = register;
        this.buildings = buildings;
        this.appointments = appointments;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    /**
     * @param name left out only where premises are taken out of every area
     * @param buildings codes of buildings whose premises all go along
     */
    record Form(
            @Nullable String name,
            @Nullable Long collectorId,
            @NotNull @Nullable LocalDate from,
            @Nullable List<String> buildings,
            @Nullable List<Long> premises,
            boolean released) {}

    record Line(CollectorArea area, List<Areas.Turn> turns) {}

    record Page(
            long c,
            List<Line> areas,
            boolean mayWrite,
            List<Choice> collectors,
            List<Choice> buildings,
            @Nullable String building,
            @Nullable PremisesKind kind,
            List<Choice> kinds,
            List<Premises> premises,
            boolean more) {}

    @GetMapping
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(required = false) @Nullable PremisesKind kind,
            Model model) {
        model.addAttribute("form", new Form("", null, LocalDate.now(clock), null, null, false));
        return page(c, building, kind, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String assign(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(required = false) @Nullable PremisesKind kind,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    List<Long> premises = wanted(c, form);
                    if (form.released()) {
                        flash.success(redirect, "estate.area.released", areas.release(c, premises, form.from()));
                    } else {
                        String name = Objects.requireNonNullElse(form.name(), "");
                        areas.assign(c, new Areas.Assignment(name, form.collectorId(), premises, form.from()));
                        flash.success(redirect, "estate.area.assigned", name, premises.size());
                    }
                    return "redirect:/communities/" + c + "/areas";
                },
                () -> page(c, building, kind, model));
    }

    private List<Long> wanted(long c, Form form) {
        List<Long> wanted = new ArrayList<>(Objects.requireNonNullElse(form.premises(), List.<Long>of()).stream()
                .filter(Objects::nonNull)
                .toList());
        for (String building : Objects.requireNonNullElse(form.buildings(), List.<String>of())) {
            wanted.addAll(register.idsIn(c, building));
        }
        return wanted;
    }

    private String page(long c, @Nullable String building, @Nullable PremisesKind kind, Model model) {
        List<Line> lines = areas.list(c).stream()
                .map(area -> new Line(area, areas.turns(c, area.id())))
                .toList();
        boolean chosen = kind != null || (building != null && !building.isBlank());
        var listed = chosen
                ? register.page(c, PremisesFilter.of(null, building, kind), new Paging(SHOWN, null))
                : new io.guanjia.web.Page<Premises>(List.of(), null);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        lines,
                        access.may(Permission.ESTATE_WRITE, c),
                        appointments.holders(c, Permission.COLLECT).stream()
                                .map(holder -> Choice.of(holder.id(), holder.name()))
                                .toList(),
                        buildings.list(c).stream()
                                .map(one -> Choice.of(one.code(), one.name()))
                                .toList(),
                        building,
                        kind,
                        Choice.of("estate.kind", PremisesKind.values()),
                        listed.items(),
                        listed.next() != null));
        return "estate/areas";
    }
}
