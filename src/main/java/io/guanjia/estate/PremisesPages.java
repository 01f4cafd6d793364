package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** New premises, their facts, and a new measurement. */
@Controller
@RequestMapping("/communities/{c}/premises")
class PremisesPages {

    private final PremisesRegister register;
    private final Buildings buildings;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    PremisesPages(PremisesRegister register, Buildings buildings, Access access, FormErrors formErrors, Flash flash) {
        this.register = register;
        this.buildings = buildings;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    /** @param place building and entrance in one choice, {@code 1} or {@code 1/2} */
    record Form(
            @NotNull PremisesKind kind,
            @NotBlank String code,
            @Nullable String place,
            @Nullable Integer floor,
            @Nullable @Size(max = 40) String layout,
            @Nullable PremisesStatus status,
            @Nullable Area area,
            @Nullable LocalDate measuredFrom,
            @Nullable String spacePlace,
            @Nullable String spaceTenure,
            int version) {

        static Form blank() {
            return new Form(PremisesKind.ROOM, "", null, null, null, PremisesStatus.UNSOLD, null, null, null, null, 0);
        }

        static Form of(Premises p) {
            String place = p.entranceCode() == null ? p.buildingCode() : p.buildingCode() + "/" + p.entranceCode();
            return new Form(
                    p.kind(),
                    p.code(),
                    place,
                    p.floor(),
                    p.layout(),
                    p.status(),
                    null,
                    null,
                    p.spacePlace(),
                    p.spaceTenure(),
                    p.version());
        }

        PremisesEntry entry() {
            String[] parts = place == null || place.isBlank() ? new String[0] : place.split("/");
            boolean space = kind == PremisesKind.SPACE;
            return PremisesEntry.of(kind, ChineseText.roomCode(code))
                    .in(parts.length > 0 ? parts[0] : null, parts.length > 1 ? parts[1] : null)
                    .on(floor, blankToNull(layout))
                    .being(status)
                    .space(space ? blankToNull(spacePlace) : null, space ? blankToNull(spaceTenure) : null);
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record AreaForm(
            @NotNull @Nullable Area area, @NotNull @Nullable LocalDate from) {}

    record FormPage(
            long c,
            @Nullable Premises premises,
            List<Choice> kinds,
            List<Choice> places,
            List<Choice> statuses,
            List<Choice> tenures) {}

    record AreaPage(long c, Premises premises, List<PremisesRegister.Measured> measurements) {}

    @GetMapping("/new")
    String blank(@PathVariable long c, Model model) {
        access.require(Permission.ESTATE_WRITE, c);
        model.addAttribute("form", Form.blank());
        return form(c, null, model);
    }

    @PostMapping("/new")
    String add(
            @PathVariable long c,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    PremisesEntry entry = form.entry();
                    if (form.area() != null) {
                        entry = entry.measuring(form.area(), register.measuredFrom(c, form.measuredFrom()));
                    }
                    long id = register.add(c, entry);
                    flash.success(redirect, "estate.premises.added", entry.code());
                    return "redirect:/communities/" + c + "/premises/" + id;
                },
                () -> form(c, null, model));
    }

    @GetMapping("/{p}/edit")
    String edit(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.ESTATE_WRITE, c);
        Premises premises = register.get(c, p);
        model.addAttribute("form", Form.of(premises));
        return form(c, premises, model);
    }

    @PostMapping("/{p}/edit")
    String save(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    register.edit(c, p, form.version(), form.entry());
                    flash.success(redirect, "estate.saved");
                    return "redirect:/communities/" + c + "/premises/" + p;
                },
                () -> form(c, register.get(c, p), model));
    }

    @GetMapping("/{p}/area")
    String area(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.ESTATE_WRITE, c);
        model.addAttribute("form", new AreaForm(null, null));
        return areaPage(c, p, model);
    }

    @PostMapping("/{p}/area")
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String measure(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") AreaForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return areaPage(c, p, model);
        }
        register.measure(c, p, form.from(), form.area());
        flash.success(redirect, "estate.measured", form.area(), form.from());
        return "redirect:/communities/" + c + "/premises/" + p;
    }

    private String areaPage(long c, long p, Model model) {
        model.addAttribute("page", new AreaPage(c, register.get(c, p), register.measurements(c, p)));
        return "estate/measure";
    }

    private String form(long c, @Nullable Premises premises, Model model) {
        model.addAttribute(
                "page",
                new FormPage(
                        c,
                        premises,
                        Choice.of("estate.kind", PremisesKind.values()),
                        places(c),
                        Choice.of("estate.status", PremisesStatus.values()),
                        List.of(
                                new Choice("RENT", io.guanjia.web.Text.of("estate.tenure.RENT")),
                                new Choice("SALE", io.guanjia.web.Text.of("estate.tenure.SALE")))));
        return "estate/premises-form";
    }

    private List<Choice> places(long c) {
        return buildings.list(c).stream().flatMap(Places::of).toList();
    }
}
