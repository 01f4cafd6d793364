package io.guanjia.estate;

import io.guanjia.database.Sql;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The house register of many premises at once: what a sale, a delivery or an import brings with it. */
final class StatusBulk {

    private final DSLContext db;
    private final StatusTables tables;
    private final Clock clock;

    StatusBulk(DSLContext db, StatusTables tables, Clock clock) {
        this.db = db;
        this.tables = tables;
        this.clock = clock;
    }

    /** What somebody sold or delivered brings with it, for many premises at once. */
    record Advance(List<PremisesStatus> before, PremisesStatus after, StatusCause cause) {

        String[] befores() {
            return before.stream().map(PremisesStatus::getLiteral).toArray(String[]::new);
        }
    }

    /** Moves those on, from their day, whose status on that day is still one of the earlier ones; nobody's own entry is replaced. */
    void advance(long community, Map<Long, LocalDate> days, Advance step) {
        Map<Long, LocalDate> due = new TreeMap<>();
        db.resultQuery(DUE, advancing(community, days, step))
                .forEach(r -> due.put(r.get(0, Long.class), r.get(1, LocalDate.class)));
        if (!due.isEmpty()) {
            var arguments = advancing(community, due, step);
            db.execute(REPLACE_EARLIER, arguments);
            db.execute(BEGIN, arguments);
            tables.refresh(community, due.keySet());
        }
    }

    private static final String DUE = """
            select i.id, i.day from unnest({1}, {2}) i(id, day)
            left join lateral (select s.status from estate.status_change s
                where s.community_id = {0} and s.premises_id = i.id and s.replaced_at is null
                    and (s.from_on is null or s.from_on <= i.day)
                order by s.from_on desc nulls last limit 1) s on true
            where coalesce(s.status::text, 'UNSOLD') = any ({3})""";

    private static final String REPLACE_EARLIER = """
            update estate.status_change s set replaced_at = {6}, replaced_by = {7} from unnest({1}, {2}) i(id, day)
            where s.community_id = {0} and s.premises_id = i.id and s.replaced_at is null
            and (s.from_on = i.day or (s.from_on > i.day and s.cause <> 'ENTERED' and s.status::text = any ({3})))""";

    private static final String BEGIN = """
            insert into estate.status_change (community_id, premises_id, status, from_on, cause, corrects_id, entered_at, entered_by)
            select {0}, i.id, {4}::estate.premises_status, i.day, {5}::estate.status_cause,
                (select max(s.id) from estate.status_change s where s.community_id = {0} and s.premises_id = i.id
                    and s.from_on = i.day and s.replaced_at = {6}), {6}, {7}
            from unnest({1}, {2}) i(id, day)""";

    private QueryPart[] advancing(long community, Map<Long, LocalDate> days, Advance step) {
        return Sql.arguments(
                community,
                days.keySet().toArray(Long[]::new),
                days.values().toArray(LocalDate[]::new),
                step.befores(),
                step.after().getLiteral(),
                step.cause().getLiteral(),
                clock.instant(),
                DSL.val(StatusTables.actor(), SQLDataType.BIGINT));
    }

    /** Of premises that were just made with a status: delivered ones from their day, others as far back as known. */
    void begin(long community, Collection<Long> fresh) {
        if (!fresh.isEmpty()) {
            db.execute(
                    """
                    insert into estate.status_change (community_id, premises_id, status, from_on, cause, entered_at, entered_by)
                    select {0}, p.id, p.status, case when d.delivered then p.delivered_on end,
                        case when d.delivered then 'DELIVERY' else 'IMPORT' end::estate.status_cause, {2}, {3}
                    from estate.premises p
                    cross join lateral (select p.status = 'DELIVERED' and p.delivered_on is not null as delivered) d
                    where p.community_id = {0} and p.id in (select unnest({1})) and p.status <> 'UNSOLD' order by p.id""",
                    Sql.arguments(
                            community,
                            fresh.toArray(Long[]::new),
                            clock.instant(),
                            DSL.val(StatusTables.actor(), SQLDataType.BIGINT)));
        }
    }

    /** After {@code premises.status} was written by a save of many: the register follows, for new ones as far back as known, for others today. */
    void follow(long community, Collection<Long> premises, Collection<Long> created) {
        if (premises.isEmpty()) {
            return;
        }
        var arguments = Sql.arguments(
                community,
                premises.toArray(Long[]::new),
                LocalDate.now(clock),
                clock.instant(),
                DSL.val(StatusTables.actor(), SQLDataType.BIGINT),
                created.toArray(Long[]::new));
        Long[] behind = db.resultQuery(BEHIND, arguments).fetch(0, Long.class).toArray(Long[]::new);
        if (behind.length > 0) {
            arguments[1] = DSL.val(behind);
            db.execute(
                    "update estate.status_change set replaced_at = {3}, replaced_by = {4} where community_id = {0}"
                            + " and premises_id in (select unnest({1})) and from_on = {2} and replaced_at is null",
                    arguments);
            db.execute(FOLLOW, arguments);
        }
    }

    private static final String BEHIND = """
            select p.id from estate.premises p
            left join lateral (select s.status from estate.status_change s
                where s.community_id = {0} and s.premises_id = p.id and s.replaced_at is null
                    and (s.from_on is null or s.from_on <= {2})
                order by s.from_on desc nulls last limit 1) s on true
            where p.community_id = {0} and p.id in (select unnest({1})) and p.status <> coalesce(s.status, 'UNSOLD')""";

    private static final String FOLLOW = """
            insert into estate.status_change (community_id, premises_id, status, from_on, cause, entered_at, entered_by)
            select {0}, p.id, p.status, case when p.id in (select unnest({5})) then null else {2} end, 'IMPORT', {3}, {4}
            from estate.premises p where p.community_id = {0} and p.id in (select unnest({1}))""";
}
