package io.guanjia.approvals;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A proposal that waits, as the page of its subject shows it to one reader: who asked, and what this reader may do about it. */
public record Waiting(
        long approvalId,
        String proposedBy,
        Instant proposedAt,
        @Nullable String reason,
        boolean mayDecide,
        boolean mayWithdraw) {

    /** Null when nothing of that kind waits. */
    public static @Nullable Waiting of(
            Approvals approvals, Access access, long communityId, String kind, long subjectId) {
        return approvals
                .pending(communityId, kind, subjectId)
                .map(approval -> seen(approval, access))
                .orElse(null);
    }

    private static Waiting seen(Approval approval, Access access) {
        boolean own = approval.proposedBy() == access.actor();
        boolean checker = Permission.of(approval.permission())
                .map(permission -> access.may(permission, approval.communityId()))
                .orElse(false);
        return new Waiting(
                approval.id(),
                access.nameOf(approval.proposedBy()),
                approval.proposedAt(),
                approval.proposalReason(),
                checker && !own,
                own);
    }
}
