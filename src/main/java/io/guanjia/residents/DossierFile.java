package io.guanjia.residents;

import io.guanjia.db.residents.enums.DossierKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a household.
 *
 * @param superseded a later file took its place
 * @param withdrawnBy who took it back, with {@code withdrawReason}; it stays on file
 */
public record DossierFile(
        long id,
        long fileId,
        DossierKind kind,
        String name,
        String mediaType,
        long sizeBytes,
        @Nullable String note,
        String addedBy,
        Instant addedAt,
        @Nullable Long supersedesId,
        boolean superseded,
        @Nullable String withdrawnBy,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawReason) {

    public boolean isCurrent() {
        return !superseded && withdrawnAt == null;
    }

    public String size() {
        return sizeBytes < 1024 * 1024 ? Math.max(1, sizeBytes / 1024) + " kB" : sizeBytes / (1024 * 1024) + " MB";
    }
}
