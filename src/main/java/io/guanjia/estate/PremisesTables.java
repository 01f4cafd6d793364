package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.AREA_PREMISES;
import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.COMMUNITY;
import static io.guanjia.db.estate.Tables.ENTRANCE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.guanjia.database.Prefix;
import io.guanjia.database.Sql;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.DateSpan;
import io.guanjia.web.Cursor;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** How premises are read: one row with building, entrance and the area of a day. */
final class PremisesTables {

    private final DSLContext db;
    private final BuildingTables buildings;

    PremisesTables(DSLContext db, BuildingTables buildings) {
        this.db = db;
        this.buildings = buildings;
    }

    SelectConditionStep<?> premises(long community, LocalDate on) {
        return db.select(PREMISES.fields())
                .select(BUILDING.CODE, ENTRANCE.CODE, PREMISES_AREA.SQUARE_METRES)
                .from(PREMISES)
                .leftJoin(BUILDING)
                .on(BUILDING.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), BUILDING.ID.eq(PREMISES.BUILDING_ID))
                .leftJoin(ENTRANCE)
                .on(ENTRANCE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), ENTRANCE.ID.eq(PREMISES.ENTRANCE_ID))
                .leftJoin(PREMISES_AREA)
                .on(PREMISES_AREA.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), PREMISES_AREA.PREMISES_ID.eq(PREMISES.ID))
                .and(measuredOn(on))
                .where(PREMISES.COMMUNITY_ID.eq(community));
    }

    List<Premises> slice(long community, LocalDate on, PremisesFilter filter, Paging paging) {
        return premises(community, on)
                .and(matching(community, on, filter))
                .and(paging.after() == null ? noCondition() : after(paging.after()))
                .orderBy(PREMISES.SORT_KEY, PREMISES.CODE)
                .limit(paging.rows())
                .fetch(PremisesTables::premises);
    }

    /** @return how many rows were changed: none when the version is another by now */
    int update(long community, long id, int version, PremisesEntry entry) {
        return db.update(PREMISES)
                .set(PREMISES.KIND, entry.kind())
                .set(PREMISES.CODE, entry.code())
                .set(PREMISES.SORT_KEY, ChineseText.sortKey(entry.code()))
                .set(PREMISES.BUILDING_ID, buildings.id(community, entry.place().building()))
                .set(
                        PREMISES.ENTRANCE_ID,
                        buildings.entranceId(
                                community,
                                entry.place().building(),
                                entry.place().entrance()))
                .set(PREMISES.FLOOR, entry.place().floor())
                .set(PREMISES.LAYOUT, entry.place().layout())
                .set(PREMISES.SPACE_PLACE, entry.space().place())
                .set(PREMISES.SPACE_TENURE, entry.space().tenure())
                .set(PREMISES.VERSION, version + 1)
                .where(PREMISES.COMMUNITY_ID.eq(community), PREMISES.ID.eq(id), PREMISES.VERSION.eq(version))
                .execute();
    }

    PremisesRegister.Totals totals(long community, LocalDate on, PremisesFilter filter) {
        return Objects.requireNonNull(db.select(count(), sum(PREMISES_AREA.SQUARE_METRES))
                .from(PREMISES)
                .leftJoin(BUILDING)
                .on(BUILDING.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), BUILDING.ID.eq(PREMISES.BUILDING_ID))
                .leftJoin(PREMISES_AREA)
                .on(PREMISES_AREA.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), PREMISES_AREA.PREMISES_ID.eq(PREMISES.ID))
                .and(measuredOn(on))
                .where(PREMISES.COMMUNITY_ID.eq(community))
                .and(matching(community, on, filter))
                .fetchOne(r -> new PremisesRegister.Totals(
                        r.value1(), Objects.requireNonNullElse(r.value2(), BigDecimal.ZERO))));
    }

    Optional<LocalDate> cutOver(long community) {
        return db.select(COMMUNITY.CUT_OVER_ON)
                .from(COMMUNITY)
                .where(COMMUNITY.ID.eq(community))
                .fetchOptional(COMMUNITY.CUT_OVER_ON);
    }

    static Cursor cursor(Premises last) {
        return Cursor.of(last.code());
    }

    private static Condition after(Cursor cursor) {
        String code = cursor.text(0);
        return row(PREMISES.SORT_KEY, PREMISES.CODE).gt(ChineseText.sortKey(code), code);
    }

    private static Condition measuredOn(LocalDate on) {
        return PREMISES_AREA.FROM_ON.le(on).and(PREMISES_AREA.TO_ON.isNull().or(PREMISES_AREA.TO_ON.ge(on)));
    }

    private static Condition matching(long community, LocalDate on, PremisesFilter filter) {
        Condition condition = noCondition();
        if (filter.query() != null && !filter.query().isBlank()) {
            condition = condition.and(said(filter.query()).or(PREMISES.ID.in(filter.also())));
        }
        if (filter.building() != null && !filter.building().isBlank()) {
            condition = condition.and(BUILDING.CODE.eq(filter.building()));
        }
        if (filter.kind() != null) {
            condition = condition.and(PREMISES.KIND.eq(filter.kind()));
        }
        if (filter.status() != null) {
            condition = condition.and(PREMISES.STATUS.eq(filter.status()));
        }
        return filter.area() == null ? condition : condition.and(inArea(community, filter.area(), on));
    }

    /** What people say: {@code 1-1-1…}, {@code 111…} without hyphens, or the last part {@code 101} alone. */
    static Condition said(String query) {
        String text = ChineseText.compact(query).toUpperCase(Locale.ROOT).replace('－', '-');
        Condition code = Prefix.begins(PREMISES.CODE, text);
        return text.contains("-")
                ? code
                : code.or(Prefix.begins(PREMISES.SEARCH_CODE, text)).or(PREMISES.LAST_CODE.eq(text));
    }

    private static Condition inArea(long community, long area, LocalDate on) {
        return PREMISES.ID.in(select(AREA_PREMISES.PREMISES_ID)
                .from(AREA_PREMISES)
                .where(AREA_PREMISES.COMMUNITY_ID.eq(community), AREA_PREMISES.AREA_ID.eq(area))
                .and(AREA_PREMISES.FROM_ON.le(on))
                .and(AREA_PREMISES.TO_ON.isNull().or(AREA_PREMISES.TO_ON.ge(on))));
    }

    static Premises premises(Record r) {
        BigDecimal area = r.get(PREMISES_AREA.SQUARE_METRES);
        return new Premises(
                r.get(PREMISES.ID),
                r.get(PREMISES.KIND),
                r.get(PREMISES.CODE),
                r.get(PREMISES.BUILDING_ID),
                r.get(BUILDING.CODE),
                r.get(PREMISES.ENTRANCE_ID),
                r.get(ENTRANCE.CODE),
                r.get(PREMISES.FLOOR),
                r.get(PREMISES.LAYOUT),
                r.get(PREMISES.STATUS),
                r.get(PREMISES.DELIVERED_ON),
                area == null ? null : new Area(area),
                r.get(PREMISES.SPACE_PLACE),
                r.get(PREMISES.SPACE_TENURE),
                r.get(PREMISES.VERSION));
    }

    /** The measurement that holds on the day, as it was. */
    void keepVoid(long community, long premises, LocalDate on, long actor, Instant at, String reason) {
        db.execute("""
                insert into estate.premises_area_void
                    (community_id, premises_id, from_on, to_on, square_metres, voided_at, voided_by, void_reason)
                select community_id, premises_id, greatest(from_on, {2}), to_on, square_metres, {4}, {3}, {5}
                from estate.premises_area
                where community_id = {0} and premises_id = {1} and from_on <= {2} and (to_on is null or to_on >= {2})""", Sql.arguments(community, premises, on, actor, at, reason));
    }

    List<PremisesRegister.WrongArea> voidedAreas(long community, long premises) {
        return db.resultQuery("""
                        select from_on, to_on, square_metres, void_reason from estate.premises_area_void
                        where community_id = {0} and premises_id = {1} order by id desc""", Sql.arguments(community, premises))
                .fetch(r -> new PremisesRegister.WrongArea(
                        new DateSpan(r.get(0, LocalDate.class), r.get(1, LocalDate.class)),
                        new Area(r.get(2, BigDecimal.class)),
                        r.get(3, String.class)));
    }
}
