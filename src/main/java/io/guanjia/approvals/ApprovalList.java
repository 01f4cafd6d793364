package io.guanjia.approvals;

import io.guanjia.identity.Access;
import io.guanjia.identity.CommunityDirectory;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The three lists about approvals, for page and API alike. */
@Component
class ApprovalList {

    enum Which {
        WAITING,
        MINE,
        HISTORY
    }

    private final Approvals approvals;
    private final Access access;
    private final CommunityDirectory directory;

    ApprovalList(Approvals approvals, Access access, CommunityDirectory directory) {
        this.approvals = approvals;
        this.access = access;
        this.directory = directory;
    }

    Page<ApprovalRow> page(Which which, Paging paging) {
        if (which == Which.WAITING) {
            return new Page<>(rows(approvals.waitingForMe()), null);
        }
        Long before = paging.after() == null ? null : paging.after().number(0);
        List<Approval> found = approvals.history(which == Which.MINE, before, paging.rows());
        Page<Approval> page = paging.page(found, approval -> Cursor.of(approval.id()));
        return new Page<>(rows(page.items()), page.next());
    }

    ApprovalRow row(Approval approval) {
        return rows(List.of(approval)).get(0);
    }

    private List<ApprovalRow> rows(List<Approval> found) {
        Set<Long> people = new HashSet<>();
        found.forEach(approval -> {
            people.add(approval.proposedBy());
            if (approval.decidedBy() != null) {
                people.add(approval.decidedBy());
            }
        });
        Map<Long, String> names = access.namesOf(people);
        Map<Long, String> communities = directory.all().stream()
                .collect(Collectors.toMap(CommunityDirectory.Community::id, CommunityDirectory.Community::name));
        return found.stream()
                .map(approval -> new ApprovalRow(
                        approval,
                        communities.getOrDefault(approval.communityId(), ""),
                        names.getOrDefault(approval.proposedBy(), ""),
                        approval.decidedBy() == null ? null : names.get(approval.decidedBy()),
                        approvals.page(approval)))
                .toList();
    }
}
