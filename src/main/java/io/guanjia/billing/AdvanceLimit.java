package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.settings.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * How far ahead money may be asked for or taken (rules.md §1.6, {@code max_prepay_months}): no bill for a month further away, and no
 * more paid in advance than so many months of what the household was billed at most.
 */
@Component
class AdvanceLimit {
    private final DSLContext sql;
    private final Settings settings;
    private final Clock clock;

    AdvanceLimit(DSLContext sql, Settings settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws InvalidInput when the fee month is further away than may be billed; {@code field} is where it was given */
    void requireNear(long communityId, Month month, String field) {
        LocalDate today = LocalDate.now(clock);
        BillingSettings.maxPrepayMonths(settings, communityId, today)
                .map(months -> Month.of(today).plus(months))
                .filter(month::isAfter)
                .ifPresent(latest -> {
                    throw new InvalidInput(field, "month-too-far-ahead", latest);
                });
    }

    /**
     * A household that was never billed by the month has no limit: there is nothing to measure it by.
     *
     * @param balance what would be held for such fees
     * @throws PrepaymentTooHigh when that is more than may be taken
     */
    void requireWithin(long communityId, long premisesId, long payerId, FeeClass kind, LocalDate on, Money balance) {
        Optional<Integer> months = BillingSettings.maxPrepayMonths(settings, communityId, on);
        Money monthly = months.isEmpty() ? Money.ZERO : monthly(communityId, premisesId, payerId, kind);
        if (monthly.isZero()) {
            return;
        }
        Money most = new Money(Math.multiplyExact(monthly.fen(), (long) months.orElseThrow()));
        if (balance.isMoreThan(most)) {
            throw new PrepaymentTooHigh(most, months.orElseThrow(), balance);
        }
    }

    /** The most that one month was billed at. */
    private Money monthly(long communityId, long premisesId, long payerId, FeeClass kind) {
        var months = sql.select(Sums.of(CHARGE.AMOUNT_FEN).as("fen"))
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(communityId), CHARGE.PREMISES_ID.eq(premisesId))
                .and(Payers.of(communityId, CHARGE.PAYER_ID).eq(payerId))
                .and(CHARGE.ONE_OFF_ID.isNull())
                .and(CHARGE.ADJUSTS_ID.isNull())
                .and(CHARGE.REVERSED_ON.isNull())
                .and(CHARGE.FUND_CLASS.ne(FundClass.DEPOSIT))
                .and(kind == FeeClass.GENERAL ? noCondition() : CHARGE.FEE_CLASS.eq(kind))
                .groupBy(CHARGE.MONTH)
                .asTable("months");
        BigDecimal most = sql.select(max(field(name("months", "fen"), BigDecimal.class)))
                .from(months)
                .fetchSingle()
                .value1();
        return most == null ? Money.ZERO : new Money(most.longValueExact());
    }
}
