package io.guanjia.residents;

import io.guanjia.db.residents.enums.MergeState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two who became one, or wait to.
 *
 * @param duplicate as it was and stays for old links and receipts
 * @param survivor who stands for both
 * @param moved how many ownerships, tenancies, vehicles and so on were carried over
 */
public record Merge(
        long id,
        PersonLine duplicate,
        PersonLine survivor,
        List<Merging.Field> taken,
        String reason,
        MergeState state,
        @Nullable Long approvalId,
        long proposedBy,
        Instant proposedAt,
        @Nullable Instant mergedAt,
        @Nullable String undoReason,
        int moved) {}
