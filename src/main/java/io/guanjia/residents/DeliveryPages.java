package io.guanjia.residents;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
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

/** The delivery of one premises, and correcting its day with a reason. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/delivery")
class DeliveryPages {

    private final Deliveries deliveries;
    private final Ownerships ownerships;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    DeliveryPages(
            Deliveries deliveries,
            Ownerships ownerships,
            PremisesRegister register,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.deliveries = deliveries;
        this.ownerships = ownerships;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(@NotNull @Nullable LocalDate on, @Nullable String reason) {}

    /** @param unowned delivered to nobody: the developer pays until an ownership begins (rules.md §1.1) */
    record Page(long c, Premises premises, boolean unowned) {}

    @GetMapping
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        Page page = page(c, p);
        model.addAttribute("form", new Form(page.premises().deliveredOn(), null));
        model.addAttribute("page", page);
        return "residents/delivery";
    }

    @PostMapping
    String deliver(
            @PathVariable long c,
            @PathVariable long p,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        Page page = page(c, p);
        if (!errors.hasErrors()) {
            try {
                deliver(page, form);
                flash.success(redirect, "residents.delivered", page.premises().code());
                return "redirect:/communities/" + c + "/premises/" + p;
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        model.addAttribute("page", page);
        return "residents/delivery";
    }

    private Page page(long c, long p) {
        return new Page(c, register.get(c, p), ownerships.of(c, p).isEmpty());
    }

    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    private void deliver(Page page, Form form) {
        if (page.premises().deliveredOn() == null) {
            deliveries.deliver(page.c(), page.premises().id(), form.on());
        } else {
            deliveries.correct(page.c(), page.premises().id(), form.on(), form.reason() == null ? "" : form.reason());
        }
    }
}
