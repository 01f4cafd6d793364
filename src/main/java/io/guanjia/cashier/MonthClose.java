package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.CloseState;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A month on its way to being closed, or closed.
 *
 * @param figures as published at closing; before that as they stand now
 */
public record MonthClose(
        @OpaqueId long id,
        Month month,
        CloseState state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        MonthFigures.Figures figures) {}
