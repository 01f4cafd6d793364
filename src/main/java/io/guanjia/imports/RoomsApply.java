package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.Area;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.IdentitySeal;
import io.guanjia.residents.OwnershipEntry;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes staged rooms and owners into the rooms that own them, some thousand rows at a time: memory stays as it is. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RoomsApply {
    private static final int FIRST = 500;
    private static final int MOST = 2_000;
    private static final int GROWTH = 4;
    private static final String[] WRITTEN = {
        "estate.premises",
        "estate.premises_area",
        "residents.person",
        "residents.person_initials",
        "residents.ownership",
        "residents.ownership_owner",
        "residents.household"
    };

    private final DSLContext sql;
    private final PremisesRegister register;
    private final People people;
    private final Ownerships ownerships;
    private final Deliveries deliveries;
    private final IdentitySeal seal;
    private final ImportTables tables;

    RoomsApply(
            DSLContext sql,
            PremisesRegister register,
            People people,
            Ownerships ownerships,
            Deliveries deliveries,
            IdentitySeal seal,
            ImportTables tables) {
        this.sql = sql;
        this.register = register;
        this.people = people;
        this.ownerships = ownerships;
        this.deliveries = deliveries;
        this.seal = seal;
        this.tables = tables;
    }

    /** @param key of a person who may be new */
    private record Row(
            int number,
            String code,
            @Nullable String building,
            @Nullable String entrance,
            @Nullable Integer floor,
            Area area,
            @Nullable String layout,
            PremisesKind kind,
            @Nullable String owner,
            boolean company,
            @Nullable String phone,
            @Nullable LocalDate delivered,
            byte @Nullable [] sealed,
            @Nullable Long personId,
            @Nullable String key,
            boolean ownsAlready) {}

    Layout.Effect apply(Work work) {
        long community = work.communityId;
        LocalDate since = Objects.requireNonNull(work.options.since());
        register.saveBuildings(community, buildings(work));
        register.saveEntrances(community, entrances(work));
        int last = 0;
        int size = FIRST; // a few, then counted, so that the planner knows what kind of sets come next
        for (List<Row> rows = next(work, last, size); !rows.isEmpty(); rows = next(work, last, size)) {
            save(work, rows, since);
            last = rows.get(rows.size() - 1).number();
            if (rows.size() == size) tables.count(WRITTEN);
            size = Math.min(size * GROWTH, MOST);
        }
        return effect(work);
    }

    private void save(Work work, List<Row> rows, LocalDate since) {
        long community = work.communityId;
        Map<String, Long> premises = register.savePremises(
                        community,
                        rows.stream()
                                .map(row -> PremisesEntry.of(row.kind(), row.code())
                                        .in(row.building(), row.entrance())
                                        .on(row.floor(), row.layout())
                                        .measuring(row.area(), Objects.requireNonNullElse(row.delivered(), since)))
                                .toList())
                .ids();
        Map<String, Long> persons = persons(work, rows);
        List<OwnershipEntry> owned = new ArrayList<>();
        Map<Long, LocalDate> delivered = new HashMap<>();
        List<Long> people = new ArrayList<>();
        for (Row row : rows) {
            Long id = Objects.requireNonNull(premises.get(row.code()));
            String key = row.key();
            Long person = row.personId() != null ? row.personId() : key == null ? null : persons.get(key);
            people.add(person);
            if (person == null) continue;
            LocalDate from = Objects.requireNonNullElse(row.delivered(), since);
            delivered.put(id, from);
            if (!row.ownsAlready()) owned.add(OwnershipEntry.sole(id, from, person));
        }
        deliver(community, rows, premises, delivered);
        ownerships.saveAll(community, owned);
        sql.execute(
                """
                update imports.staged s set premises_id = i.premises_id, person_id = i.person_id
                from unnest({1}, {2}, {3}) i(row_no, premises_id, person_id)
                where s.batch_id = {0} and s.row_no = i.row_no""",
                Sql.arguments(
                        work.batchId,
                        rows.stream().map(Row::number).toArray(Integer[]::new),
                        rows.stream().map(row -> premises.get(row.code())).toArray(Long[]::new),
                        people.toArray(Long[]::new)));
    }

    /** Where the sheet says no day, premises that are delivered already stay as they are. */
    private void deliver(long community, List<Row> rows, Map<String, Long> premises, Map<Long, LocalDate> days) {
        List<Long> unsaid = rows.stream()
                .filter(row -> row.delivered() == null)
                .map(row -> premises.get(row.code()))
                .toList();
        sql.resultQuery(
                        "select id from estate.premises where community_id = {0} and id = any ({1}) and delivered_on is not null",
                        Sql.arguments(community, unsaid.toArray(Long[]::new)))
                .forEach(row -> days.remove(row.get(0, Long.class)));
        deliveries.saveAll(community, days);
    }

    private Map<String, Long> persons(Work work, List<Row> rows) {
        Map<String, PersonEntry> unknown = new HashMap<>();
        Map<Long, PersonEntry> known = new HashMap<>();
        for (Row row : rows) {
            String key = row.key();
            if (row.owner() == null || key == null) continue;
            String number = row.sealed() == null ? null : seal.decrypt(work.communityId, row.sealed());
            PersonEntry entry = (row.company()
                            ? PersonEntry.company(row.owner(), row.phone())
                            : PersonEntry.person(row.owner(), row.phone()))
                    .identified(number);
            if (row.personId() != null) known.put(row.personId(), entry);
            else if (number != null || !unknown.containsKey(key)) unknown.put(key, entry.imported(key));
        }
        if (!known.isEmpty()) people.changeAll(work.communityId, known);
        return unknown.isEmpty()
                ? Map.of()
                : people.saveAll(work.communityId, List.copyOf(unknown.values()))
                        .ids();
    }

    private List<BuildingEntry> buildings(Work work) {
        return sql.resultQuery("""
                        select s.cells[2], max(s.cells[4]::int) from imports.staged s
                        where s.batch_id = {0} and s.cells[2] is not null and not exists
                            (select from estate.building b where b.community_id = {1} and b.code = s.cells[2])
                        group by 1 order by 1""", Sql.arguments(work.batchId, work.communityId))
                .fetch(row -> new BuildingEntry(
                        row.get(0, String.class), row.get(0, String.class) + "栋", row.get(1, Integer.class)));
    }

    private List<EntranceEntry> entrances(Work work) {
        return sql.resultQuery("""
                        select s.cells[2], s.cells[3], max(s.cells[4]::int) from imports.staged s
                        where s.batch_id = {0} and s.cells[2] is not null and s.cells[3] is not null and not exists
                            (select from estate.building b join estate.entrance e on e.community_id = {1} and e.building_id = b.id
                            where b.community_id = {1} and b.code = s.cells[2] and e.code = s.cells[3])
                        group by 1, 2 order by 1, 2""", Sql.arguments(work.batchId, work.communityId))
                .fetch(row -> new EntranceEntry(
                        row.get(0, String.class), row.get(1, String.class), row.get(2, Integer.class), false));
    }

    /** A person without a phone is one only within these premises. */
    private List<Row> next(Work work, int after, int size) {
        return sql.resultQuery("""
                        select s.row_no, s.cells, s.sealed, s.person_id, 'o-' || md5(coalesce(s.cells[8] || '|' || s.cells[10],
                                encode(s.hash, 'hex'), s.cells[8] || '|' || s.cells[1])) as key,
                            exists (select from residents.ownership o join residents.ownership_owner w
                                on w.community_id = {1} and w.ownership_id = o.id and w.person_id = s.person_id
                                where o.community_id = {1} and o.premises_id = s.premises_id and o.voided_at is null and o.to_on is null)
                        from imports.staged s where s.batch_id = {0} and s.row_no > {2} order by s.row_no limit {3}""", Sql.arguments(work.batchId, work.communityId, after, size))
                .fetch(RoomsApply::row);
    }

    private static Row row(Record r) {
        String[] cells = r.get(1, String[].class);
        return new Row(
                r.get(0, Integer.class),
                cells[RoomsLayout.Column.CODE.ordinal()],
                cells[RoomsLayout.Column.BUILDING.ordinal()],
                cells[RoomsLayout.Column.ENTRANCE.ordinal()],
                number(cells[RoomsLayout.Column.FLOOR.ordinal()]),
                new Area(new BigDecimal(cells[RoomsLayout.Column.AREA.ordinal()])),
                cells[RoomsLayout.Column.LAYOUT.ordinal()],
                PremisesKind.valueOf(cells[RoomsLayout.Column.SHOP.ordinal()]),
                cells[RoomsLayout.Column.OWNER.ordinal()],
                cells[RoomsLayout.Column.KIND.ordinal()].equals("COMPANY"),
                cells[RoomsLayout.Column.PHONE.ordinal()],
                day(cells[RoomsLayout.Column.DELIVERED.ordinal()]),
                r.get(2, byte[].class),
                r.get(3, Long.class),
                r.get(4, String.class),
                r.get(5, Boolean.class));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    /** A row is new when its premises are, changed when anything of the premises or of its owner is. */
    private Layout.Effect effect(Work work) {
        tables.count("imports.change", "imports.staged");
        Record counts = Objects.requireNonNull(sql.resultQuery("""
                        with made as (
                            select (c.after ->> 'id')::bigint as id from imports.change c where c.community_id = {0} and c.batch_id = {1}
                                and c.table_name = 'estate.premises' and c.before is null
                        ), touched as (
                            select distinct (c.after ->> case c.table_name when 'estate.premises' then 'id' else 'premises_id' end)::bigint as id
                            from imports.change c where c.community_id = {0} and c.batch_id = {1}
                                and c.table_name in ('estate.premises', 'estate.premises_area', 'residents.ownership')
                        ), persons as (
                            select distinct (c.after ->> 'id')::bigint as id from imports.change c where c.community_id = {0}
                                and c.batch_id = {1} and c.table_name = 'residents.person'
                        )
                        select count(*) filter (where m.id is not null),
                            count(*) filter (where m.id is null and (t.id is not null or p.id is not null)),
                            count(*) filter (where m.id is null and t.id is null and p.id is null)
                        from imports.staged s left join made m on m.id = s.premises_id left join touched t on t.id = s.premises_id
                        left join persons p on p.id = s.person_id where s.batch_id = {1}""", Sql.arguments(work.communityId, work.batchId))
                .fetchOne());
        return new Layout.Effect(
                counts.get(0, Integer.class), counts.get(1, Integer.class), counts.get(2, Integer.class));
    }
}
