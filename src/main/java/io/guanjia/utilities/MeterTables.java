package io.guanjia.utilities;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.utilities.Tables.METER;
import static io.guanjia.db.utilities.Tables.READING;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;

import io.guanjia.database.Prefix;
import io.guanjia.database.Sql;
import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.identity.Access;
import io.guanjia.kernel.ChineseText;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How meters and readings are read: a meter with its last reading, a reading with who brought it. */
@Component
class MeterTables {

    private static final io.guanjia.db.utilities.tables.Meter NEXT = METER.as("next");
    private static final io.guanjia.db.utilities.tables.Reading LATER = READING.as("later");
    private static final String LAST = "last";

    private final DSLContext sql;
    private final Access access;

    MeterTables(DSLContext sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    List<Meter> slice(long community, @Nullable String query, @Nullable MeterKind kind, Paging paging) {
        return meters(community)
                .and(query == null || query.isBlank() ? noCondition() : called(query))
                .and(kind == null ? noCondition() : METER.KIND.eq(kind))
                .and(
                        paging.after() == null
                                ? noCondition()
                                : METER.NUMBER.gt(paging.after().text(0)))
                .orderBy(METER.NUMBER)
                .limit(paging.rows())
                .fetch(MeterTables::meter);
    }

    SelectConditionStep<?> meters(long community) {
        var last = selectFrom(READING)
                .where(READING.COMMUNITY_ID.eq(METER.COMMUNITY_ID), READING.METER_ID.eq(METER.ID))
                .and(isCurrent())
                .orderBy(READING.READ_ON.desc())
                .limit(1)
                .asTable(LAST);
        return sql.select(METER.fields())
                .select(PREMISES.CODE, NEXT.NUMBER)
                .select(last.field(READING.READ_ON), last.field(READING.PRESENT), last.field(READING.USAGE))
                .from(METER)
                .leftJoin(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(METER.COMMUNITY_ID), PREMISES.ID.eq(METER.PREMISES_ID))
                .leftJoin(NEXT)
                .on(NEXT.COMMUNITY_ID.eq(METER.COMMUNITY_ID), NEXT.ID.eq(METER.REPLACED_BY))
                .leftJoin(org.jooq.impl.DSL.lateral(last))
                .on(org.jooq.impl.DSL.trueCondition())
                .where(METER.COMMUNITY_ID.eq(community));
    }

    List<Reading> readings(long community, long meter) {
        var rows = sql.select(READING.fields())
                .select(field(isCurrent()).as("current"))
                .from(READING)
                .where(READING.COMMUNITY_ID.eq(community), READING.METER_ID.eq(meter))
                .orderBy(READING.READ_ON.desc(), READING.ID.desc())
                .fetch();
        Map<Long, String> names = access.namesOf(rows.getValues(READING.RECORDED_BY));
        return rows.map(r -> reading(r, names));
    }

    /** What a plan begins with: the meters of these numbers, their last readings, and what was read on these days. */
    Map<String, ReadingPlan.Known> known(long community, List<String> numbers) {
        Map<Long, Map<LocalDate, BigDecimal>> presents = new HashMap<>();
        String[] wanted = numbers.stream().distinct().toArray(String[]::new);
        sql.select(READING.METER_ID, READING.READ_ON, READING.PRESENT)
                .from(METER)
                .join(READING)
                .on(READING.COMMUNITY_ID.eq(METER.COMMUNITY_ID), READING.METER_ID.eq(METER.ID))
                .where(METER.COMMUNITY_ID.eq(community), METER.NUMBER.eq(org.jooq.impl.DSL.any(wanted)))
                .and(isCurrent())
                .forEach(r -> presents.computeIfAbsent(r.value1(), id -> new HashMap<>())
                        .put(r.value2(), r.value3()));
        Map<String, ReadingPlan.Known> known = new HashMap<>();
        meters(community)
                .and(METER.NUMBER.eq(org.jooq.impl.DSL.any(wanted)))
                .fetch(MeterTables::meter)
                .forEach(meter -> known.put(meter.number(), known(meter, presents)));
        return known;
    }

    private static ReadingPlan.Known known(Meter meter, Map<Long, Map<LocalDate, BigDecimal>> presents) {
        return new ReadingPlan.Known(
                new MeterEntry(
                        meter.number(),
                        meter.kind(),
                        meter.multiplier(),
                        meter.digits(),
                        meter.premisesId(),
                        meter.place()),
                meter.removedOn(),
                meter.readOn(),
                meter.present(),
                presents.getOrDefault(meter.id(), new HashMap<>()));
    }

    /** Meters that are not known yet; those of a replacement are there from the day of their first reading. */
    void insertMeters(long community, List<ReadingEntry> entries) {
        sql.execute(
                """
                insert into utilities.meter (community_id, number, kind, multiplier, digits, premises_id, place, installed_on)
                select distinct on (i.number) {0}, i.number, i.kind::utilities.meter_kind, i.multiplier, i.digits, i.premises_id,
                    i.place, case when i.reading = 'INITIAL' then i.read_on end
                from unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
                    with ordinality i(number, kind, multiplier, digits, premises_id, place, reading, read_on, at)
                where not exists (select from utilities.meter m where m.community_id = {0} and m.number = i.number)
                order by i.number, i.at""",
                Sql.arguments(
                        community,
                        entries.stream().map(one -> one.meter().number()).toArray(String[]::new),
                        entries.stream()
                                .map(one -> one.meter().kind().getLiteral())
                                .toArray(String[]::new),
                        entries.stream().map(one -> one.meter().multiplier()).toArray(BigDecimal[]::new),
                        entries.stream().map(one -> one.meter().digits()).toArray(Integer[]::new),
                        entries.stream().map(one -> one.meter().premisesId()).toArray(Long[]::new),
                        entries.stream().map(one -> one.meter().place()).toArray(String[]::new),
                        entries.stream().map(one -> one.kind().getLiteral()).toArray(String[]::new),
                        entries.stream().map(ReadingEntry::on).toArray(LocalDate[]::new)));
    }

    Map<String, Meter> byNumber(long community, List<String> numbers) {
        Map<String, Meter> found = new HashMap<>();
        meters(community)
                .and(METER.NUMBER.eq(org.jooq.impl.DSL.any(numbers.toArray(String[]::new))))
                .fetch(MeterTables::meter)
                .forEach(meter -> found.put(meter.number(), meter));
        return found;
    }

    /** Who was read for the last time is gone from that day on; what came to the same premises that day came in its place. */
    void remove(long community, Map<Long, LocalDate> days) {
        if (days.isEmpty()) return;
        sql.execute(
                """
                update utilities.meter m set removed_on = i.removed_on, replaced_by = (select n.id from utilities.meter n
                    where n.community_id = {0} and n.id <> m.id and n.kind = m.kind and n.installed_on = i.removed_on
                        and n.premises_id is not distinct from m.premises_id and n.place is not distinct from m.place
                    order by n.id limit 1)
                from unnest({1}, {2}) i(id, removed_on) where m.community_id = {0} and m.id = i.id""",
                Sql.arguments(
                        community,
                        days.keySet().toArray(Long[]::new),
                        days.values().toArray(LocalDate[]::new)));
    }

    static Condition isCurrent() {
        return notExists(selectOne()
                .from(LATER)
                .where(LATER.COMMUNITY_ID.eq(READING.COMMUNITY_ID), LATER.REPLACES.eq(READING.ID)));
    }

    private static Condition called(String query) {
        String text = ChineseText.compact(query).toUpperCase(Locale.ROOT);
        return Prefix.begins(METER.NUMBER, text)
                .or(Prefix.begins(PREMISES.CODE, text))
                .or(Prefix.begins(METER.PLACE, query.strip()));
    }

    static Meter meter(Record r) {
        return new Meter(
                r.get(METER.ID),
                r.get(METER.NUMBER),
                r.get(METER.KIND),
                plain(r.get(METER.MULTIPLIER)),
                r.get(METER.DIGITS),
                r.get(METER.PREMISES_ID),
                r.get(PREMISES.CODE),
                r.get(METER.PLACE),
                r.get(METER.INSTALLED_ON),
                r.get(METER.REMOVED_ON),
                r.get(METER.REPLACED_BY),
                r.get(NEXT.NUMBER),
                r.get(field("read_on", LocalDate.class)),
                r.get(field("present", BigDecimal.class)),
                r.get(field("usage", BigDecimal.class)));
    }

    /** 40, not 40.0000 and not 4E+1. */
    private static BigDecimal plain(BigDecimal figure) {
        BigDecimal bare = figure.stripTrailingZeros();
        return bare.setScale(Math.max(0, bare.scale()));
    }

    private static Reading reading(Record r, Map<Long, String> names) {
        return new Reading(
                r.get(READING.ID),
                r.get(READING.READ_ON),
                r.get(READING.PREVIOUS),
                r.get(READING.PRESENT),
                r.get(READING.ROLLED_OVER),
                r.get(READING.KIND),
                r.get(READING.USAGE),
                r.get(READING.NOTE),
                r.get(READING.READER),
                r.get(READING.IMPORT_ID),
                r.get(READING.REPLACES),
                names.getOrDefault(r.get(READING.RECORDED_BY), "—"),
                r.get(READING.RECORDED_AT),
                r.get("current", Boolean.class));
    }
}
