package io.guanjia.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account of one named person; there are no shared ones (rules.md §13).
 *
 * @param lockedUntil after too many wrong passwords; past or null when not locked
 * @param endedAt when the person left; an ended account never signs in again and keeps its name on what it did
 */
public record Account(
        long id,
        String username,
        String name,
        @Nullable String phone,
        String locale,
        String theme,
        boolean mustChangePassword,
        @Nullable Instant lockedUntil,
        Instant createdAt,
        @Nullable Instant endedAt,
        int version) {

    public boolean ended() {
        return endedAt != null;
    }

    public boolean lockedAt(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }
}
