package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.registers.RegisterLists;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 空置房台账: the list, and the vacancy of one premises with all that is done to it. */
@Controller
class VacancyPages {

    private static final String ONE = "/communities/{c}/premises/{p}/vacancy";

    private final Vacancies vacancies;
    private final VacancyList list;
    private final RegisterLists lists;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    VacancyPages(
            Vacancies vacancies,
            VacancyList list,
            RegisterLists lists,
            PremisesRegister register,
            Access access,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.vacancies = vacancies;
        this.list = list;
        this.lists = lists;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    /** @param open the vacancy that holds or is to begin; null: a new one can be registered */
    record Page(
            long c,
            Premises premises,
            @Nullable Vacancy open,
            List<Vacancy> earlier,
            List<Choice> reasons,
            List<Choice> statuses,
            LocalDate today,
            boolean mayWrite) {}

    @GetMapping("/communities/{c}/vacancies")
    String list(@PathVariable long c, HttpServletRequest request, Paging paging, Model model) {
        return lists.show(list, c, request, paging, model, "estate/vacancies");
    }

    @GetMapping(ONE)
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("form", new VacancyForms.Begin(today, null, null, null, today, null, null, null, null));
        return page(c, p, VacancyForms.ending(today), VacancyForms.round(today, access.nameOf(access.actor())), model);
    }

    @PostMapping(ONE)
    String begin(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") VacancyForms.Begin form,
            BindingResult errors,
            IdempotencyKey key,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    vacancies.registerOnce(c, p, key.value(), form.entry());
                    return done(c, p, redirect, "estate.vacancy.registered");
                },
                () -> again(c, p, model));
    }

    @PostMapping(ONE + "/{id}/end")
    String end(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @Valid @ModelAttribute("ending") VacancyForms.End form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    vacancies.end(c, p, id, form.ending());
                    return done(c, p, redirect, "estate.vacancy.ended");
                },
                () -> page(c, p, form, VacancyForms.round(LocalDate.now(clock), access.nameOf(access.actor())), model));
    }

    @PostMapping(ONE + "/{id}/rounds")
    String look(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @Valid @ModelAttribute("round") VacancyForms.Look form,
            BindingResult errors,
            IdempotencyKey key,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    vacancies.look(c, p, key.value(), id, form.entry());
                    return done(c, p, redirect, "estate.vacancy.looked");
                },
                () -> page(c, p, VacancyForms.ending(LocalDate.now(clock)), form, model));
    }

    @PostMapping(ONE + "/{id}/confirmation")
    String confirm(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam LocalDate on,
            RedirectAttributes redirect) {
        vacancies.confirm(c, p, id, on);
        return done(c, p, redirect, "estate.vacancy.confirmed");
    }

    @PostMapping(ONE + "/{id}/undo")
    String undo(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        vacancies.undo(c, p, id, reason);
        return done(c, p, redirect, "estate.vacancy.undone");
    }

    private String done(long c, long p, RedirectAttributes redirect, String message) {
        flash.success(redirect, message, register.get(c, p).code());
        return "redirect:/communities/" + c + "/premises/" + p + "/vacancy";
    }

    private String again(long c, long p, Model model) {
        LocalDate today = LocalDate.now(clock);
        return page(c, p, VacancyForms.ending(today), VacancyForms.round(today, ""), model);
    }

    private String page(long c, long p, VacancyForms.End ending, VacancyForms.Look round, Model model) {
        LocalDate today = LocalDate.now(clock);
        List<Vacancy> all = vacancies.of(c, p);
        Vacancy open = all.stream()
                .filter(one -> one.until() == null || one.until().isAfter(today))
                .findFirst()
                .orElse(null);
        model.addAttribute("ending", ending);
        model.addAttribute("round", round);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new VacancyForms.Begin(today, null, null, null, today, null, null, null, null));
        }
        model.addAttribute(
                "page",
                new Page(
                        c,
                        register.get(c, p),
                        open,
                        all.stream().filter(one -> one != open).toList(),
                        Choice.of("estate.vacancy.reason", VacancyReason.values()),
                        Choice.of("estate.status", VacancyRules.afterwards().toArray(PremisesStatus[]::new)),
                        today,
                        access.may(Permission.VACANCY_WRITE, c)));
        return "estate/vacancy";
    }
}
