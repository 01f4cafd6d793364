package io.guanjia.residents;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Who looked at whose hidden number, for whoever watches over it. */
@Controller
class UnmaskingPages {

    private final Unmaskings unmaskings;

    UnmaskingPages(Unmaskings unmaskings) {
        this.unmaskings = unmaskings;
    }

    record ListPage(long c, Page<Unmaskings.Line> lines) {}

    @GetMapping("/communities/{c}/unmaskings")
    String list(@PathVariable long c, Paging paging, Model model) {
        model.addAttribute("page", new ListPage(c, unmaskings.page(c, paging)));
        return "residents/unmaskings";
    }

    @Configuration(proxyBeanMethods = false)
    static class UnmaskingMenu {

        @Bean
        MenuEntry unmaskingsEntry() {
            return new MenuEntry(
                    Section.RESIDENTS,
                    60,
                    "residents.unmaskings",
                    "/communities/{c}/unmaskings",
                    Permission.AUDIT_READ.code());
        }
    }
}
