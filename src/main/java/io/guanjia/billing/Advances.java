package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Ledger;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was billed for months to come (合同负债): it becomes revenue when its month is closed. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Advances {
    private final DSLContext sql;
    private final Ledger ledger;
    private final PremisesAccounts accounts;

    Advances(DSLContext sql, Ledger ledger, PremisesAccounts accounts) {
        this.sql = sql;
        this.ledger = ledger;
        this.accounts = accounts;
    }

    /**
     * Releases the fee months up to and including that one; what was released before stays as it is.
     *
     * @param on the business day, usually the last of the month that is being closed
     * @return what became revenue
     */
    public Money release(long communityId, Month upTo, LocalDate on) {
        Condition due = CHARGE.COMMUNITY_ID
                .eq(communityId)
                .and(CHARGE.MONTH.le(upTo.firstDay()))
                .and(CHARGE.DEFERRED)
                .and(CHARGE.RELEASED_ON.isNull())
                .and(CHARGE.REVERSED_ON.isNull());
        accounts.sharePostings(communityId);
        accounts.lockCharges(due); // against a reversal at this moment
        Money released = sql.select(Sums.of(CHARGE.NET_FEN))
                .from(CHARGE)
                .where(due)
                .fetchSingle()
                .value1();
        Field<Account> advance = inline(Account.BILLED_IN_ADVANCE);
        Field<Account> revenue = inline(Account.REVENUE);
        Condition more = CHARGE.NET_FEN.gt(Money.ZERO); // a correction may have lowered a month to come
        ledger.postAll(
                communityId,
                on,
                select(
                                when(more, advance).otherwise(revenue),
                                when(more, revenue).otherwise(advance),
                                when(more, CHARGE.NET_FEN).otherwise(CHARGE.NET_FEN.neg()),
                                CHARGE.PREMISES_ID,
                                CHARGE.PAYER_ID,
                                CHARGE.ITEM_ID,
                                inline((Long) null).cast(Long.class),
                                inline((Long) null).cast(Long.class),
                                inline(SourceKind.RELEASE),
                                CHARGE.ID,
                                CHARGE.ID)
                        .from(CHARGE)
                        .where(due)
                        .and(CHARGE.NET_FEN.ne(Money.ZERO)));
        sql.update(CHARGE).set(CHARGE.RELEASED_ON, on).where(due).execute();
        return released;
    }
}
