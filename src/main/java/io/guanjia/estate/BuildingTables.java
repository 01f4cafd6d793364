package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.ENTRANCE;

import io.guanjia.database.Sql;
import io.guanjia.kernel.InvalidInput;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** Buildings and entrances, many at once. */
final class BuildingTables {

    private final DSLContext db;

    BuildingTables(DSLContext db) {
        this.db = db;
    }

    Saved buildings(long community, List<BuildingEntry> entries) {
        QueryPart[] input = Sql.arguments(
                community,
                PremisesBulk.texts(entries, BuildingEntry::code),
                PremisesBulk.texts(entries, BuildingEntry::name),
                PremisesBulk.numbers(entries, BuildingEntry::floors));
        int changed = db.execute("""
                update estate.building b set name = i.name, floors = coalesce(i.floors, b.floors), version = b.version + 1
                from unnest({1}, {2}, {3}) i(code, name, floors)
                where b.community_id = {0} and b.code = i.code
                and (b.name, b.floors) is distinct from (i.name, coalesce(i.floors, b.floors))""", input);
        int created = db.execute("""
                insert into estate.building (community_id, code, name, floors)
                select {0}, i.code, i.name, i.floors from unnest({1}, {2}, {3}) with ordinality i(code, name, floors, place)
                where not exists (select from estate.building b where b.community_id = {0} and b.code = i.code)
                order by place""", input);
        return new Saved(created, changed, buildingIds(community));
    }

    Saved entrances(long community, List<EntranceEntry> entries) {
        QueryPart[] input = Sql.arguments(
                community,
                PremisesBulk.texts(entries, EntranceEntry::buildingCode),
                PremisesBulk.texts(entries, EntranceEntry::code),
                PremisesBulk.numbers(entries, EntranceEntry::floors),
                entries.stream().map(EntranceEntry::lift).toArray(Boolean[]::new));
        int changed = db.execute("""
                update estate.entrance e set floors = coalesce(i.floors, e.floors), lift = i.lift, version = e.version + 1
                from unnest({1}, {2}, {3}, {4}) i(building, code, floors, lift)
                join estate.building b on b.community_id = {0} and b.code = i.building
                where e.community_id = {0} and e.building_id = b.id and e.code = i.code
                and (e.floors, e.lift) is distinct from (coalesce(i.floors, e.floors), i.lift)""", input);
        int created = db.execute("""
                insert into estate.entrance (community_id, building_id, code, floors, lift)
                select {0}, b.id, i.code, i.floors, i.lift
                from unnest({1}, {2}, {3}, {4}) with ordinality i(building, code, floors, lift, place)
                join estate.building b on b.community_id = {0} and b.code = i.building
                where not exists (select from estate.entrance e
                                  where e.community_id = {0} and e.building_id = b.id and e.code = i.code)
                order by place""", input);
        return new Saved(created, changed, entranceIds(community));
    }

    /** @throws InvalidInput when a building or an entrance of the entries does not stand in the community */
    void check(long community, List<PremisesEntry> entries) {
        Map<String, Long> buildings = buildingIds(community);
        Map<String, Long> entrances = entranceIds(community);
        for (PremisesEntry entry : entries) {
            String building = entry.place().building();
            if (building != null && !buildings.containsKey(building)) {
                throw new InvalidInput("buildingCode", "building-unknown", building);
            }
            if (entry.place().entrance() != null
                    && !entrances.containsKey(building + "-" + entry.place().entrance())) {
                throw new InvalidInput(
                        "entranceCode", "entrance-unknown", entry.place().entrance());
            }
        }
    }

    @Nullable
    Long id(long community, @Nullable String code) {
        return code == null ? null : buildingIds(community).get(code);
    }

    @Nullable
    Long entranceId(long community, @Nullable String building, @Nullable String code) {
        return code == null ? null : entranceIds(community).get(building + "-" + code);
    }

    Map<String, Long> buildingIds(long community) {
        return db.select(BUILDING.CODE, BUILDING.ID)
                .from(BUILDING)
                .where(BUILDING.COMMUNITY_ID.eq(community))
                .fetchMap(BUILDING.CODE, BUILDING.ID);
    }

    Map<String, Long> entranceIds(long community) {
        return db.select(BUILDING.CODE, ENTRANCE.CODE, ENTRANCE.ID)
                .from(ENTRANCE)
                .join(BUILDING)
                .on(BUILDING.COMMUNITY_ID.eq(ENTRANCE.COMMUNITY_ID), BUILDING.ID.eq(ENTRANCE.BUILDING_ID))
                .where(ENTRANCE.COMMUNITY_ID.eq(community))
                .fetchMap(r -> r.value1() + "-" + r.value2(), r -> r.value3());
    }
}
