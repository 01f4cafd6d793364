package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 当期收缴率 and 当年收缴率 (rules.md §7.1): what was collected up to a day on the property-fee lines of a month, or of its year up
 * to that month, over the lines themselves. Principal of the fee class PROPERTY only. A payment counts on its business date, a
 * prepayment when it is offset, an undoing on its own date; the developer's lines are in. A line belongs to the collector who
 * answered for its premises on its due date.
 */
@Service
@Transactional(readOnly = true)
public class CollectionRates {

    /** {0} community, {1} first and {2} last fee month, {3} cut-off. Approved reductions will lower amount_fen of a line here. */
    private static final String LINES = """
            with lines as (
                select c.id, c.premises_id, p.code, p.sort_key, c.item_id, c.month, c.from_on, c.to_on, c.due_on, c.amount_fen,
                    coalesce(p.building_id, 0) as building_id, coalesce(ac.collector_id, 0) as collector_id,
                    exists (select from residents.developer d
                        where d.community_id = c.community_id and d.person_id = residents.whoever(c.community_id, c.payer_id)
                          and d.from_on <= c.to_on and (d.to_on is null or d.to_on >= c.from_on)) as developer,
                    coalesce((select sum(a.amount_fen) from billing.allocation a
                        where a.community_id = c.community_id and a.charge_id = c.id and a.business_on <= {3}), 0)::bigint as paid_fen
                from billing.charge c
                join estate.premises p on p.community_id = c.community_id and p.id = c.premises_id
                left join estate.area_premises ap on ap.community_id = c.community_id and ap.premises_id = c.premises_id
                    and ap.from_on <= c.due_on and (ap.to_on is null or ap.to_on >= c.due_on)
                left join estate.area_collector ac on ac.community_id = ap.community_id and ac.area_id = ap.area_id
                    and ac.from_on <= c.due_on and (ac.to_on is null or ac.to_on >= c.due_on)
                where c.community_id = {0} and c.fee_class = 'PROPERTY' and c.fund_class <> 'DEPOSIT' and c.month between {1} and {2}
                  and c.posted_on <= {3} and (c.reversed_on is null or c.reversed_on > {3}))
            """;

    private static final String BY_GROUP = LINES + """
            select case when grouping(building_id) = 0 then 'BUILDING' when grouping(collector_id) = 0 then 'COLLECTOR'
                    when grouping(developer) = 0 then 'DEVELOPER' else 'COMMUNITY' end as kind,
                coalesce(building_id, collector_id, 0) as group_id,
                coalesce(sum(paid_fen) filter (where month = {2}), 0)::bigint as current_paid,
                coalesce(sum(amount_fen) filter (where month = {2}), 0)::bigint as current_amount,
                coalesce(sum(paid_fen), 0)::bigint as year_paid,
                coalesce(sum(amount_fen), 0)::bigint as year_amount
            from lines group by grouping sets ((), (building_id), (collector_id), (developer))
            having grouping(developer) = 1 or developer
            order by kind, group_id
            """;

    private static final String BEHIND = LINES + """
            select l.*, i.name as item_name from lines l
            join billing.charge_item i on i.community_id = {0} and i.id = l.item_id
            where ({4} = 'COMMUNITY' or {4} = 'BUILDING' and l.building_id = {5} or {4} = 'COLLECTOR' and l.collector_id = {5}
                or {4} = 'DEVELOPER' and l.developer)
              and (not {6} or l.paid_fen <> l.amount_fen)
              and (l.sort_key, l.month, l.id) > ({7}, {8}, {9})
            order by l.sort_key, l.month, l.id limit {10}
            """;

    private final DSLContext dsl;
    private final Access access;
    private final Clock clock;

    CollectionRates(DSLContext dsl, Access access, Clock clock) {
        this.dsl = dsl;
        this.access = access;
        this.clock = clock;
    }

