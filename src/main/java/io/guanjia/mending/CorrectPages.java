package io.guanjia.mending;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.PeopleChosen;
import io.guanjia.residents.RegisterCorrections;
import io.guanjia.web.Choice;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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

/** 更正 from the page of a household: what was corrected and voided so far, and the three forms that lead to a preview. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/corrections")
class CorrectPages {

    private final Corrections corrections;
    private final PremisesRegister register;
    private final Ownerships ownerships;
    private final History history;
    private final PeopleChosen people;
    private final Access access;
    private final FormErrors formErrors;

    CorrectPages(
            Corrections corrections,
            PremisesRegister register,
            Ownerships ownerships,
            History history,
            PeopleChosen people,
            Access access,
            FormErrors formErrors) {
        this.corrections = corrections;
        this.register = register;
        this.ownerships = ownerships;
        this.history = history;
        this.people = people;
        this.access = access;
        this.formErrors = formErrors;
    }

    record ListPage(
            long c,
            Premises premises,
            List<Correction> corrections,
            List<RegisterCorrections.Voided> owners,
            List<PremisesRegister.WrongArea> areas,
            boolean mayOwner,
            boolean mayArea) {}

    /** @param person the right owners; {@code billed} gets the bills, and may be left out where there is one */
    record OwnerForm(
            @NotNull @Nullable Long ownershipId,
            @Nullable LocalDate from,
            @NotEmpty @Nullable List<Long> person,
            @Nullable Long billed,
            @NotBlank @Nullable String reason) {

        List<Long> owners() {
            List<Long> owners = new ArrayList<>(Objects.requireNonNullElse(person, List.of()));
            owners.removeIf(Objects::isNull);
            if (owners.size() > 1 && (billed == null || !owners.remove(billed))) {
                throw new InvalidInput("person", "owners-one-billed");
            }
            if (billed != null && !owners.contains(billed)) {
                owners.add(0, billed);
            }
            return owners.stream().distinct().toList();
        }
    }

    record OwnerPage(long c, Premises premises, List<Choice> ownerships, Object choice) {}

    record AreaForm(
            @Nullable LocalDate from,
            @NotNull @Nullable Area area,
            @NotBlank @Nullable String reason) {}

    record AreaPage(long c, Premises premises, List<PremisesRegister.Measured> measured) {}

    record SwapForm(
            @NotBlank @Nullable String other,
            @Nullable LocalDate from,
            @NotBlank @Nullable String reason) {}

    record SwapPage(long c, Premises premises) {}

    @GetMapping
    String list(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.RESIDENTS_READ, c);
        model.addAttribute(
                "page",
                new ListPage(
                        c,
                        register.get(c, p),
                        corrections.latest(c, p),
                        history.owners(c, p),
                        register.wrongAreas(c, p),
                        access.may(Permission.RESIDENTS_WRITE, c),
                        access.may(Permission.ESTATE_WRITE, c)));
        return "mending/premises";
    }

    @GetMapping("/owner")
    String owner(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable List<Long> person,
            @RequestParam(required = false) @Nullable String query,
            Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        List<Ownership> owned = ownerships.of(c, p);
        Long latest = owned.isEmpty() ? null : owned.get(owned.size() - 1).id();
        OwnerForm form = new OwnerForm(latest, null, person, null, null);
        model.addAttribute("form", form);
        return owner(c, p, form, query, model);
    }

    @PostMapping("/owner")
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String owner(
            @PathVariable long c,
            @PathVariable long p,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") OwnerForm form,
            BindingResult errors,
            Model model) {
        return preview(
                c,
                key,
                errors,
                () -> CorrectionRequest.owner(p, form.ownershipId(), form.from(), form.owners(), form.reason()),
                () -> owner(c, p, form, null, model));
    }

    private String owner(long c, long p, OwnerForm form, @Nullable String query, Model model) {
        String path = "/communities/" + c + "/premises/" + p + "/corrections/owner";
        List<Long> chosen = form.person() == null
                ? List.of()
                : form.person().stream().filter(Objects::nonNull).toList();
        List<Choice> standing = ownerships.of(c, p).stream()
                .map(one -> Choice.of(one.id(), one.span() + " " + one.billed().name()))
                .toList();
        model.addAttribute(
                "page", new OwnerPage(c, register.get(c, p), standing, people.choose(c, path, chosen, query)));
        return "mending/owner";
    }

    @GetMapping("/area")
    String area(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.ESTATE_WRITE, c);
        model.addAttribute("form", new AreaForm(null, null, null));
        return areaPage(c, p, model);
    }

    @PostMapping("/area")
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String area(
            @PathVariable long c,
            @PathVariable long p,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") AreaForm form,
            BindingResult errors,
            Model model) {
        return preview(
                c,
                key,
                errors,
                () -> CorrectionRequest.area(p, form.from(), form.area(), form.reason()),
                () -> areaPage(c, p, model));
    }

    private String areaPage(long c, long p, Model model) {
        model.addAttribute("page", new AreaPage(c, register.get(c, p), register.measurements(c, p)));
        return "mending/area";
    }

    @GetMapping("/swap")
    String swap(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        model.addAttribute("form", new SwapForm(null, null, null));
        return swapPage(c, p, model);
    }

    @PostMapping("/swap")
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String swap(
            @PathVariable long c,
            @PathVariable long p,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") SwapForm form,
            BindingResult errors,
            Model model) {
        return preview(
                c,
                key,
                errors,
                () -> CorrectionRequest.swap(p, other(c, form.other()), form.from(), form.reason()),
                () -> swapPage(c, p, model));
    }

    private String swapPage(long c, long p, Model model) {
        model.addAttribute("page", new SwapPage(c, register.get(c, p)));
        return "mending/swap";
    }

    private long other(long c, String code) {
        return register.byCode(c, code.strip())
                .map(Premises::id)
                .orElseThrow(() -> new InvalidInput("other", "premises-unknown"));
    }

    private String preview(
            long c,
            IdempotencyKey key,
            BindingResult errors,
            Supplier<CorrectionRequest> asked,
            Supplier<String> again) {
        return formErrors.answer(
                errors,
                () -> "redirect:/communities/" + c + "/corrections/"
                        + corrections.previewOnce(c, key.value(), asked.get()).value(),
                again);
    }
}
