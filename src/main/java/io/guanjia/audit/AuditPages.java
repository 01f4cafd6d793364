package io.guanjia.audit;

import io.guanjia.web.CommunityChoice;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.Viewer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The trail for whoever may read it. */
@Controller
class AuditPages {

    private final AuditTables tables;
    private final ChangeWords words;
    private final ObjectProvider<Viewer> viewers;

    AuditPages(AuditTables tables, ChangeWords words, ObjectProvider<Viewer> viewers) {
        this.tables = tables;
        this.words = words;
        this.viewers = viewers;
    }

    record Row(Entry entry, List<ChangeWords.Line> changes) {}

    record TrailPage(
            List<Row> rows,
            @Nullable String next,
            AuditTables.Filter filter,
            List<String> kinds,
            List<CommunityChoice> communities,
            Map<Long, String> names) {}

    @GetMapping("/audit")
    String trail(AuditTables.Filter filter, Paging paging, Model model) {
        var page = tables.page(filter, paging);
        List<CommunityChoice> communities = viewers.orderedStream()
                .filter(Viewer::signedIn)
                .findFirst()
                .map(Viewer::communities)
                .orElse(List.of());
        Map<Long, String> names =
                communities.stream().collect(Collectors.toMap(CommunityChoice::id, CommunityChoice::name));
        List<Row> rows = page.items().stream()
                .map(entry -> new Row(entry, words.of(entry)))
                .toList();
        model.addAttribute("page", new TrailPage(rows, page.next(), filter, tables.kinds(), communities, names));
        return "audit/trail";
    }

    @Configuration(proxyBeanMethods = false)
    static class AuditMenu {

        @Bean
        MenuEntry auditEntry() {
            return new MenuEntry(Section.SETTINGS, 90, "audit.title", "/audit", "audit-read staff-manage");
        }
    }
}
