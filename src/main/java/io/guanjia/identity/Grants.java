package io.guanjia.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one person may do on one day.
 *
 * @param byCommunity every community where the person holds a post or stands in, also when the post allows nothing there
 * @param company of posts that belong to no community: the administrator's
 */
record Grants(long accountId, Map<Long, Set<Permission>> byCommunity, Set<Permission> company) {

    boolean may(Permission permission, long communityId) {
        return byCommunity.getOrDefault(communityId, Set.of()).contains(permission);
    }

    boolean mayAnywhere(Permission permission) {
        return company.contains(permission)
                || byCommunity.values().stream().anyMatch(allowed -> allowed.contains(permission));
    }

    List<Long> communities() {
        return byCommunity.keySet().stream().sorted().toList();
    }

    List<Long> communitiesWith(Permission permission) {
        return communities().stream().filter(id -> may(permission, id)).toList();
    }
}
