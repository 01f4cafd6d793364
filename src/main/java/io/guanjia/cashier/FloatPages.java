package io.guanjia.cashier;

import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who holds how much change money, and issuing and taking it back. */
@Controller
@RequestMapping("/communities/{c}/floats")
class FloatPages {
    private final Floats floats;
    private final Access access;
    private final Appointments appointments;
    private final FormErrors formErrors;
    private final Flash flash;

    FloatPages(Floats floats, Access access, Appointments appointments, FormErrors formErrors, Flash flash) {
        this.floats = floats;
        this.access = access;
        this.appointments = appointments;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    enum Direction {
        ISSUE,
        TAKE_BACK
    }

    record Form(
            @NotNull @Nullable Long holder,
            @NotNull @Nullable Direction direction,
            @NotNull @Nullable Money amount) {}

    record Page(
            long c,
            List<Floats.Holder> held,
            List<FloatMovement> movements,
            @Nullable String next,
            boolean mayIssue,
            List<Choice> holders,
            List<Choice> directions) {}

    @GetMapping
    String show(@PathVariable long c, Paging paging, Model model) {
        model.addAttribute("form", new Form(null, Direction.ISSUE, null));
        return page(c, paging, model);
    }

    @PostMapping
    String move(
            @PathVariable long c,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Paging paging,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                move(c, key, form);
                flash.success(redirect, "cash.float.done");
                return "redirect:/communities/" + c + "/floats";
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return page(c, paging, model);
    }

    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    private void move(long c, IdempotencyKey key, Form form) {
        Floats.Move move = new Floats.Move(form.holder(), form.amount());
        if (form.direction() == Direction.ISSUE) {
            floats.issue(c, key.value(), move);
        } else {
            floats.takeBack(c, key.value(), move);
        }
    }

    private String page(long c, Paging paging, Model model) {
        var movements = floats.list(c, paging);
        List<Floats.Holder> held = floats.holders(c);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        held,
                        movements.items(),
                        movements.next(),
                        access.may(Permission.FLOAT_ISSUE, c),
                        choices(c, held),
                        Choice.of("cash.float.direction", Direction.values())));
        return "cash/floats";
    }

    /** Who collects, and who still holds something from the time when they did. */
    private List<Choice> choices(long c, List<Floats.Holder> held) {
        Map<Long, String> names = new LinkedHashMap<>();
        appointments.holders(c, Permission.COLLECT).forEach(member -> names.put(member.id(), member.name()));
        held.forEach(holder -> names.putIfAbsent(holder.id(), holder.name()));
        return names.entrySet().stream()
                .map(one -> Choice.of(one.getKey(), one.getValue()))
                .toList();
    }

    @Bean
    static MenuEntry floatsMenu() {
        return new MenuEntry(
                Section.BILLING, 70, "cash.floats", "/communities/{c}/floats", Permission.CASHIER_READ.code());
    }
}
