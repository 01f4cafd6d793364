package io.guanjia.openings;

import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A payment of the time before Guanjia, as the old books say.
 *
 * @param payer as they call whoever paid, empty where they do not say
 * @param period as they call it: {@code 2025-03}, {@code 年}
 * @param source workbook, sheet and row
 */
public record PastPayment(
        long premisesId,
        long itemId,
        String itemName,
        String payer,
        String period,
        DateSpan span,
        @Nullable LocalDate paidOn,
        Money due,
        Money paid,
        @Nullable String receipt,
        String source) {}
