package io.guanjia.identity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a program acts for a person; the key itself is known to its holder alone.
 *
 * @param expiresOn its last day
 */
public record Token(
        long id,
        String name,
        Instant createdAt,
        @Nullable LocalDate expiresOn,
        @Nullable Instant lastUsedAt,
        boolean revoked) {

    public boolean usableOn(LocalDate day) {
        return !revoked && (expiresOn == null || !expiresOn.isBefore(day));
    }
}
