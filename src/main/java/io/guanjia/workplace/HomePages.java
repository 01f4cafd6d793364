package io.guanjia.workplace;

import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.NotFound;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Home is the post's own desk. */
@Controller
class HomePages {

    private final Desks desks;
    private final Overviews overviews;

    HomePages(Desks desks, Overviews overviews) {
        this.desks = desks;
        this.overviews = overviews;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("page", desks.mine());
        return "workplace/home";
    }

    /** Rates and checks take longer than a page may, so the desk asks for them by itself. */
    @GetMapping("/communities/{c}/overview")
    String overview(@PathVariable long c, Model model) {
        if (!overviews.concerns(c)) {
            throw new NotFound("overview", c);
        }
        model.addAttribute("page", overviews.of(c));
        model.addAttribute("spans", RateSpan.values());
        return "workplace/overview";
    }

    @Bean
    static MenuEntry homeMenu() {
        return new MenuEntry(Section.WORKPLACE, 10, "workplace.home", "/", null);
    }
}
