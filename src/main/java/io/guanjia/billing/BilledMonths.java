package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.kernel.Month;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Warns of changes that reach into months which are billed already. */
@Component
class BilledMonths {
    private final DSLContext sql;

    BilledMonths(DSLContext sql) {
        this.sql = sql;
    }

    /** The last month with live charges of the item. */
    Optional<Month> latest(long communityId, long itemId) {
        return sql.select(DSL.max(CHARGE.MONTH))
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(communityId), CHARGE.ITEM_ID.eq(itemId))
                .and(CHARGE.REVERSED_ON.isNull())
                .and(CHARGE.ONE_OFF_ID.isNull())
                .fetchOptional(DSL.max(CHARGE.MONTH))
                .map(Month::of);
    }

    void check(long communityId, long itemId, LocalDate from, IfBilled ifBilled) {
        latest(communityId, itemId)
                .filter(latest -> ifBilled == IfBilled.WARN && !latest.isBefore(Month.of(from)))
                .ifPresent(latest -> {
                    throw new MonthAlreadyBilled(latest);
                });
    }
}
