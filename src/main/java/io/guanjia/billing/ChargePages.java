package io.guanjia.billing;

import io.guanjia.kernel.Month;
import io.guanjia.web.Choice;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was charged, filtered, and one charge with how it was computed. */
@Controller
@RequestMapping("/communities/{c}/charges")
class ChargePages {
    private final Charges charges;
    private final Allocations allocations;
    private final ChargeItems items;

    ChargePages(Charges charges, Allocations allocations, ChargeItems items) {
        this.charges = charges;
        this.allocations = allocations;
        this.items = items;
    }

    record ListPage(
            long c,
            ChargeFilter filter,
            Page<Charge> charges,
            Charges.Totals totals,
            List<Choice> items,
            List<Choice> states) {}

    record ChargePage(long c, Charge charge, String formula, List<Allocations.Line> allocations) {}

    @GetMapping
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable Month month,
            @RequestParam(required = false) @Nullable Long item,
            @RequestParam(required = false) @Nullable String premises,
            @RequestParam(required = false) @Nullable Long run,
            @RequestParam(required = false) Charge.@Nullable State state,
            Paging paging,
            Model model) {
        ChargeFilter filter = new ChargeFilter(month, item, premises, run, state);
        List<Choice> named = items.all(c).stream()
                .map(one -> Choice.of(one.id(), one.name()))
                .toList();
        model.addAttribute(
                "page",
                new ListPage(
                        c,
                        filter,
                        charges.page(c, filter, paging),
                        charges.totals(c, filter),
                        named,
                        Choice.of("billing.charge.state", Charge.State.values())));
        return "billing/charges";
    }

    @GetMapping("/{id}")
    String charge(@PathVariable long c, @PathVariable long id, Model model) {
        Charge charge = charges.get(c, id);
        model.addAttribute("page", new ChargePage(c, charge, charges.explain(charge), allocations.of(c, id)));
        return "billing/charge";
    }
}
