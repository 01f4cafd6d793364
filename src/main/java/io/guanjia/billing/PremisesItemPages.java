package io.guanjia.billing;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
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

/** What one premises is billed for month by month: one more item, and the last day of one. */
@Controller
@RequestMapping("/communities/{c}/premises/{p}/items")
class PremisesItemPages {

    private final PremisesItems premisesItems;
    private final ChargeItems items;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    PremisesItemPages(
            PremisesItems premisesItems,
            ChargeItems items,
            PremisesRegister register,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.premisesItems = premisesItems;
        this.items = items;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(
            @NotNull @Nullable Long item, @NotNull @Nullable LocalDate from) {}

    record Page(long c, Premises premises, List<PremisesItems.Borne> borne, List<Choice> items, boolean mayWrite) {}

    @GetMapping
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        model.addAttribute("form", new Form(null, null));
        return page(c, p, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // a valid form misses nothing
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
                    int added = premisesItems.assign(c, form.item(), List.of(p), form.from());
                    flash.success(redirect, added > 0 ? "billing.borne.begun" : "billing.borne.already");
                    return "redirect:/communities/" + c + "/premises/" + p + "/items";
                },
                () -> page(c, p, model));
    }

    @PostMapping("/{item}/end")
    String end(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long item,
            @RequestParam LocalDate on,
            RedirectAttributes redirect) {
        int ended = premisesItems.end(c, item, List.of(p), on);
        flash.success(redirect, ended > 0 ? "billing.borne.ended" : "billing.borne.not-then", on);
        return "redirect:/communities/" + c + "/premises/" + p + "/items";
    }

    private String page(long c, long p, Model model) {
        List<Choice> monthly = items.all(c).stream()
                .filter(ChargeItem::isMonthly)
                .map(item -> Choice.of(item.id(), item.name()))
                .toList();
        model.addAttribute(
                "page",
                new Page(
                        c,
                        register.get(c, p),
                        premisesItems.of(c, p),
                        monthly,
                        access.may(Permission.TARIFF_WRITE, c)));
        return "billing/premises-items";
    }
}
