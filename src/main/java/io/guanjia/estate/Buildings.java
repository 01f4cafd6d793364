package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.ENTRANCE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static java.util.stream.Collectors.groupingBy;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The buildings of a community, as they stand in a list. They are saved through {@link PremisesRegister}. */
@Component
@Transactional(readOnly = true)
public class Buildings {

    private final DSLContext db;
    private final Access access;

    Buildings(DSLContext db, Access access) {
        this.db = db;
        this.access = access;
    }

    /** In natural order of the codes. */
    public List<Building> list(long community) {
        access.require(Permission.ESTATE_READ, community);
        Map<Long, List<Building.Entrance>> entrances = entrances(community);
        Map<Long, Integer> premises = premises(community);
        return db
                .selectFrom(BUILDING)
                .where(BUILDING.COMMUNITY_ID.eq(community))
                .fetch(r -> new Building(
                        r.getId(),
                        r.getCode(),
                        r.getName(),
                        r.getFloors(),
                        r.getVersion(),
                        premises.getOrDefault(r.getId(), 0),
                        entrances.getOrDefault(r.getId(), List.of())))
                .stream()
                .sorted(Comparator.comparing(building -> ChineseText.sortKey(building.code())))
                .toList();
    }

    private Map<Long, List<Building.Entrance>> entrances(long community) {
        return db.selectFrom(ENTRANCE).where(ENTRANCE.COMMUNITY_ID.eq(community)).fetch().stream()
                .sorted(Comparator.comparing(r -> ChineseText.sortKey(r.getCode())))
                .collect(groupingBy(
                        r -> r.getBuildingId(),
                        java.util.stream.Collectors.mapping(
                                r -> new Building.Entrance(r.getId(), r.getCode(), r.getFloors(), r.getLift()),
                                java.util.stream.Collectors.toList())));
    }

    private Map<Long, Integer> premises(long community) {
        return db.select(PREMISES.BUILDING_ID, DSL.count())
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(community), PREMISES.BUILDING_ID.isNotNull())
                .groupBy(PREMISES.BUILDING_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }
}
