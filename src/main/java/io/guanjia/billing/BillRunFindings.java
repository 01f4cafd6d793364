package io.guanjia.billing;

import io.guanjia.billing.Finding.Kind;
import io.guanjia.billing.Finding.Sample;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.kernel.Month;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** Looks for what stops a bill run, and for what differs most from last month. */
@Component
class BillRunFindings {
    private static final int SAMPLES = 20;
    private static final int CHANGES = 10;

    /** Days on which an item is borne and something is missing, by kind. */
    private static final String GAPS = """
            , covered as (
                select 'MISSING_TARIFF' as kind, b.premises_id, b.item_id, b.from_on, b.to_on,
                    sum(least(x.to_on, b.to_on) - greatest(x.from_on, b.from_on) + 1)
                        filter (where x.from_on is not null) as days
                from borne b left join billing.tariff x on x.community_id = :community and x.item_id = b.item_id
                    and x.from_on <= b.to_on and (x.to_on is null or x.to_on >= b.from_on)
                group by b.premises_id, b.item_id, b.from_on, b.to_on
                union all
                select 'MISSING_RATE', b.premises_id, b.item_id, b.from_on, b.to_on,
                    sum(least(x.to_on, b.to_on) - greatest(x.from_on, b.from_on) + 1)
                        filter (where x.from_on is not null)
                from borne b left join billing.charge_item_version x on x.community_id = :community and x.item_id = b.item_id
                    and x.from_on <= b.to_on and (x.to_on is null or x.to_on >= b.from_on)
                group by b.premises_id, b.item_id, b.from_on, b.to_on
                union all
                select 'MISSING_AREA', b.premises_id, b.item_id, b.from_on, b.to_on,
                    sum(least(x.to_on, b.to_on) - greatest(x.from_on, b.from_on) + 1)
                        filter (where x.from_on is not null)
                from borne b left join estate.premises_area x on x.community_id = :community and x.premises_id = b.premises_id
                    and x.from_on <= b.to_on and (x.to_on is null or x.to_on >= b.from_on)
                where b.method = 'AREA'
                group by b.premises_id, b.item_id, b.from_on, b.to_on
                union all
                select 'MISSING_PAYER', b.premises_id, b.item_id, b.from_on, b.to_on,
                    sum(least(x.to_on, b.to_on) - greatest(x.from_on, b.from_on) + 1)
                        filter (where x.from_on is not null)
                from borne b left join residents.household x on x.community_id = :community and x.premises_id = b.premises_id
                    and x.from_on <= b.to_on and (x.to_on is null or x.to_on >= b.from_on)
                group by b.premises_id, b.item_id, b.from_on, b.to_on
            ), found as (
                select kind, premises_id, item_id, from_on, to_on, 0::bigint as before_fen, 0::bigint as after_fen
                from covered where coalesce(days, 0) < to_on - from_on + 1
                union all
                select 'CLASH', premises_id, item_id, from_on, to_on, 0, amount_fen from judged where state = 'CLASH'
            )
            """;

    private static final String CHANGED = """
            , now as (
                select premises_id, item_id, sum(amount_fen) as fen
                from (select premises_id, item_id, amount_fen from judged where state = 'NEW'
                    union all select premises_id, item_id, amount_fen from live) lines
                group by premises_id, item_id
            ), before as (
                select premises_id, item_id, sum(amount_fen) as fen
                from billing.charge
                where community_id = :community and month = :previous and item_id = any (:items)
                    and reversed_on is null and one_off_id is null and adjusts_id is null
                group by premises_id, item_id
            ), found as (
                select 'LARGEST_CHANGE' as kind, premises_id, item_id, :first::date as from_on, :last::date as to_on,
                    coalesce(before.fen, 0)::bigint as before_fen, coalesce(now.fen, 0)::bigint as after_fen
                from now full join before using (premises_id, item_id)
                where coalesce(now.fen, 0) <> coalesce(before.fen, 0)
            )
            """;

    private static final String SAMPLED = """
            select f.kind, f.many, f.premises_id, p.code, f.item_id, i.name, f.from_on, f.to_on, f.before_fen, f.after_fen
            from (select *, count(*) over (partition by kind) as many, row_number() over
                    (partition by kind order by abs(after_fen - before_fen) desc, premises_id, item_id) as place from found) f
            join estate.premises p on p.community_id = :community and p.id = f.premises_id
            join billing.charge_item i on i.community_id = :community and i.id = f.item_id
            where f.place <= :samples
            order by f.kind, f.place""";

    private final DSLContext sql;

    BillRunFindings(DSLContext sql) {
        this.sql = sql;
    }

    List<Finding> stops(long communityId, Month month, Collection<Long> items, DayBasis basis) {
        return fetch(
                GAPS + SAMPLED,
                BillRunLines.of(communityId, month, items, basis).and("samples", SAMPLES));
    }

    List<Finding> changes(long communityId, Month month, Collection<Long> items, DayBasis basis) {
        return fetch(
                CHANGED + SAMPLED,
                BillRunLines.of(communityId, month, items, basis)
                        .and("previous", month.previous().firstDay())
                        .and("samples", CHANGES));
    }

    private List<Finding> fetch(String rest, Named values) {
        Map<Kind, List<Sample>> samples = new EnumMap<>(Kind.class);
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Record row : BillRunLines.fetch(sql, rest, values)) {
            Kind kind = Kind.valueOf(row.get(0, String.class));
            counts.put(kind, row.get(1, Long.class));
            samples.computeIfAbsent(kind, first -> new ArrayList<>())
                    .add(new Sample(
                            row.get(2, Long.class),
                            row.get(3, String.class),
                            row.get(4, Long.class),
                            row.get(5, String.class),
                            row.get(6, String.class) + "–" + row.get(7, String.class),
                            row.get(8, Long.class),
                            row.get(9, Long.class)));
        }
        return samples.entrySet().stream()
                .map(kind -> new Finding(kind.getKey(), counts.getOrDefault(kind.getKey(), 0L), kind.getValue()))
                .toList();
    }
}
