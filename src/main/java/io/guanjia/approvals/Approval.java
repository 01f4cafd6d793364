package io.guanjia.approvals;

import io.guanjia.db.approvals.enums.ApprovalState;
import io.guanjia.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A proposal and what became of it; the fields of the proposal are {@link Proposal}'s. */
public record Approval(
        long communityId,
        long id,
        String kind,
        long subjectId,
        String summary,
        @Nullable Money amount,
        String permission,
        String rule,
        State state,
        long proposedBy,
        Instant proposedAt,
        @Nullable String proposalReason,
        @Nullable Long decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    public enum State {
        PENDING,
        APPROVED,
        REJECTED,
        WITHDRAWN;

        static State of(ApprovalState state) {
            return valueOf(state.getLiteral());
        }

        ApprovalState column() {
            return ApprovalState.valueOf(name());
        }
    }

    public boolean pending() {
        return state == State.PENDING;
    }
}
