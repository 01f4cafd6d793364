package io.guanjia.workplace;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The one search box: it answers while somebody types; a single thing found opens at once. */
@Controller
class SearchPages {

    private static final int SHOWN = 30;
    private static final int SHOWN_WHILE_TYPING = 8;

    private final Searches searches;

    SearchPages(Searches searches) {
        this.searches = searches;
    }

    record Page(String q, List<SearchHit> hits, boolean several, boolean more) {

        static Page of(String q, List<SearchHit> hits, int most) {
            boolean several = hits.stream().map(SearchHit::community).distinct().count() > 1;
            return new Page(q, hits.subList(0, Math.min(most, hits.size())), several, hits.size() > most);
        }
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        List<SearchHit> hits = searches.find(q, SHOWN + 1);
        if (hits.size() == 1) {
            return "redirect:" + UriUtils.encodePath(hits.get(0).path(), "UTF-8");
        }
        model.addAttribute("page", Page.of(q, hits, SHOWN));
        return "workplace/search";
    }

    @GetMapping("/search/found")
    String found(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("page", Page.of(q, searches.find(q, SHOWN_WHILE_TYPING + 1), SHOWN_WHILE_TYPING));
        return "workplace/found";
    }
}
