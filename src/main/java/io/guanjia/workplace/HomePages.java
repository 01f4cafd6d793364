package io.guanjia.workplace;

import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Home is the post's own desk. */
@Controller
class HomePages {

    private final Desks desks;

    HomePages(Desks desks) {
        this.desks = desks;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("page", desks.mine());
        return "workplace/home";
    }

    @Bean
    static MenuEntry homeMenu() {
        return new MenuEntry(Section.WORKPLACE, 10, "workplace.home", "/", null);
    }
}
