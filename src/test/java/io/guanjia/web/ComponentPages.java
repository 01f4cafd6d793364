package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every fragment on one page, for the eye, for axe and for the tests; also the model of how a page is written. */
@Controller
class ComponentPages {

    private final Clock clock;
    private final Flash flash;
    private final FormErrors formErrors;

    ComponentPages(Clock clock, Flash flash, FormErrors formErrors) {
        this.clock = clock;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    enum State {
        OPEN,
        PAID,
        OVERDUE,
        PROPOSED,
        VOID
    }

    enum Kind {
        ROOM,
        SHOP,
        SPACE
    }

    record Row(long id, String premises, String payer, Month month, LocalDate dueOn, Money amount, State state) {}

    record Page(List<Row> rows, Money total, List<Choice> kinds, List<TimelineEntry> timeline) {}

    record Form(
            @NotBlank String name,
            @NotNull Money amount,
            @NotNull LocalDate on,
            Month month,
            @NotNull Kind kind,
            boolean urgent,
            @Nullable String note) {

        static Form blank() {
            return new Form("", null, LocalDate.of(2026, 1, 5), Month.of(2026, 1), Kind.ROOM, false, null);
        }
    }

    static class ComponentBroken extends Refusal {
        ComponentBroken() {
            super("component-broken", new Money(123450), LocalDate.of(2026, 3, 31));
        }
    }

    @GetMapping("/test/components")
    String components(Model model) {
        model.addAttribute("form", Form.blank());
        model.addAttribute("page", page());
        return "test/components";
    }

    @PostMapping("/test/components")
    String save(
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            IdempotencyKey key,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors() && form.name().equals("refused by the room")) {
            formErrors.add(errors, new InvalidInput("amount", "money-too-large"));
            formErrors.add(errors, new InvalidInput("on", "ends-before-it-starts"));
        }
        if (errors.hasErrors()) {
            model.addAttribute("page", page());
            return "test/components";
        }
        flash.success(redirect, "components.saved", form.amount(), form.on());
        return "redirect:/test/components";
    }

    @GetMapping("/test/plain")
    String plain() {
        return "test/plain";
    }

    @PostMapping("/test/refuse")
    String refuse() {
        throw new ComponentBroken();
    }

    @GetMapping("/test/fail")
    String fail() {
        throw new IllegalStateException("the secret inside");
    }

    @GetMapping("/test/job")
    String job(@RequestParam(defaultValue = "0") int done, Model model) {
        model.addAttribute("done", done);
        return "test/job";
    }

    private Page page() {
        List<Row> rows = List.of(
                row(1, "3-2-1201", "陈*华", 123450, State.OPEN),
                row(2, "3-2-1202", "王*明", 98765432, State.PAID),
                row(3, "S01", "云溪便利店", 450, State.OVERDUE),
                row(4, "C0001", "赵*", 30000, State.PROPOSED),
                row(5, "1-1-101", "李*", -12050, State.VOID));
        return new Page(
                rows,
                Money.sum(rows.stream().map(Row::amount)),
                Choice.of("components.kind", Kind.values()),
                List.of(
                        new TimelineEntry(
                                clock.instant(), "王小明", Text.of("components.event.paid", new Money(123450)), null),
                        new TimelineEntry(
                                clock.instant().minusSeconds(86400),
                                "李会计",
                                Text.of("components.event.made"),
                                Text.plain("2026-01"))));
    }

    private static Row row(long id, String premises, String payer, long fen, State state) {
        return new Row(id, premises, payer, Month.of(2026, 1), LocalDate.of(2026, 1, 31), new Money(fen), state);
    }

    @Configuration(proxyBeanMethods = false)
    static class Entries {

        @Bean
        MenuEntry componentsEntry() {
            return new MenuEntry(Section.WORKPLACE, 900, "components.title", "/test/components", null);
        }

        @Bean
        MenuEntry componentsOfCommunity() {
            return new MenuEntry(Section.BILLING, 900, "components.charges", "/test/communities/{c}/charges", null);
        }

        @Bean
        MenuEntry componentsMore() {
            return new MenuEntry(Section.BILLING, 910, "components.more", "/test/more", null);
        }

        @Bean
        MenuEntry componentsSecret() {
            return new MenuEntry(Section.SETTINGS, 900, "components.secret", "/test/secret", "secret");
        }
    }
}
