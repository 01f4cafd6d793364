package io.guanjia.billing;

import io.guanjia.kernel.Money;
import io.guanjia.ledger.Comparison;
import io.guanjia.ledger.ControlCheck;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What households owe and have paid in advance against its accounts (trust.md I1), and running totals against their rows
 * (I4). Each check is one statement, so that both figures are of one moment.
 */
@Configuration(proxyBeanMethods = false)
class BillingControls {
    private static final String RECEIVABLE = """
            select 'RECEIVABLE',
                (select coalesce(sum(case when debit_account = 'RECEIVABLE' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer where community_id = :community and 'RECEIVABLE' in (debit_account, credit_account)),
                (select coalesce(sum(open_fen), 0) from billing.charge where community_id = :community)""";

    private static final String PREPAYMENT = """
            select 'PREPAYMENT',
                (select coalesce(sum(case when credit_account = 'PREPAYMENT' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer where community_id = :community and 'PREPAYMENT' in (debit_account, credit_account)),
                (select coalesce(sum(balance_fen), 0) from billing.prepayment where community_id = :community)""";

    private static final String BILLED_IN_ADVANCE = """
            select 'BILLED_IN_ADVANCE',
                (select coalesce(sum(case when credit_account = 'BILLED_IN_ADVANCE' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer
                    where community_id = :community and 'BILLED_IN_ADVANCE' in (debit_account, credit_account)),
                (select coalesce(sum(net_fen), 0) from billing.charge
                    where community_id = :community and deferred and released_on is null and reversed_on is null)""";

    /** The total, and each charge that differs. */
    private static final String ALLOCATIONS = """
            with settled as (
                select charge_id, sum(amount_fen) as fen from billing.allocation where community_id = :community group by charge_id
            ), owed as (
                select c.id, case when c.reversed_on is null then c.amount_fen else 0 end - coalesce(s.fen, 0) as fen, c.open_fen
                from billing.charge c left join settled s on s.charge_id = c.id
                where c.community_id = :community
            )
            select 'Σ', coalesce(sum(fen), 0), coalesce(sum(open_fen), 0) from owed
            union all
            select * from (select '#' || id, fen, open_fen from owed where fen <> open_fen order by id limit 20) wrong""";

    private static final String ENTRIES = """
            with moved as (
                select prepayment_id, sum(amount_fen) as fen
                from billing.prepayment_entry where community_id = :community group by prepayment_id
            ), held as (
                select p.id, coalesce(m.fen, 0) as fen, p.balance_fen
                from billing.prepayment p left join moved m on m.prepayment_id = p.id
                where p.community_id = :community
            )
            select 'Σ', coalesce(sum(fen), 0), coalesce(sum(balance_fen), 0) from held
            union all
            select * from (select '#' || id, fen, balance_fen from held where fen <> balance_fen order by id limit 20) wrong""";

    /** Prepayments that a correction moved have left and arrived. */
    private static final String MOVED = """
            select 'PREPAYMENT_MOVED',
                (select coalesce(sum(case when credit_account = 'PREPAYMENT_MOVED' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer
                    where community_id = :community and 'PREPAYMENT_MOVED' in (debit_account, credit_account)), 0""";

    private final DSLContext sql;

    BillingControls(DSLContext sql) {
        this.sql = sql;
    }

    @Bean
    ControlCheck receivable() {
        return new Check("receivable", RECEIVABLE, sql);
    }

    @Bean
    ControlCheck prepaymentsHeld() {
        return new Check("prepayment", PREPAYMENT, sql);
    }

    @Bean
    ControlCheck prepaymentsMoved() {
        return new Check("prepayment-moved", MOVED, sql);
    }

    @Bean
    ControlCheck billedInAdvance() {
        return new Check("billed-in-advance", BILLED_IN_ADVANCE, sql);
    }

    @Bean
    ControlCheck allocationsOfCharges() {
        return new Check("allocations", ALLOCATIONS, sql);
    }

    @Bean
    ControlCheck prepaymentEntries() {
        return new Check("prepayment-entries", ENTRIES, sql);
    }

    /** @param statement gives rows of subject, what the rows say, what the running total says */
    private record Check(String name, String statement, DSLContext sql) implements ControlCheck {
        @Override
        public List<Comparison> compare(long communityId) {
            return sql.fetch(Named.with("community", DSL.inline(communityId)).in(statement))
                    .map(Check::comparison);
        }

        private static Comparison comparison(Record row) {
            return new Comparison(
                    row.get(0, String.class), new Money(row.get(1, Long.class)), new Money(row.get(2, Long.class)));
        }
    }
}
