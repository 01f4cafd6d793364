package io.guanjia.cashier;

import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** The roll-forwards of one month (rules.md §6.2 #1, #3, #5, #6), read from charges, allocations, prepayments and receipts. */
@Component
class MonthFigures {
    private static final String ARREARS = """
            select coalesce(sum(c.amount_fen) filter (where c.posted_on < {1}), 0)
                 - coalesce(sum(c.amount_fen) filter (where c.reversed_on < {1}), 0)
                 - (select coalesce(sum(a.amount_fen), 0) from billing.allocation a
                    where a.community_id = {0} and a.business_on < {1}) as opening,
                   coalesce(sum(c.amount_fen) filter (where c.posted_on between {1} and {2}), 0) as billed,
                   coalesce(sum(c.amount_fen) filter (where c.reversed_on between {1} and {2}), 0) as reversed,
                   (select coalesce(sum(a.amount_fen), 0) from billing.allocation a
                    where a.community_id = {0} and a.business_on between {1} and {2}) as applied
            from billing.charge c where c.community_id = {0} and c.posted_on <= {2}
            """;

    private static final String PREPAYMENTS = """
            select coalesce(sum(amount_fen) filter (where business_on < {1}), 0) as opening,
                   coalesce(sum(amount_fen) filter (where business_on between {1} and {2} and payment_id is not null), 0) as taken,
                   coalesce(-sum(amount_fen) filter (where business_on between {1} and {2} and allocation_id is not null), 0) as offsets
            from billing.prepayment_entry where community_id = {0} and business_on <= {2}
            """;

    private static final String MONEY = """
            select coalesce(sum(p.amount_fen) filter (where p.voided_at is null), 0) as taken,
                   count(p.id) filter (where p.voided_at is null) as payments,
                   (select count(*) from cashier.receipt r join cashier.day_sheet s on s.community_id = r.community_id and s.id = r.sheet_id
                    where r.community_id = {0} and s.business_on between {1} and {2}) as used,
                   (select count(*) from cashier.receipt r join cashier.day_sheet s on s.community_id = r.community_id and s.id = r.sheet_id
                    where r.community_id = {0} and s.business_on between {1} and {2} and r.state = 'VOID') as voided
            from cashier.payment p where p.community_id = {0} and p.paid_on between {1} and {2}
            """;

    private final DSLContext sql;

    MonthFigures(DSLContext sql) {
        this.sql = sql;
    }

    /** Opening + billed − reversed − applied = closing. */
    public record Arrears(
            @JsonProperty("openingFen") Money opening,
            @JsonProperty("billedFen") Money billed,
            @JsonProperty("reversedFen") Money reversed,
            @JsonProperty("appliedFen") Money applied,
            @JsonProperty("closingFen") Money closing) {}

    /** Opening + taken − offsets = closing. */
    public record Prepayments(
            @JsonProperty("openingFen") Money opening,
            @JsonProperty("takenFen") Money taken,
            @JsonProperty("offsetFen") Money offset,
            @JsonProperty("closingFen") Money closing) {}

    /** Money taken, voids left out, and the receipt numbers used for it. */
    public record MoneyIn(@JsonProperty("takenFen") Money taken, long payments, long receiptsUsed, long receiptsVoid) {}

    /** As they stood when the month was closed; published figures are never computed again. */
    public record Figures(Arrears arrears, Prepayments prepayments, MoneyIn money) {}

    Figures of(long communityId, Month month) {
        return new Figures(arrears(communityId, month), prepayments(communityId, month), money(communityId, month));
    }

    private Arrears arrears(long communityId, Month month) {
        Record row = row(ARREARS, communityId, month);
        Money opening = money(row, "opening");
        Money billed = money(row, "billed");
        Money reversed = money(row, "reversed");
        Money applied = money(row, "applied");
        return new Arrears(
                opening,
                billed,
                reversed,
                applied,
                opening.plus(billed).minus(reversed).minus(applied));
    }

    private Prepayments prepayments(long communityId, Month month) {
        Record row = row(PREPAYMENTS, communityId, month);
        Money opening = money(row, "opening");
        Money taken = money(row, "taken");
        Money offset = money(row, "offsets");
        return new Prepayments(opening, taken, offset, opening.plus(taken).minus(offset));
    }

    private MoneyIn money(long communityId, Month month) {
        Record row = row(MONEY, communityId, month);
        return new MoneyIn(
                money(row, "taken"),
                row.get("payments", Long.class),
                row.get("used", Long.class),
                row.get("voided", Long.class));
    }

    private Record row(String query, long communityId, Month month) {
        return Objects.requireNonNull(
                sql.fetchOne(query, val(communityId), val(month.firstDay()), val(month.lastDay())));
    }

    private static Money money(Record row, String name) {
        return new Money(Objects.requireNonNull(row.get(name, Long.class)));
    }
}
