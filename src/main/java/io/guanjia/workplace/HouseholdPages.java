package io.guanjia.workplace;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.web.Choice;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The household page: whoever takes a call works from here. */
@Controller
class HouseholdPages {

    private final Dossiers dossiers;
    private final Happenings happenings;
    private final PremisesRegister register;

    HouseholdPages(Dossiers dossiers, Happenings happenings, PremisesRegister register) {
        this.dossiers = dossiers;
        this.happenings = happenings;
        this.register = register;
    }

    /** @param kind of what is shown, as it stands in the address; null for everything */
    record TimelinePage(
            long c,
            Premises premises,
            Page<Happening> happenings,
            List<Choice> kinds,
            @Nullable String kind) {}

    @GetMapping("/communities/{c}/premises/{p}")
    String show(@PathVariable long c, @PathVariable long p, Model model) {
        model.addAttribute("page", dossiers.of(c, p));
        return "workplace/household";
    }

    @GetMapping("/communities/{c}/premises/{p}/timeline")
    String timeline(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable String kind,
            Paging paging,
            Model model) {
        List<Choice> kinds = happenings.kinds(c).stream()
                .map(one -> new Choice(one.code(), Text.of("workplace.happening." + one.name())))
                .toList();
        model.addAttribute(
                "page", new TimelinePage(c, register.get(c, p), happenings.page(c, p, kind, paging), kinds, kind));
        return "workplace/timeline";
    }
}
