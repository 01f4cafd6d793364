package io.guanjia.workplace;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The household page: whoever takes a call works from here. */
@Controller
class HouseholdPages {

    private final Dossiers dossiers;

    HouseholdPages(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    @GetMapping("/communities/{c}/premises/{p}")
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        model.addAttribute("page", dossiers.of(c, p));
        return "workplace/household";
    }
}
