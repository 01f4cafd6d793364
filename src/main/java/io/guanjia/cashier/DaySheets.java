package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sheets (交款单) on which a collector's money of one day and community is counted and handed over. */
@Component
public class DaySheets {
    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final SheetFigures figures;

    DaySheets(DSLContext sql, Clock clock, Access access, SheetFigures figures) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.figures = figures;
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

    /**
     * @param on the business day, or null for every day
     * @param unfinished only those that are not locked yet
     */
    public record Filter(@Nullable LocalDate on, @Nullable Long collectorId, boolean unfinished) {}

    @Transactional(readOnly = true)
    public DaySheet get(long communityId, long sheetId) {
        access.require(Permission.CASHIER_READ, communityId);
        return sql.selectFrom(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.ID.eq(sheetId))
                .fetchOptional(figures::of)
                .orElseThrow(() -> new NotFound("day sheet", sheetId));
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public Page<DaySheet> page(long communityId, Filter filter, Paging paging) {
        access.require(Permission.CASHIER_READ, communityId);
        List<DaySheet> found = sql.selectFrom(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId))
                .and(filter.on() == null ? noCondition() : DAY_SHEET.BUSINESS_ON.eq(filter.on()))
                .and(filter.collectorId() == null ? noCondition() : DAY_SHEET.COLLECTOR_ID.eq(filter.collectorId()))
                .and(filter.unfinished() ? DAY_SHEET.STATE.ne(SheetState.LOCKED) : noCondition())
                .and(paging.after() == null ? noCondition() : after(paging.after()))
                .orderBy(DAY_SHEET.BUSINESS_ON.desc(), DAY_SHEET.ID.desc())
                .limit(paging.rows())
                .fetch(figures::of);
        return paging.page(found, sheet -> Cursor.of(sheet.on(), sheet.id()));
    }

    /** All that are not locked yet, the latest first. */
    @Transactional(readOnly = true)
    public List<DaySheet> unfinished(long communityId) {
        access.require(Permission.CASHIER_READ, communityId);
        return sql.selectFrom(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId))
                .and(DAY_SHEET.STATE.ne(SheetState.LOCKED))
                .orderBy(DAY_SHEET.BUSINESS_ON.desc(), DAY_SHEET.ID.desc())
                .fetch(figures::of);
    }

    private static Condition after(Cursor cursor) {
        return row(DAY_SHEET.BUSINESS_ON, DAY_SHEET.ID).lt(cursor.day(0), cursor.number(1));
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
