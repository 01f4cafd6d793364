package io.guanjia.approvals;

import org.jspecify.annotations.Nullable;

/** An approval with the names that people read. */
record ApprovalRow(
        Approval approval,
        String community,
        String proposedBy,
        @Nullable String decidedBy,
        @Nullable String page) {}
