package io.guanjia.billing;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

/** What of a charge item may be corrected at any time: its name, its place in the order of allocation, its due day. */
@Controller
@RequestMapping("/communities/{c}/items/{id}/edit")
class ItemEditPages {

    private final ChargeItems items;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    ItemEditPages(ChargeItems items, Access access, FormErrors formErrors, Flash flash) {
        this.items = items;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(
            @NotBlank @Nullable String name,
            @NotNull @Nullable Integer priority,
            @NotNull @Nullable Integer dueDay,
            int version) {}

    record Page(long c, ChargeItem item) {}

    @GetMapping
    String edit(@PathVariable long c, @PathVariable long id, Model model) {
        access.require(Permission.TARIFF_WRITE, c);
        ChargeItem item = items.get(c, id);
        model.addAttribute("form", new Form(item.name(), item.priority(), item.dueDay(), item.version()));
        return page(c, item, model);
    }

    @PostMapping
    @SuppressWarnings("NullAway") // a valid form misses nothing
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
                    items.edit(c, id, form.version(), form.name(), form.priority(), form.dueDay());
                    flash.success(redirect, "billing.item.edited", form.name().strip());
                    return "redirect:/communities/" + c + "/items/" + id;
                },
                () -> page(c, items.get(c, id), model));
    }

    private static String page(long c, ChargeItem item, Model model) {
        model.addAttribute("page", new Page(c, item));
        return "billing/item-edit";
    }
}