    /** The cut-off that is meant when none is named: the last day of the month, or today while that has not come. */
    public LocalDate cutOff(Month month) {
        LocalDate today = LocalDate.now(clock);
        return today.isBefore(month.lastDay()) ? today : month.lastDay();
    }

    public CollectionReport of(long communityId, Month month, LocalDate asOf) {
        access.require(Permission.INSIGHT_READ, communityId);
        return compute(communityId, month, asOf);
    }

    /** The lines behind a figure, by premises and month; together they are the figure. */
    public Page<CollectedCharge> lines(long communityId, LinesBehind behind, Paging paging) {
        access.require(Permission.INSIGHT_READ, communityId);
        Cursor after = paging.after();
        List<CollectedCharge> rows = dsl.resultQuery(
                        BEHIND,
                        DSL.val(communityId),
                        DSL.val(behind.firstMonth().firstDay()),
                        DSL.val(behind.month().firstDay()),
                        DSL.val(behind.asOf()),
                        DSL.val(behind.group().getLiteral()),
                        DSL.val(behind.groupId()),
                        DSL.val(behind.unpaidOnly()),
                        DSL.val(after == null ? "" : after.text(0)),
                        DSL.val(after == null ? LocalDate.EPOCH : firstDay(after.text(1))),
                        DSL.val(after == null ? 0L : after.number(2)),
                        DSL.val(paging.rows()))
                .fetch(row -> line(row, behind.asOf()));
        return paging.page(rows, last -> Cursor.of(last.sortKey(), last.month(), last.chargeId()));
    }

    CollectionReport compute(long communityId, Month month, LocalDate asOf) {
        var rows = dsl.resultQuery(
                        BY_GROUP,
                        DSL.val(communityId),
                        DSL.val(Month.of(month.year(), 1).firstDay()),
                        DSL.val(month.firstDay()),
                        DSL.val(asOf))
                .fetch();
        Map<Long, String> buildings = buildings(communityId);
        Map<Long, String> collectors = access.namesOf(rows.stream()
                .filter(row -> kind(row) == RateGroup.COLLECTOR)
                .map(row -> row.get("group_id", Long.class))
                .toList());
        return new CollectionReport(
                month, asOf, rows.map(row -> group(row, kind(row) == RateGroup.BUILDING ? buildings : collectors)));
    }

    private Map<Long, String> buildings(long communityId) {
        return dsl.resultQuery("select id, name from estate.building where community_id = {0}", DSL.val(communityId))
                .fetchMap(row -> row.get("id", Long.class), row -> row.get("name", String.class));
    }

    private static CollectionReport.Group group(Record row, Map<Long, String> names) {
        long id = row.get("group_id", Long.class);
        return new CollectionReport.Group(
                kind(row),
                id,
                names.getOrDefault(id, ""),
                new Rate(money(row, "current_paid"), money(row, "current_amount")),
                new Rate(money(row, "year_paid"), money(row, "year_amount")));
    }

    private static RateGroup kind(Record row) {
        return RateGroup.valueOf(row.get("kind", String.class));
    }

    private static Money money(Record row, String column) {
        return new Money(row.get(column, Long.class));
    }

    private static CollectedCharge line(Record row, LocalDate asOf) {
        Money amount = money(row, "amount_fen");
        Money paid = money(row, "paid_fen");
        LocalDate dueOn = row.get("due_on", LocalDate.class);
        return new CollectedCharge(
                row.get("id", Long.class),
                row.get("premises_id", Long.class),
                row.get("code", String.class),
                row.get("sort_key", String.class),
                row.get("item_name", String.class),
                Month.of(row.get("month", LocalDate.class)),
                row.get("from_on", LocalDate.class),
                row.get("to_on", LocalDate.class),
                dueOn,
                amount,
                paid,
                row.get("developer", Boolean.class),
                CollectedCharge.State.of(amount, paid, dueOn.isBefore(asOf)));
    }

    private static LocalDate firstDay(String month) {
        return Month.parse(month).firstDay();
    }
}
