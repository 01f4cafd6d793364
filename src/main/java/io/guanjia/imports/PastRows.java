package io.guanjia.imports;

import static io.guanjia.db.imports.Tables.STAGED;

import io.guanjia.openings.PastPayment;
import io.guanjia.openings.PaymentHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record3;

/** Carries staged payments of the time before into the history, some thousands at a time. */
final class PastRows {
    private static final int AT_ONCE = 5_000;

    private final DSLContext sql;
    private final PaymentHistory history;
    private final Work work;
    private int kept;
    private int rows;

    PastRows(DSLContext sql, PaymentHistory history, Work work) {
        this.sql = sql;
        this.history = history;
        this.work = work;
    }

    Layout.Effect keep() {
        List<PastPayment> some = new ArrayList<>(AT_ONCE);
        try (Cursor<Record3<Integer, String, String[]>> staged = sql.select(STAGED.ROW_NO, STAGED.SHEET, STAGED.CELLS)
                .from(STAGED)
                .where(STAGED.BATCH_ID.eq(work.batchId))
                .orderBy(STAGED.ROW_NO)
                .fetchSize(AT_ONCE)
                .fetchLazy()) {
            for (var row : staged) {
                some.add(payment(row.value1(), row.value2(), PastRow.of(row.value3())));
                if (some.size() == AT_ONCE) flush(some);
            }
        }
        flush(some);
        return new Layout.Effect(kept, 0, rows - kept);
    }

    private void flush(List<PastPayment> some) {
        kept += history.keep(work.communityId, some);
        rows += some.size();
        some.clear();
    }

    private PastPayment payment(int row, String sheet, PastRow past) {
        return new PastPayment(
                past.premisesId(),
                past.itemId(),
                "",
                Objects.requireNonNullElse(past.payer(), ""),
                past.period(),
                past.span(),
                past.paidOn(),
                past.due(),
                past.paid(),
                past.receipt(),
                work.fileName + " · " + sheet + " · " + row);
    }
}
