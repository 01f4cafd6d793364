package io.guanjia.cashier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of 票据领用情况表: which numbers went from whom to whom. */
public record BookMove(
        long bookId,
        Kind move,
        String first,
        String last,
        long pieces,
        @Nullable Long giverId,
        @Nullable Long takerId,
        Instant movedAt) {

    /** Stored in lower case with hyphens. */
    public enum Kind {
        REGISTERED,
        ISSUED,
        USED_UP,
        RETURNED;

        String stored() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }
}
