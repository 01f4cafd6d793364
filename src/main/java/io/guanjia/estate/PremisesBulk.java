package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.PREMISES;

import io.guanjia.database.Sql;
import io.guanjia.database.Timeline;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Whole estates at once: one statement a table, however many rows; what stands already is left alone. */
final class PremisesBulk {

    private static final int COUNTED = 500;

    private final DSLContext db;
    private final BuildingTables buildings;
    private final StatusBulk statuses;
    private final Timeline<BigDecimal> areas;

    PremisesBulk(DSLContext db, BuildingTables buildings, StatusBulk statuses) {
        this.db = db;
        this.buildings = buildings;
        this.statuses = statuses;
        this.areas = new Timeline<>(db, "estate.premises_area", "premises_id", "square_metres", BigDecimal[].class);
    }

    /** @throws InvalidInput when a building or entrance is not known */
    Saved premises(long community, List<PremisesEntry> entries, Instant at) {
        buildings.check(community, entries);
        SQL rows = rows(entries);
        Set<Long> changed = change(community, rows);
        Set<Long> created = insert(community, rows, at);
        Map<String, Long> ids = premisesIds(community, texts(entries, PremisesEntry::code));
        List<Long> told = entries.stream()
                .filter(entry -> entry.status() != null)
                .map(entry -> Objects.requireNonNull(ids.get(entry.code())))
                .toList();
        statuses.follow(community, told, created);
        changed.addAll(areas.put(community, measurements(entries, ids)));
        changed.removeAll(created);
        return new Saved(created.size(), changed.size(), ids);
    }

    /** @param rows as {@link StagedPremises#save} has them, without the measurements */
    Set<Long> change(long community, SQL rows) {
        return ids(UPDATE, Sql.arguments(community, rows));
    }

    Set<Long> insert(long community, SQL rows, Instant at) {
        Set<Long> created = ids(INSERT, Sql.arguments(community, rows, at));
        if (created.size() > COUNTED) Sql.count(db, "estate.premises"); // all that follows points at them
        return created;
    }

    private Set<Long> ids(String sql, QueryPart[] input) {
        return new HashSet<>(db.resultQuery(sql, input).fetch(0, Long.class));
    }

    /** First measurements as one set, others one by one: they end those that stand. */
    Set<Long> measureAll(long community, SQL rows) {
        QueryPart[] input = Sql.arguments(community, rows);
        List<Timeline.Entry<BigDecimal>> differing = db.resultQuery("""
                        select p.id, r.measured_from, r.square_metres from ({1}) r
                        join estate.premises p on p.community_id = {0} and p.code = r.code
                        where exists (select from estate.premises_area a where a.community_id = {0} and a.premises_id = p.id)
                        and not exists (select from estate.premises_area a where a.community_id = {0} and a.premises_id = p.id
                            and a.from_on <= r.measured_from and (a.to_on is null or a.to_on >= r.measured_from)
                            and a.square_metres = r.square_metres)""", input)
                .fetch(r ->
                        Timeline.Entry.of(r.get(0, Long.class), r.get(1, LocalDate.class), r.get(2, BigDecimal.class)));
        db.execute("""
                insert into estate.premises_area (community_id, premises_id, from_on, square_metres)
                select {0}, p.id, r.measured_from, r.square_metres from ({1}) r
                join estate.premises p on p.community_id = {0} and p.code = r.code
                where not exists (select from estate.premises_area a where a.community_id = {0} and a.premises_id = p.id)
                order by p.id""", input);
        return areas.put(community, differing);
    }

    private static List<Timeline.Entry<BigDecimal>> measurements(List<PremisesEntry> entries, Map<String, Long> ids) {
        List<Timeline.Entry<BigDecimal>> measurements = new ArrayList<>();
        for (PremisesEntry entry : entries) {
            if (entry.measure().area() != null && entry.measure().from() != null) {
                long id = Objects.requireNonNull(ids.get(entry.code()));
                measurements.add(Timeline.Entry.of(
                        id, entry.measure().from(), entry.measure().area().squareMetres()));
            }
        }
        return measurements;
    }

    private static final String RESOLVED = """
            with r as (
                select i.*, b.id as building_id, e.id as entrance_id from ({1}) i
                left join estate.building b on b.community_id = {0} and b.code = i.building
                left join estate.entrance e on e.community_id = {0} and e.building_id = b.id and e.code = i.entrance
            ) """;

