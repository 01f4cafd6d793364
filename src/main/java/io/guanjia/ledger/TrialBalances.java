package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Debit, credit and balance of every account of a community on a day. */
@Service
@Transactional(readOnly = true)
public class TrialBalances {

    /**
     * Begins with what the last closed month left and reads the transfers after it, once, grouped by their pair of accounts. No
     * transfer can have joined a closed month since; control {@code closed-balances} proves it.
     */
    private static final String ON = """
            with closed as (
                select month, (month + interval '1 month')::date as next from ledger.period
                where community_id = {0} and closed_at is not null and (month + interval '1 month')::date - 1 <= {1}
                order by month desc limit 1),
            pairs as (
                select debit_account, credit_account, sum(amount_fen) as fen from ledger.transfer
                where community_id = {0} and business_on <= {1}
                  and business_on >= coalesce((select next from closed), '-infinity'::date)
                group by debit_account, credit_account),
            sides as (
                select debit_account as account, fen as debit_fen, 0 as credit_fen from pairs
                union all select credit_account, 0, fen from pairs
                union all select account, debit_fen, credit_fen from ledger.closed_balance
                where community_id = {0} and month = (select month from closed))
            select account, sum(debit_fen)::bigint as debit_fen, sum(credit_fen)::bigint as credit_fen
            from sides group by account order by account
            """;

    private final DSLContext dsl;
    private final Access access;

    TrialBalances(DSLContext dsl, Access access) {
        this.dsl = dsl;
        this.access = access;
    }

    public TrialBalance on(long communityId, LocalDate on) {
        access.require(Permission.LEDGER_READ, communityId);
        return sums(communityId, on);
    }

    /** From the account's normal side; for the rooms, which have asked for a permission of their own. */
    Money total(long communityId, Account account, LocalDate on) {
        return sums(communityId, on).of(account).normalBalance();
    }

    private TrialBalance sums(long communityId, LocalDate on) {
        return new TrialBalance(
                on,
                query(communityId, on)
                        .fetch(row ->
                                new TrialBalance.Line(row.value1(), new Money(row.value2()), new Money(row.value3()))));
    }

    /** account, debit_fen, credit_fen */
    ResultQuery<Record3<Account, Long, Long>> query(long communityId, LocalDate on) {
        return dsl.resultQuery(ON, DSL.val(communityId), DSL.val(on))
                .coerce(
                        DSL.field("account", SQLDataType.VARCHAR.asEnumDataType(Account.class)),
                        DSL.field("debit_fen", SQLDataType.BIGINT),
                        DSL.field("credit_fen", SQLDataType.BIGINT));
    }
}
