package io.guanjia.cashier;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.web.Flash;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The end of a month on the screen: its roll-forwards, proposing the close, what was published. */
@Controller
@RequestMapping("/communities/{c}/months")
class MonthPages {
    private final MonthCloses closes;
    private final Access access;
    private final Clock clock;
    private final Flash flash;

    MonthPages(MonthCloses closes, Access access, Clock clock, Flash flash) {
        this.closes = closes;
        this.access = access;
        this.clock = clock;
        this.flash = flash;
    }

    /** @param close the state of the month shown; null while nobody has asked to close it */
    record MonthPage(
            long c,
            Month month,
            MonthFigures.Figures figures,
            @Nullable MonthClose close,
            Page<MonthClose> closes,
            boolean mayPropose) {}

    @GetMapping
    String show(
            @PathVariable long c, @RequestParam(required = false) @Nullable Month month, Paging paging, Model model) {
        Month shown = month == null ? Month.of(LocalDate.now(clock)) : month;
        MonthClose close = closes.find(c, shown).orElse(null);
        model.addAttribute(
                "page",
                new MonthPage(
                        c,
                        shown,
                        close == null ? closes.figures(c, shown) : close.figures(),
                        close,
                        closes.page(c, paging),
                        close == null && access.may(Permission.MONTH_CLOSE_PROPOSE, c)));
        return "cash/months";
    }

    @PostMapping("/{month}/closing")
    String propose(@PathVariable long c, @PathVariable Month month, IdempotencyKey key, RedirectAttributes redirect) {
        closes.propose(c, key.value(), month);
        flash.success(redirect, "cash.month.proposed.done", month);
        return "redirect:/communities/" + c + "/months?month=" + month;
    }

    @Bean
    static MenuEntry monthsMenu() {
        return new MenuEntry(
                Section.BILLING, 80, "cash.months", "/communities/{c}/months", Permission.CASHIER_READ.code());
    }
}