    private static final String UPDATE = RESOLVED + """
            update estate.premises p set kind = n.kind, building_id = n.building_id, entrance_id = n.entrance_id, floor = n.floor,
                layout = n.layout, status = n.status, delivered_on = n.delivered_on, space_place = n.space_place,
                space_tenure = n.space_tenure, version = p.version + 1
            from (select o.id, r.kind::estate.premises_kind as kind, coalesce(r.building_id, o.building_id) as building_id,
                    coalesce(r.entrance_id, o.entrance_id) as entrance_id, coalesce(r.floor, o.floor) as floor,
                    coalesce(r.layout, o.layout) as layout, coalesce(r.status::estate.premises_status, o.status) as status,
                    coalesce(r.delivered_on, o.delivered_on) as delivered_on, coalesce(r.space_place, o.space_place) as space_place,
                    coalesce(r.space_tenure, o.space_tenure) as space_tenure
                from r join estate.premises o on o.community_id = {0} and o.code = r.code) n
            where p.community_id = {0} and p.id = n.id
            and (p.kind, p.building_id, p.entrance_id, p.floor, p.layout, p.status, p.delivered_on, p.space_place, p.space_tenure)
                is distinct from
                (n.kind, n.building_id, n.entrance_id, n.floor, n.layout, n.status, n.delivered_on, n.space_place, n.space_tenure)
            returning p.id""";

    private static final String INSERT = RESOLVED + """
            insert into estate.premises (community_id, kind, code, sort_key, building_id, entrance_id, floor, layout, status,
                delivered_on, space_place, space_tenure, created_at)
            select {0}, r.kind::estate.premises_kind, r.code, r.sort_key, r.building_id, r.entrance_id, r.floor, r.layout,
                coalesce(r.status, 'UNSOLD')::estate.premises_status, r.delivered_on, r.space_place, r.space_tenure, {2}
            from r where not exists (select from estate.premises p where p.community_id = {0} and p.code = r.code)
            order by r.place returning id""";

    private static SQL rows(List<PremisesEntry> entries) {
        return DSL.sql(
                """
                select * from unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}) with ordinality
                    i(kind, code, sort_key, building, entrance, floor, layout, status, delivered_on, space_place, space_tenure, place)""",
                Sql.arguments(
                        texts(entries, e -> e.kind().getLiteral()),
                        texts(entries, PremisesEntry::code),
                        texts(entries, e -> ChineseText.sortKey(e.code())),
                        texts(entries, entry -> entry.place().building()),
                        texts(entries, entry -> entry.place().entrance()),
                        numbers(entries, entry -> entry.place().floor()),
                        texts(entries, entry -> entry.place().layout()),
                        texts(
                                entries,
                                e -> e.status() == null ? null : e.status().getLiteral()),
                        entries.stream().map(PremisesEntry::deliveredOn).toArray(LocalDate[]::new),
                        texts(entries, entry -> entry.space().place()),
                        texts(entries, entry -> entry.space().tenure())));
    }

    /**
     * A new measurement (rules.md §1.1): the area holds from its day until the next known version begins.
     *
     * @return whether anything is different now
     */
    boolean measure(long community, long premises, LocalDate from, Area area) {
        return !areas.put(community, List.of(Timeline.Entry.of(premises, from, area.squareMetres())))
                .isEmpty();
    }

    Map<String, Long> premisesIds(long community, String[] codes) {
        return db.select(PREMISES.CODE, PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(community), Sql.among(PREMISES.CODE, codes))
                .fetchMap(PREMISES.CODE, PREMISES.ID);
    }

    void deliver(long community, Map<Long, LocalDate> days) {
        db.execute(
                """
                update estate.premises p set delivered_on = i.delivered_on, version = p.version + 1
                from unnest({1}, {2}) i(id, delivered_on)
                where p.community_id = {0} and p.id = i.id and p.delivered_on is distinct from i.delivered_on""",
                Sql.arguments(
                        community,
                        days.keySet().toArray(Long[]::new),
                        days.values().toArray(LocalDate[]::new)));
    }

    static <T> String[] texts(List<T> entries, Function<T, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    static <T> Integer[] numbers(List<T> entries, Function<T, @Nullable Integer> value) {
        return entries.stream().map(value).toArray(Integer[]::new);
    }
}
