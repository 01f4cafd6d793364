package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.jooq.impl.DSL.min;

import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.settings.Settings;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a collector has handed over what was taken on earlier days: a day's delay warns, from the day of the setting
 * {@value #BLOCK_AFTER_DAYS} on the collector takes no more money (rules.md §6.1). Handed over is what a clerk has signed for.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class HandIns {
    static final String BLOCK_AFTER_DAYS = "handin.block_after_days";

    private final DSLContext sql;
    private final Settings settings;

    HandIns(DSLContext sql, Settings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /** @param since the day of the oldest sheet that is not signed for, null when there is none */
    record HandIn(@Nullable LocalDate since, boolean blocked) {
        public boolean isLate() {
            return since != null;
        }
    }

    HandIn of(long communityId, long collectorId, LocalDate today) {
        LocalDate since = sql.select(min(DAY_SHEET.BUSINESS_ON))
                .from(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId))
                .and(DAY_SHEET.COLLECTOR_ID.eq(collectorId))
                .and(DAY_SHEET.STATE.ne(SheetState.LOCKED))
                .and(DAY_SHEET.BUSINESS_ON.lt(today))
                .fetchSingle()
                .value1();
        boolean blocked = since != null && DAYS.between(since, today) >= blockAfterDays(communityId, today);
        return new HandIn(since, blocked);
    }

    void require(long communityId, long collectorId, LocalDate today) {
        HandIn handIn = of(communityId, collectorId, today);
        if (handIn.blocked() && handIn.since() != null) {
            throw new HandInOverdue(handIn.since());
        }
    }

    /** Not set means that lateness is only warned about. */
    private long blockAfterDays(long communityId, LocalDate today) {
        return settings.text(BLOCK_AFTER_DAYS, communityId, today)
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }
}
