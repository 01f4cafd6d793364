package io.guanjia.residents;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
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

/** Leases of one premises: a new one, ending one, undoing a mistake. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/tenancy")
class TenancyPages {

    private final Tenancies tenancies;
    private final PremisesRegister register;
    private final Chooser chooser;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    TenancyPages(
            Tenancies tenancies,
            PremisesRegister register,
            Chooser chooser,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.tenancies = tenancies;
        this.register = register;
        this.chooser = chooser;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(
            @NotNull @Nullable Long person,
            @NotNull @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean pays) {

        /** The form is valid: its first day is there. */
        DateSpan span() {
            LocalDate first = Objects.requireNonNull(from);
            if (to != null && to.isBefore(first)) {
                throw new InvalidInput("to", "tenancy-ends-before-it-begins", first);
            }
            return new DateSpan(first, to);
        }
    }

    record Page(long c, Premises premises, List<Tenancy> tenancies, Chooser.Choice choice) {}

    @GetMapping
    String show(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String query,
            Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        model.addAttribute("form", new Form(person, null, null, false));
        return page(c, p, person, query, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String begin(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    tenancies.begin(c, p, new Tenancies.Lease(form.person(), form.pays(), form.span()));
                    flash.success(redirect, "residents.tenancy.saved");
                    return "redirect:/communities/" + c + "/premises/" + p;
                },
                () -> page(c, p, form.person(), null, model));
    }

    @PostMapping("/{id}/end")
    String end(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam LocalDate on,
            RedirectAttributes redirect) {
        tenancies.end(c, p, id, version, on);
        flash.success(redirect, "residents.tenancy.ended", on);
        return "redirect:/communities/" + c + "/premises/" + p + "/tenancy";
    }

    @PostMapping("/{id}/undo")
    String undo(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        tenancies.undo(c, p, id, reason);
        flash.success(redirect, "residents.tenancy.undone");
        return "redirect:/communities/" + c + "/premises/" + p + "/tenancy";
    }

    private String page(long c, long p, @Nullable Long person, @Nullable String query, Model model) {
        String path = "/communities/" + c + "/premises/" + p + "/tenancy";
        List<Long> chosen = person == null ? List.of() : List.of(person);
        Chooser.Choice choice = chooser.choose(c, path, chosen, query, false);
        model.addAttribute("page", new Page(c, register.get(c, p), tenancies.of(c, p), choice));
        return "residents/tenancy";
    }
}
