package io.guanjia.imports;

import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of a payment history, as it lies among the staged rows. */
record PastRow(
        long premisesId,
        long itemId,
        @Nullable String payer,
        String period,
        DateSpan span,
        @Nullable LocalDate paidOn,
        Money due,
        Money paid,
        @Nullable String receipt) {

    @Nullable
    String[] cells() {
        @Nullable
        String[] cells = {
            String.valueOf(premisesId),
            String.valueOf(itemId),
            payer,
            period,
            String.valueOf(span.from()),
            String.valueOf(span.to()),
            paidOn == null ? null : paidOn.toString(),
            String.valueOf(due.fen()),
            String.valueOf(paid.fen()),
            receipt
        };
        return cells;
    }

    static PastRow of(@Nullable String[] cells) {
        return new PastRow(
                Long.parseLong(cells[0]),
                Long.parseLong(cells[1]),
                cells[2],
                java.util.Objects.requireNonNull(cells[3]),
                new DateSpan(LocalDate.parse(cells[4]), LocalDate.parse(cells[5])),
                cells[6] == null ? null : LocalDate.parse(cells[6]),
                new Money(Long.parseLong(cells[7])),
                new Money(Long.parseLong(cells[8])),
                cells[9]);
    }
}
