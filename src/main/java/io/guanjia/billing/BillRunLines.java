package io.guanjia.billing;

import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.kernel.Month;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * The lines of a bill run, as one chain of queries with which preview and posting both begin, so that they cannot differ.
 *
 * <p>Days on which area, price and payer stay the same are a piece. Pieces of one item and premises in one month make up the whole,
 * which is rounded once (rules.md §1.3); each payer gets, in order of time, the rounded running share less what those before got,
 * so the last gets the remainder. What is borne on some days of the month only is divided as the day basis says. A piece as long as
 * the month, which nearly all of them are, is its own whole: the others take three times as long.
 */
final class BillRunLines {
    /**
     * Ends in {@code judged}: every line with its state. NEW is to be posted; BILLED is covered by a live charge of the same days, or
     * by one that a correction has adjusted; CLASH overlaps one of other days, or takes its segment; ZERO is nothing to bill.
     */
    private static final String JUDGED = """
            with item as materialized (
                select id, method, fee_class, :first::date + least(due_day, :days) - 1 as due_on
                from billing.charge_item
                where community_id = :community and id = any (:items) and method <> 'ONE_OFF'
            ), borne as materialized (
                select p.premises_id, p.item_id, i.method,
                    greatest(p.from_on, :first) as from_on, least(p.to_on, :last) as to_on
                from billing.premises_item p join item i on i.id = p.item_id
                where p.community_id = :community and p.from_on <= :last and (p.to_on is null or p.to_on >= :first) and (:scope)
            ), piece as materialized (
                select b.premises_id, b.item_id, b.from_on as borne_from, h.from_on as household_from, h.payer_id, h.owner_id,
                    greatest(b.from_on, t.from_on, a.from_on, h.from_on) as from_on,
                    least(b.to_on, t.to_on, a.to_on, h.to_on) as to_on,
                    coalesce(a.square_metres, 1) as quantity, t.unit_price, t.id as tariff_id
                from borne b
                join billing.tariff t on t.community_id = :community and t.item_id = b.item_id
                    and t.from_on <= b.to_on and (t.to_on is null or t.to_on >= b.from_on)
                left join estate.premises_area a on b.method = 'AREA' and a.community_id = :community
                    and a.premises_id = b.premises_id and a.from_on <= b.to_on and (a.to_on is null or a.to_on >= b.from_on)
                join residents.household h on h.community_id = :community and h.premises_id = b.premises_id
                    and h.from_on <= b.to_on and (h.to_on is null or h.to_on >= b.from_on)
                where (b.method <> 'AREA' or a.from_on is not null)
                    and greatest(b.from_on, t.from_on, a.from_on, h.from_on) <= least(b.to_on, t.to_on, a.to_on, h.to_on)
            ), whole as (
                select premises_id, item_id, sum(to_on - from_on + 1)::int as days_borne,
                    sum(quantity * unit_price * (to_on - from_on + 1)) as exact,
                    array_agg((from_on, to_on, quantity, unit_price, tariff_id)::billing.piece) as pieces
                from piece where not (from_on = :first and to_on = :last) group by premises_id, item_id
            ), segment as (
                select premises_id, item_id, payer_id, owner_id, min(from_on) as from_on, max(to_on) as to_on
                from piece where not (from_on = :first and to_on = :last)
                group by premises_id, item_id, borne_from, household_from, payer_id, owner_id
            ), counted as (
                select *, (row_number() over earlier)::smallint as number,
                    (sum(to_on - from_on + 1) over earlier)::int as days_so_far
                from segment
                window earlier as (partition by premises_id, item_id order by from_on)
            ), shared as materialized (
                select premises_id, item_id, payer_id, owner_id, from_on, to_on, 1::smallint as number,
                    :days as days_so_far, :days as days_borne,
                    array[(from_on, to_on, quantity, unit_price, tariff_id)::billing.piece] as pieces,
                    billing.half_up(quantity * unit_price * 100, 1) as whole_fen
                from piece where from_on = :first and to_on = :last
                union all
                select c.*, w.days_borne, w.pieces,
                    case when w.days_borne = :days then billing.half_up(w.exact * 100, :days)
                        else billing.half_up(w.exact * 100 * :multiplier, :divisor) end as whole_fen
                from counted c join whole w using (premises_id, item_id)
            ), line as materialized (
                select s.*, i.fee_class, i.due_on, v.fund_class, v.tax_rate,
                    billing.half_up(s.whole_fen * s.days_so_far, s.days_borne)
                        - billing.half_up(s.whole_fen * (s.days_so_far - (s.to_on - s.from_on + 1)), s.days_borne) as amount_fen
                from shared s join item i on i.id = s.item_id
                left join billing.charge_item_version v on v.community_id = :community and v.item_id = s.item_id
                    and v.from_on <= s.from_on and (v.to_on is null or v.to_on >= s.from_on)
            ), live as materialized (
                select premises_id, item_id, segment, from_on, to_on, amount_fen,
                    id in (select a.adjusts_id from billing.charge a
                        where a.community_id = :community and a.adjusts_id is not null and a.reversed_on is null) as adjusted
                from billing.charge
                where community_id = :community and month = :first and item_id = any (:items)
                    and reversed_on is null and one_off_id is null and adjusts_id is null
            ), met as (
                select l.premises_id, l.item_id, l.number, bool_or(x.adjusted or x.from_on = l.from_on and x.to_on = l.to_on) as same
                from line l join live x using (premises_id, item_id)
                where x.segment = l.number or (x.from_on <= l.to_on and x.to_on >= l.from_on)
                group by l.premises_id, l.item_id, l.number
            ), judged as materialized (
                select l.*,
                    billing.half_up(l.amount_fen * 10000, (10000 * (1 + l.tax_rate))::bigint) as net_fen,
                    case when m.same then 'BILLED' when m.same is not null then 'CLASH'
                        when l.amount_fen = 0 then 'ZERO' else 'NEW' end as state
                from line l left join met m using (premises_id, item_id, number)
            )""";

    private BillRunLines() {}

    /**
     * Runs the lines with what follows them. The planner cannot know how many lines a community has, since policies hide it, and
     * would look up each line's household one by one; hashing all of them takes a third of the time.
     *
     * @param rest a comma and more queries, if any, and the select
     */
    static Result<Record> fetch(DSLContext sql, String rest, Named values) {
        sql.execute("set local enable_nestloop = off");
        sql.execute("set local work_mem = '64MB'");
        Result<Record> result = sql.fetch(values.in(JUDGED + rest));
        sql.execute("set local enable_nestloop to default");
        sql.execute("set local work_mem to default");
        return result;
    }

    /** Values for the names in the statement. */
    static Named of(long communityId, Month month, Collection<Long> itemIds, DayBasis basis) {
        int yearDays = month.value().lengthOfYear();
        return Named.with("community", communityId)
                .and("first", month.firstDay())
                .and("last", month.lastDay())
                .and("days", DSL.inline(month.days()))
                .and("items", itemIds.toArray(Long[]::new))
                .and("scope", DSL.sql("true"))
                .and("multiplier", DSL.inline(basis == DayBasis.ANNUAL ? 12 : 1))
                .and(
                        "divisor",
                        DSL.inline(
                                switch (basis) {
                                    case ACTUAL -> month.days();
                                    case D30 -> 30;
                                    case ANNUAL -> yearDays;
                                }));
    }
}
