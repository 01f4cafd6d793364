package io.guanjia.billing;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody asked for and another person decides, a reversal first of all, as pages show it to one reader. */
public record WaitingReversal(
        long approvalId,
        String proposedBy,
        Instant proposedAt,
        @Nullable String reason,
        boolean mayDecide,
        boolean mayWithdraw) {

    /** Null when nothing of that kind waits. */
    public static @Nullable WaitingReversal of(
            Approvals approvals, Access access, long communityId, String kind, long subjectId) {
        return approvals
                .pending(communityId, kind, subjectId)
                .map(approval -> seen(approval, access))
                .orElse(null);
    }

    private static WaitingReversal seen(Approval approval, Access access) {
        boolean own = approval.proposedBy() == access.actor();
        boolean checker = Permission.of(approval.permission())
                .map(permission -> access.may(permission, approval.communityId()))
                .orElse(false);
        return new WaitingReversal(
                approval.id(),
                access.nameOf(approval.proposedBy()),
                approval.proposedAt(),
                approval.proposalReason(),
                checker && !own,
                own);
    }
}
