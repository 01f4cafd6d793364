package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.registers.RegisterLists;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Paging;
import io.guanjia.web.TimelineEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People: list, one person with what he owns and rents, new, edit, and seeing the whole number for a reason. */
@Controller
@RequestMapping("/communities/{c}/people")
class PeoplePages {

    private final People people;
    private final Unmaskings unmaskings;
    private final PremisesOfPerson premises;
    private final Vehicles vehicles;
    private final Merges merges;
    private final Timelines timelines;
    private final PeopleList list;
    private final RegisterLists lists;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    PeoplePages(
            People people,
            Unmaskings unmaskings,
            PremisesOfPerson premises,
            Vehicles vehicles,
            Merges merges,
            Timelines timelines,
            PeopleList list,
            RegisterLists lists,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.people = people;
        this.unmaskings = unmaskings;
        this.premises = premises;
        this.vehicles = vehicles;
        this.merges = merges;
        this.timelines = timelines;
        this.list = list;
        this.lists = lists;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    /** @param back where the new person was needed; an address of this house */
    record Form(
            @NotNull PersonKind kind,
            @NotBlank String name,
            @Nullable Gender gender,
            @Nullable String phone,
            @Nullable String identityNumber,
            int version,
            @Nullable String back) {

        PersonEntry entry() {
            return new PersonEntry(null, kind, name, gender, phone, identityNumber);
        }
    }

    /** @param merge when the person stands for history only, since it became another */
    record PersonPage(
            long c,
            Person person,
            List<PremisesOfPerson.Tie> ties,
            List<Vehicle> vehicles,
            @Nullable Unmasked unmasked,
            @Nullable Merge merge,
            boolean mayWrite,
            boolean mayReveal,
            List<Choice> reasons,
            List<TimelineEntry> timeline) {}

    record FormPage(long c, @Nullable Person person, List<Choice> kinds, List<Choice> genders) {}

    @GetMapping
    String list(@PathVariable long c, HttpServletRequest request, Paging paging, Model model) {
        return lists.show(list, c, request, paging, model, "residents/people");
    }

    @GetMapping("/{id}")
    String show(@PathVariable long c, @PathVariable long id, Model model) {
        return person(c, id, null, model);
    }

    /** Shown once, in the answer itself, for a minute, and never kept. */
    @PostMapping("/{id}/unmasking")
    String unmask(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(defaultValue = "OTHER") Unmasked.Reason why,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long premises,
            Model model) {
        var asked = new Unmaskings.Asked(Unmasked.Field.IDENTITY_NUMBER, why, reason, premises);
        return person(c, id, unmaskings.unmask(c, id, asked), model);
    }

    @GetMapping("/new")
    String blank(@PathVariable long c, @RequestParam(required = false) @Nullable String back, Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        model.addAttribute("form", new Form(PersonKind.PERSON, "", null, null, null, 0, back));
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
                    long id = people.add(c, form.entry());
                    flash.success(redirect, "residents.person.added", form.name());
                    return "redirect:" + Back.with(form.back(), "person", id, "/communities/" + c + "/people/" + id);
                },
                () -> form(c, null, model));
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable long c, @PathVariable long id, Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        Person person = people.get(c, id);
        model.addAttribute(
                "form",
                new Form(person.kind(), person.name(), person.gender(), person.phone(), null, person.version(), null));
        return form(c, person, model);
    }

    @PostMapping("/{id}/edit")
    String save(
            @PathVariable long c,
            @PathVariable long id,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    people.edit(c, id, form.version(), form.entry());
                    flash.success(redirect, "estate.saved");
                    return "redirect:/communities/" + c + "/people/" + id;
                },
                () -> form(c, people.get(c, id), model));
    }

    private String person(long c, long id, @Nullable Unmasked unmasked, Model model) {
        model.addAttribute(
                "page",
                new PersonPage(
                        c,
                        people.get(c, id),
                        premises.of(c, id),
                        vehicles.of(c, List.of(id), null),
                        unmasked,
                        merges.of(c, id).orElse(null),
                        access.may(Permission.RESIDENTS_WRITE, c),
                        access.may(Permission.RESIDENTS_REVEAL, c),
                        Choice.of("residents.unmasking.reason", Unmasked.Reason.values()),
                        timelines.of(c, People.SUBJECT, id)));
        return "residents/person";
    }

    private static String form(long c, @Nullable Person person, Model model) {
        model.addAttribute(
                "page",
                new FormPage(
                        c,
                        person,
                        Choice.of("residents.kind", PersonKind.values()),
                        Choice.of("residents.gender", Gender.values())));
        return "residents/person-form";
    }
}
