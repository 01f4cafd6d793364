package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.kernel.Month;
import io.guanjia.residents.BilledSince;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Warns of changes that reach into months which are billed already. */
@Component
class BilledMonths implements BilledSince {
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
                .and(CHARGE.ADJUSTS_ID.isNull())
                .fetchOptional(DSL.max(CHARGE.MONTH))
                .map(Month::of);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Billed> toOthers(long community, long premises, LocalDate from, Collection<Long> owners) {
        var until = DSL.max(CHARGE.TO_ON);
        return sql.select(DSL.count(), Sums.of(CHARGE.AMOUNT_FEN), until)
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(community), CHARGE.PREMISES_ID.eq(premises))
                .and(CHARGE.TO_ON.ge(from))
                .and(CHARGE.OWNER_ID.notIn(owners))
                .and(CHARGE.REVERSED_ON.isNull())
                .and(CHARGE.ONE_OFF_ID.isNull())
                .and(CHARGE.ADJUSTS_ID.isNull())
                .fetchOptional()
                .filter(row -> row.value1() > 0)
                .map(row -> new Billed(row.value1(), row.value2(), row.value3()));
    }

    void check(long communityId, long itemId, LocalDate from, IfBilled ifBilled) {
        latest(communityId, itemId)
                .filter(latest -> ifBilled == IfBilled.WARN && !latest.isBefore(Month.of(from)))
                .ifPresent(latest -> {
                    throw new MonthAlreadyBilled(latest);
                });
    }
}
