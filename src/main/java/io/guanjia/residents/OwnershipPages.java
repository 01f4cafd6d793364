package io.guanjia.residents;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

/** Owners of one premises: entering the first, transferring to others (过户), undoing a mistake. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/ownership")
class OwnershipPages {

    private final Ownerships ownerships;
    private final PremisesRegister register;
    private final ObjectProvider<BilledSince> billed;
    private final Chooser chooser;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    OwnershipPages(
            Ownerships ownerships,
            PremisesRegister register,
            ObjectProvider<BilledSince> billed,
            Chooser chooser,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.ownerships = ownerships;
        this.register = register;
        this.billed = billed;
        this.chooser = chooser;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    /**
     * @param person the owners; {@code billed} is the one who gets the bills, and may be left out where there is one
     * @param billedStays ticked: what was billed to others for these days stays theirs
     */
    record Form(
            @NotNull @Nullable LocalDate from,
            @NotEmpty @Nullable List<Long> person,
            @Nullable Long billed,
            @Nullable Boolean billedStays) {

        List<Owner> owners() {
            List<Long> all = Objects.requireNonNullElse(person, List.of());
            Long getsBills = billed == null && all.size() == 1 ? all.get(0) : billed;
            return all.stream().map(id -> new Owner(id, id.equals(getsBills))).toList();
        }
    }

    /** @param toOthers what was billed to others for days from the one that is typed; shown with a tick */
    record Page(
            long c,
            Premises premises,
            List<Ownership> ownerships,
            Chooser.Choice choice,
            BilledSince.@Nullable Billed toOthers) {}

    @GetMapping
    String show(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable List<Long> person,
            @RequestParam(required = false) @Nullable String query,
            Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        Form form = new Form(null, person, null, null);
        model.addAttribute("form", form);
        return page(c, p, form, query, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
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
                    requireKnown(c, p, form);
                    ownerships.begin(c, p, form.from(), form.owners());
                    flash.success(redirect, "residents.ownership.saved", form.from());
                    return "redirect:/communities/" + c + "/premises/" + p;
                },
                () -> page(c, p, form, null, model));
    }

    @PostMapping("/{id}/undo")
    String undo(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        ownerships.undo(c, p, id, reason);
        flash.success(redirect, "residents.ownership.undone");
        return "redirect:/communities/" + c + "/premises/" + p + "/ownership";
    }

    /** An address with {@code ?person=} names nobody. */
    private static List<Long> chosen(@Nullable List<Long> person) {
        return person == null
                ? List.of()
                : person.stream().filter(Objects::nonNull).toList();
    }

    /** Bills that were posted do not follow an ownership into the past, so whoever enters one says that this is known. */
    private void requireKnown(long c, long p, Form form) {
        if (!Boolean.TRUE.equals(form.billedStays()) && toOthers(c, p, form) != null) {
            throw new InvalidInput("billedStays", "billed-to-others");
        }
    }

    private BilledSince.@Nullable Billed toOthers(long c, long p, Form form) {
        BilledSince bills = billed.getIfAvailable();
        if (bills == null || form.from() == null) {
            return null;
        }
        return bills.toOthers(c, p, form.from(), chosen(form.person())).orElse(null);
    }

    private String page(long c, long p, Form form, @Nullable String query, Model model) {
        String path = "/communities/" + c + "/premises/" + p + "/ownership";
        Chooser.Choice choice = chooser.choose(c, path, chosen(form.person()), query, true);
        model.addAttribute("page", new Page(c, register.get(c, p), ownerships.of(c, p), choice, toOthers(c, p, form)));
        return "residents/ownership";
    }
}
