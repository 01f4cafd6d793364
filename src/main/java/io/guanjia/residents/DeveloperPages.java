package io.guanjia.residents;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Flash;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The developer of a community over time, and naming another from a day on. */
@Controller
@RequestMapping("/communities/{c}/developer")
class DeveloperPages {

    private final Developers developers;
    private final Chooser chooser;
    private final Timelines timelines;
    private final Access access;
    private final Flash flash;

    DeveloperPages(Developers developers, Chooser chooser, Timelines timelines, Access access, Flash flash) {
        this.developers = developers;
        this.chooser = chooser;
        this.timelines = timelines;
        this.access = access;
        this.flash = flash;
    }

    record Form(
            @NotNull @Nullable Long person,
            @NotNull @Nullable LocalDate from) {}

    record Page(
            long c,
            List<Developers.Term> terms,
            Chooser.Choice choice,
            boolean mayWrite,
            List<TimelineEntry> timeline) {}

    @GetMapping
    String show(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String query,
            Model model) {
        model.addAttribute("form", new Form(person, null));
        return page(c, person, query, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    String save(
            @PathVariable long c,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return page(c, form.person(), null, model);
        }
        developers.set(c, form.person(), form.from());
        flash.success(redirect, "residents.developer.saved", form.from());
        return "redirect:/communities/" + c + "/developer";
    }

    private String page(long c, @Nullable Long person, @Nullable String query, Model model) {
        List<Long> chosen = person == null ? List.of() : List.of(person);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        developers.terms(c),
                        chooser.choose(c, "/communities/" + c + "/developer", chosen, query, false),
                        access.may(Permission.RESIDENTS_WRITE, c),
                        timelines.of(c, Developers.SUBJECT, c)));
        return "residents/developer";
    }
}
