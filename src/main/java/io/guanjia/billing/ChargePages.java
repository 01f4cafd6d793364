package io.guanjia.billing;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** One charge and how it was computed. */
@Controller
@RequestMapping("/communities/{c}/charges")
class ChargePages {
    private final Charges charges;
    private final Allocations allocations;

    ChargePages(Charges charges, Allocations allocations) {
        this.charges = charges;
        this.allocations = allocations;
    }

    record ChargePage(long c, Charge charge, String formula, List<Allocations.Line> allocations) {}

    @GetMapping("/{id}")
    String charge(@PathVariable long c, @PathVariable long id, Model model) {
        Charge charge = charges.get(c, id);
        model.addAttribute("page", new ChargePage(c, charge, charges.explain(charge.basis()), allocations.of(c, id)));
        return "billing/charge";
    }
}
