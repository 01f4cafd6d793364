package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The house register of one premises: what it was when, a change, a correction. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/status")
class StatusPages {

    private final Statuses statuses;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    StatusPages(
            Statuses statuses,
            PremisesRegister register,
            Access access,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.statuses = statuses;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    /** @param correcting the change that was entered wrongly; null for a new one */
    record Form(
            @Nullable Long correcting,
            @NotNull @Nullable PremisesStatus status,
            @NotNull @Nullable LocalDate from,
            @NotBlank @Size(max = 200) String reason) {

        @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
        Statuses.Entry entry() {
            return new Statuses.Entry(status, from, reason);
        }
    }

    /** @param asked the day somebody asked for, and {@code then} what held on it */
    record Page(
            long c,
            Premises premises,
            List<StatusChange> standing,
            List<StatusChange> replaced,
            List<Choice> statuses,
            @Nullable LocalDate asked,
            @Nullable PremisesStatus then,
            LocalDate today,
            boolean mayWrite) {}

    @GetMapping
    String show(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable Long correct,
            @RequestParam(required = false) @Nullable PremisesStatus status,
            @RequestParam(required = false) @Nullable LocalDate from,
            Model model) {
        Form form = new Form(null, status, from == null ? LocalDate.now(clock) : from, "");
        if (correct != null) {
            form = statuses.history(c, p).stream()
                    .filter(one -> one.id() == correct && one.isCorrectable())
                    .findFirst()
                    .map(one -> new Form(one.id(), one.status(), one.from(), ""))
                    .orElse(form);
        }
        model.addAttribute("form", form);
        return page(c, p, on, model);
    }

    @PostMapping
    String enter(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            IdempotencyKey key,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    statuses.enterOnce(c, p, key.value(), form.correcting(), form.entry());
                    flash.success(redirect, "estate.status.saved", form.entry().from());
                    return "redirect:/communities/" + c + "/premises/" + p + "/status";
                },
                () -> page(c, p, null, model));
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        statuses.withdraw(c, p, id, reason);
        flash.success(redirect, "estate.status.withdrawn");
        return "redirect:/communities/" + c + "/premises/" + p + "/status";
    }

    private String page(long c, long p, @Nullable LocalDate on, Model model) {
        List<StatusChange> all = statuses.history(c, p);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        register.get(c, p),
                        all.stream().filter(StatusChange::stands).toList(),
                        all.stream().filter(one -> !one.stands()).toList(),
                        Choice.of("estate.status", StatusRules.enterable().toArray(PremisesStatus[]::new)),
                        on,
                        on == null ? null : statuses.on(c, p, on),
                        LocalDate.now(clock),
                        access.may(Permission.ESTATE_WRITE, c)));
        return "estate/status";
    }
}
