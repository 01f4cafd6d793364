package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.cashier.enums.SheetState;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sheets (交款单) on which a collector's money of one day and community is counted and handed over. */
@Component
public class DaySheets {
    private final DSLContext sql;
    private final Clock clock;

    DaySheets(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The collector's open sheet of that day, held against being submitted until the caller's transaction ends. It is made with
     * the first money, and again after a submitted one: what comes later goes on a second sheet (rules.md §6.1).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long open(long communityId, long collectorId, LocalDate on) {
        while (true) {
            Optional<Long> held = holdOpen(communityId, collectorId, on);
            if (held.isPresent()) {
                return held.get();
            }
            begin(communityId, collectorId, on);
        }
    }

    private Optional<Long> holdOpen(long communityId, long collectorId, LocalDate on) {
        return sql.select(DAY_SHEET.ID)
                .from(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId))
                .and(DAY_SHEET.COLLECTOR_ID.eq(collectorId))
                .and(DAY_SHEET.BUSINESS_ON.eq(on))
                .and(DAY_SHEET.STATE.eq(SheetState.OPEN))
                .forShare()
                .fetchOptional(DAY_SHEET.ID);
    }

    /** Of two tills of one collector that begin at once, the second waits here and then finds the sheet of the first. */
    private void begin(long communityId, long collectorId, LocalDate on) {
        sql.insertInto(
                        DAY_SHEET,
                        DAY_SHEET.COMMUNITY_ID,
                        DAY_SHEET.COLLECTOR_ID,
                        DAY_SHEET.BUSINESS_ON,
                        DAY_SHEET.ORDINAL,
                        DAY_SHEET.OPENED_AT)
                .select(select(
                                val(communityId),
                                val(collectorId),
                                val(on),
                                coalesce(max(DAY_SHEET.ORDINAL), inline(0)).plus(1),
                                val(clock.instant()))
                        .from(DAY_SHEET)
                        .where(DAY_SHEET.COMMUNITY_ID.eq(communityId))
                        .and(DAY_SHEET.COLLECTOR_ID.eq(collectorId))
                        .and(DAY_SHEET.BUSINESS_ON.eq(on)))
                .onConflictDoNothing()
                .execute();
    }
}
