package io.guanjia.approvals;

import org.jspecify.annotations.Nullable;

/**
 * What happens when a proposal of one kind is decided: a bean of the room that proposes it. It runs in the deciding transaction:
 * when it throws, nothing was decided.
 */
public interface Decision {

    String kind();

    void approved(Approval approval);

    void rejected(Approval approval);

    /** The proposer took it back. */
    default void withdrawn(Approval approval) {
        rejected(approval);
    }

    /** Address of the page that shows the subject, null when there is none. */
    default @Nullable String page(Approval approval) {
        return null;
    }
}
