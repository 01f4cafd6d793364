package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Texts;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was kept when months closed equals the transfers up to them: shown for the last closed month and wherever it does not. */
@Component
@Transactional(readOnly = true)
class ClosedBalances implements ControlCheck {

    private static final String COMPARE = """
            with pairs as (
                select date_trunc('month', business_on)::date as month, debit_account, credit_account, sum(amount_fen) as fen
                from ledger.transfer where community_id = {0} group by 1, 2, 3),
            sides as (
                select month, debit_account as account, fen from pairs
                union all select month, credit_account, -fen from pairs),
            closed as (
                select month, month = max(month) over () as last from ledger.period
                where community_id = {0} and closed_at is not null),
            compared as (
                select c.month, c.last, a.account,
                    coalesce((select k.debit_fen - k.credit_fen from ledger.closed_balance k
                        where k.community_id = {0} and k.month = c.month and k.account = a.account), 0)::bigint as kept,
                    coalesce((select sum(s.fen) from sides s where s.account = a.account and s.month <= c.month), 0)::bigint as now
                from closed c cross join (select unnest(enum_range(null::ledger.account)) as account) a)
            select * from compared where kept <> now or last and kept <> 0 order by month, account
            """;

    private final DSLContext dsl;
    private final Texts texts;

    ClosedBalances(DSLContext dsl, Texts texts) {
        this.dsl = dsl;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "closed-balances";
    }

    @Override
    public List<Comparison> compare(long communityId) {
        return dsl.resultQuery(COMPARE, DSL.val(communityId)).fetch(this::comparison);
    }

    private Comparison comparison(Record row) {
        Month month = Month.of(row.get("month", LocalDate.class));
        Account account = Account.valueOf(row.get("account", String.class));
        return new Comparison(
                month + " " + texts.of("account." + account),
                ChartOfAccounts.normal(account, new Money(row.get("now", Long.class))),
                ChartOfAccounts.normal(account, new Money(row.get("kept", Long.class))));
    }
}
