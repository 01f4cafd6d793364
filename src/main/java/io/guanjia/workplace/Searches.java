package io.guanjia.workplace;

import io.guanjia.cashier.Receipts;
import io.guanjia.identity.Access;
import io.guanjia.kernel.ChineseText;
import io.guanjia.residents.HouseholdFinder;
import io.guanjia.web.CommunityChoice;
import io.guanjia.web.Viewers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one search: receipts by their number, households by whatever people say; only what the person may see. */
@Component
@Transactional(readOnly = true)
class Searches {

    private final HouseholdFinder finder;
    private final Receipts receipts;
    private final Access access;
    private final Viewers viewers;

    Searches(HouseholdFinder finder, Receipts receipts, Access access, Viewers viewers) {
        this.finder = finder;
        this.receipts = receipts;
        this.access = access;
        this.viewers = viewers;
    }

    /** The community that is looked at comes first, and alone where it holds enough. */
    List<SearchHit> find(String text, int limit) {
        Map<Long, CommunityChoice> communities = viewers.current().communities().stream()
                .collect(Collectors.toMap(CommunityChoice::id, Function.identity()));
        Long chosen = viewers.current().chosenCommunity();
        List<SearchHit> hits = new ArrayList<>();
        receipts(text, communities).forEach(hits::add);
        households(communities.keySet().stream().filter(id -> Objects.equals(id, chosen)), text, limit, communities)
                .forEach(hits::add);
        if (hits.size() < limit) {
            households(
                            communities.keySet().stream().filter(id -> !Objects.equals(id, chosen)),
                            text,
                            limit,
                            communities)
                    .forEach(hits::add);
        }
        return hits.subList(0, Math.min(limit, hits.size()));
    }

    private Stream<SearchHit> receipts(String text, Map<Long, CommunityChoice> communities) {
        return receipts.numbered(ChineseText.compact(text).toUpperCase(Locale.ROOT)).stream()
                .filter(receipt -> communities.containsKey(receipt.communityId()))
                .map(receipt -> SearchHit.of(communities.get(receipt.communityId()), receipt));
    }

    private Stream<SearchHit> households(
            Stream<Long> where, String text, int limit, Map<Long, CommunityChoice> communities) {
        return finder.find(where.toList(), text, limit).stream()
                .map(found -> SearchHit.of(communities.get(found.communityId()), found));
    }
}
