package io.guanjia.workplace;

import io.guanjia.cashier.Receipts;
import io.guanjia.kernel.ChineseText;
import io.guanjia.residents.HouseholdFinder;
import io.guanjia.web.CommunityChoice;
import io.guanjia.web.Viewers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one search: receipts by their number, households by whatever people say; only what the person may see. */
@Component
@Transactional(readOnly = true)
class Searches {

    private final HouseholdFinder finder;
    private final Receipts receipts;
    private final Viewers viewers;

    Searches(HouseholdFinder finder, Receipts receipts, Viewers viewers) {
        this.finder = finder;
        this.receipts = receipts;
        this.viewers = viewers;
    }

    /** The community that is looked at comes first. */
    List<SearchHit> find(String text, int limit) {
        Long chosen = viewers.current().chosenCommunity();
        Map<Long, CommunityChoice> communities = new LinkedHashMap<>();
        viewers.current().communities().stream()
                .sorted(Comparator.comparing(one -> !Objects.equals(one.id(), chosen)))
                .forEach(one -> communities.put(one.id(), one));
        Stream<SearchHit> households = finder.find(List.copyOf(communities.keySet()), text, limit).stream()
                .map(found -> SearchHit.of(Objects.requireNonNull(communities.get(found.communityId())), found));
        return Stream.concat(receipts(text, communities), households)
                .limit(limit)
                .toList();
    }

    private Stream<SearchHit> receipts(String text, Map<Long, CommunityChoice> communities) {
        String number = ChineseText.compact(text).toUpperCase(Locale.ROOT);
        if (number.chars().noneMatch(Character::isDigit)) {
            return Stream.empty();
        }
        return receipts.numbered(number).stream()
                .filter(receipt -> communities.containsKey(receipt.communityId()))
                .map(receipt -> SearchHit.of(Objects.requireNonNull(communities.get(receipt.communityId())), receipt));
    }
}
