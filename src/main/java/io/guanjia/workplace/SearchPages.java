package io.guanjia.workplace;

import io.guanjia.residents.Found;
import io.guanjia.residents.HouseholdFinder;
import io.guanjia.web.CommunityChoice;
import io.guanjia.web.Viewers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one search box: a single household found opens at once. */
@Controller
class SearchPages {

    private static final int SHOWN = 30;
    private static final int COMMUNITIES_SEARCHED = 20;

    private final HouseholdFinder finder;
    private final Viewers viewers;

    SearchPages(HouseholdFinder finder, Viewers viewers) {
        this.finder = finder;
        this.viewers = viewers;
    }

    record Hit(CommunityChoice community, Found found) {}

    record Page(String q, List<Hit> hits, boolean several, boolean more) {}

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        List<Hit> hits = hits(q);
        if (hits.size() == 1) {
            Hit only = hits.get(0);
            return "redirect:/communities/" + only.community().id() + "/premises/"
                    + only.found().premisesId();
        }
        boolean several = hits.stream().map(Hit::community).distinct().count() > 1;
        boolean more = hits.size() > SHOWN;
        model.addAttribute("page", new Page(q, hits.subList(0, Math.min(SHOWN, hits.size())), several, more));
        return "workplace/search";
    }

    /** The community that is looked at comes first. */
    private List<Hit> hits(String q) {
        List<Hit> hits = new ArrayList<>();
        viewers.current().communities().stream()
                .sorted(Comparator.comparing(
                        one -> !Objects.equals(one.id(), viewers.current().chosenCommunity())))
                .limit(COMMUNITIES_SEARCHED)
                .forEach(community -> finder.find(community.id(), q, SHOWN + 1)
                        .forEach(found -> hits.add(new Hit(community, found))));
        return hits;
    }
}
