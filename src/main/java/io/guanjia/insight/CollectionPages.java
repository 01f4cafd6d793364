package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/communities/{c}/collection")
class CollectionPages {

    private final CollectionRates rates;
    private final PublishedRates published;
    private final Clock clock;

    CollectionPages(CollectionRates rates, PublishedRates published, Clock clock) {
        this.rates = rates;
        this.published = published;
        this.clock = clock;
    }

    /** @param published the rates as they were when the month closed; empty while it is open */
    record CollectionPage(CollectionReport report, Map<RateSpan, Rate> published, List<RateGroup> tables) {

        public List<RateSpan> spans() {
            return List.of(RateSpan.values());
        }
    }

    record LinesPage(LinesBehind behind, CollectionReport.Group group, Rate rate, Page<CollectedCharge> lines) {

        public List<RateSpan> spans() {
            return List.of(RateSpan.values());
        }
    }

    @Bean
    static MenuEntry collectionEntry() {
        return new MenuEntry(
                Section.INSIGHT, 10, "collection.title", "/communities/{c}/collection", Permission.INSIGHT_READ.code());
    }

    @GetMapping
    String collection(
            @PathVariable long c,
            @RequestParam @Nullable Month month,
            @RequestParam @Nullable LocalDate asOf,
            Model model) {
        Month asked = asked(month);
        CollectionReport report = rates.of(c, asked, asOf == null ? rates.cutOff(asked) : asOf);
        model.addAttribute(
                "page",
                new CollectionPage(report, published.of(c, asked), List.of(RateGroup.BUILDING, RateGroup.COLLECTOR)));
        return "insight/collection";
    }

    @GetMapping("/lines")
    String lines(
            @PathVariable long c,
            @RequestParam @Nullable Month month,
            @RequestParam @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "MONTH") RateSpan span,
            @RequestParam(defaultValue = "COMMUNITY") RateGroup group,
            @RequestParam(defaultValue = "0") long id,
            @RequestParam(defaultValue = "false") boolean unpaid,
            Paging paging,
            Model model) {
        Month asked = asked(month);
        LocalDate cutOff = asOf == null ? rates.cutOff(asked) : asOf;
        LinesBehind behind = new LinesBehind(asked, cutOff, span, group, id, unpaid);
        CollectionReport.Group figures = rates.of(c, asked, cutOff).of(group, id);
        model.addAttribute("page", new LinesPage(behind, figures, figures.of(span), rates.lines(c, behind, paging)));
        return "insight/collection-lines";
    }

    private Month asked(@Nullable Month month) {
        return month == null ? Month.of(LocalDate.now(clock)) : month;
    }
}
