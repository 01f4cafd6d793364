package io.guanjia.cashier;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Comparison;
import io.guanjia.ledger.ControlCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Result;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Cash, floats and receipts against their accounts (trust.md I1, I7); each check one statement, so that both figures are of one moment. */
@Configuration(proxyBeanMethods = false)
class CashControls {
    /** A locked sheet has left the drawer; what is on the others is still in it. {1} is the account, {2} the kind of tender. */
    private static final String DRAWER = """
            with book as (
                select holder_id, sum(case when debit_account = {1} then amount_fen else -amount_fen end) as fen
                from ledger.transfer where community_id = {0} and {1} in (debit_account, credit_account) group by holder_id),
            drawer as (
                select s.collector_id as holder_id, sum(t.amount_fen) as fen
                from cashier.day_sheet s
                join cashier.payment p on p.community_id = s.community_id and p.sheet_id = s.id and p.voided_at is null
                join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id and t.kind = {2}
                where s.community_id = {0} and s.state <> 'LOCKED' group by s.collector_id)
            select holder_id, coalesce(book.fen, 0) as ledger, coalesce(drawer.fen, 0) as details
            from book full join drawer using (holder_id) order by holder_id
            """;

    /** A sheet that was locked and not sealed, or sealed and then added to, shows as a difference. */
    private static final String SEALED = """
            select (select coalesce(sum(t.amount_fen), 0) from cashier.day_sheet s
                    join ledger.transfer t on t.community_id = s.community_id and t.sheet_id = s.id
                    where s.community_id = {0} and s.state = 'LOCKED') as ledger,
                   (select coalesce(sum(amount_fen), 0) from ledger.seal
                    where community_id = {0} and kind = 'DAY_SHEET') as details
            """;

    private static final String FLOAT = """
            with book as (
                select holder_id, sum(case when debit_account = 'FLOAT' then amount_fen else -amount_fen end) as fen
                from ledger.transfer where community_id = {0} and 'FLOAT' in (debit_account, credit_account) group by holder_id),
            moved as (
                select holder_id, sum(amount_fen) as fen from cashier.float_movement where community_id = {0} group by holder_id)
            select holder_id, coalesce(book.fen, 0) as ledger, coalesce(moved.fen, 0) as details
            from book full join moved using (holder_id) order by holder_id
            """;

    /** Σ money in = Σ receipts that are not void = Σ tenders of payments that are not void. */
    private static final String RECEIPTS = """
            with money as (
                select coalesce(sum(case when reverses_id is null then amount_fen else -amount_fen end), 0) as fen
                from ledger.transfer where community_id = {0} and source_kind = 'PAYMENT')
            select 'RECEIPT' as subject, money.fen as ledger,
                (select coalesce(sum(p.amount_fen), 0) from cashier.receipt r
                 join cashier.payment p on p.community_id = r.community_id and p.id = r.payment_id
                 where r.community_id = {0} and r.state <> 'VOID') as details
            from money
            union all
            select 'TENDER', money.fen,
                (select coalesce(sum(t.amount_fen), 0) from cashier.payment p
                 join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
                 where p.community_id = {0} and p.voided_at is null)
            from money
            """;

    private final DSLContext sql;
    private final Access access;

    CashControls(DSLContext sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    @Bean
    ControlCheck cashInHand() {
        return new Check(
                "cash-in-hand",
                communityId -> byHolder(DRAWER, communityId, inline(Account.CASH_IN_HAND), inline(TenderKind.CASH)));
    }

    @Bean
    ControlCheck chequesInHand() {
        return new Check(
                "cheques-in-hand",
                communityId ->
                        byHolder(DRAWER, communityId, inline(Account.CHEQUES_IN_HAND), inline(TenderKind.CHEQUE)));
    }

    @Bean
    ControlCheck sealedSheets() {
        return new Check(
                "sealed-sheets",
                communityId -> List.of(comparison("", rows(SEALED, communityId).get(0))));
    }

    @Bean
    ControlCheck floatsHeld() {
        return new Check("floats", communityId -> byHolder(FLOAT, communityId));
    }

    @Bean
    ControlCheck receiptsAndMoney() {
        return new Check(
                "receipts",
                communityId ->
                        rows(RECEIPTS, communityId).map(row -> comparison(row.get("subject", String.class), row)));
    }

    private List<Comparison> byHolder(String query, long communityId, QueryPart... more) {
        Result<Record> rows = rows(query, communityId, more);
        Map<Long, String> names = access.namesOf(rows.stream()
                .map(row -> row.get("holder_id", Long.class))
                .filter(Objects::nonNull)
                .toList());
        return rows.map(row -> comparison(
                names.getOrDefault(Objects.requireNonNullElse(row.get("holder_id", Long.class), 0L), "?"), row));
    }

    private Result<Record> rows(String query, long communityId, QueryPart... more) {
        QueryPart[] bindings =
                Stream.concat(Stream.of(val(communityId)), Stream.of(more)).toArray(QueryPart[]::new);
        return sql.fetch(query, bindings);
    }

    private static Comparison comparison(String subject, Record row) {
        return new Comparison(
                subject,
                new Money(Objects.requireNonNull(row.get("ledger", Long.class))),
                new Money(Objects.requireNonNull(row.get("details", Long.class))));
    }

    private record Check(String name, LongFunction<List<Comparison>> comparisons) implements ControlCheck {
        @Override
        public List<Comparison> compare(long communityId) {
            return comparisons.apply(communityId);
        }
    }
}
