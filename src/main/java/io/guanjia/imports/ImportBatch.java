package io.guanjia.imports;

import io.guanjia.db.imports.enums.BatchState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One workbook brought by somebody, and what became of it. */
record ImportBatch(
        long communityId,
        long id,
        String layout,
        long fileId,
        String fileName,
        ImportOptions options,
        Mapping mapping,
        BatchState state,
        boolean goodOnly,
        @Nullable Long jobId,
        @Nullable ImportSummary summary,
        long createdBy,
        @Nullable String createdByName,
        Instant createdAt,
        @Nullable Instant appliedAt,
        @Nullable String undoneByName,
        @Nullable Instant undoneAt,
        @Nullable String undoReason) {

    public boolean isApplied() {
        return state == BatchState.APPLIED;
    }

    public boolean isOpen() {
        return state != BatchState.APPLIED && state != BatchState.UNDONE;
    }
}
