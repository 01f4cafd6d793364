package io.guanjia.cashier;

import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.identity.StaffMember;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
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

    record Held(String holder, Money held) {}

    record Page(
            long c,
            List<Held> held,
            List<FloatMovement> movements,
            boolean mayIssue,
            List<Choice> holders,
            List<Choice> directions) {}

    @GetMapping
    String show(@PathVariable long c, Model model) {
        model.addAttribute("form", new Form(null, Direction.ISSUE, null));
        return page(c, model);
    }

    @PostMapping
    String move(
            @PathVariable long c,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
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
        return page(c, model);
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

    private String page(long c, Model model) {
        List<FloatMovement> movements = floats.list(c);
        List<StaffMember> collectors = appointments.holders(c, Permission.COLLECT);
        List<Held> held = collectors.stream()
                .map(member -> new Held(member.name(), floats.held(c, member.id())))
                .filter(line -> !line.held().isZero())
                .toList();
        List<Choice> holders = collectors.stream()
                .map(member -> Choice.of(member.id(), member.name()))
                .toList();
        model.addAttribute(
                "page",
                new Page(
                        c,
                        held,
                        movements,
                        access.may(Permission.FLOAT_ISSUE, c),
                        holders,
                        Choice.of("cash.float.direction", Direction.values())));
        return "cash/floats";
    }

    @Bean
    static MenuEntry floatsMenu() {
        return new MenuEntry(
                Section.BILLING, 70, "cash.floats", "/communities/{c}/floats", Permission.CASHIER_READ.code());
    }
}
