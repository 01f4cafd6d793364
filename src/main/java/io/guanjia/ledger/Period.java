package io.guanjia.ledger;

import io.guanjia.kernel.Month;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A month that has had a posting, or was closed. */
public record Period(
        Month month, @Nullable Instant closedAt, @Nullable Long closedBy) {

    public boolean isClosed() {
        return closedAt != null;
    }
}
