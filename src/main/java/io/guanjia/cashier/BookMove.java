package io.guanjia.cashier;

import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of 票据领用情况表: which numbers went from whom to whom. */
public record BookMove(
        @OpaqueId long bookId,
        Kind move,
        String first,
        String last,
        long pieces,
        @Nullable String giver,
        @Nullable String taker,
        Instant movedAt) {

    /** Stored in lower case with hyphens. */
    public enum Kind {
        REGISTERED,
        ISSUED,
        USED_UP,
        RETURNED;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
