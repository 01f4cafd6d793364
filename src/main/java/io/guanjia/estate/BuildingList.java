package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.ENTRANCE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.lpad;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.identity.Permission;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 楼栋台账: what each building holds; areas as of any day. */
@Component
class BuildingList implements Register {

    private static final int LONGEST_CODE = 20;

    private static final Join HOLDING = new Join("holding", BuildingList::holding, asked -> trueCondition(), List.of());

    private static final Join DOORS = new Join("doors", asked -> doors(), asked -> trueCondition(), List.of());

    @Override
    public String code() {
        return "buildings";
    }

    @Override
    public String title() {
        return "estate.list.buildings";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_READ;
    }

    @Override
    public String opens() {
        return "/communities/{c}/buildings";
    }

    @Override
    public Table<?> rows() {
        return BUILDING;
    }

    @Override
    public Field<Long> community() {
        return BUILDING.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return BUILDING.ID;
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", "estate.building.name", BUILDING.NAME)
                        .sortedBy(lpad(BUILDING.CODE, LONGEST_CODE, " ")),
                Column.text("code", "estate.building.code", BUILDING.CODE),
                Column.number("floors", "estate.floors", BUILDING.FLOORS).notAdded(),
                Column.number("entrances", "estate.list.entrances", field(name("doors", "entrances"), Integer.class))
                        .with(DOORS),
                Column.number("premises", "estate.list.premises", held("premises"))
                        .with(HOLDING),
                Column.number("rooms", "estate.list.rooms", held("rooms")).with(HOLDING),
                Column.number("delivered", "estate.list.delivered", held("delivered"))
                        .with(HOLDING),
                Column.area("area", "estate.area-size", field(name("holding", "square_metres"), BigDecimal.class))
                        .with(HOLDING));
    }

    @Override
    public List<Filter> filters() {
        return List.of();
    }

    private static Field<Integer> held(String what) {
        return field(name("holding", what), Integer.class);
    }

    private static Table<?> holding(Asked asked) {
        return lateral(select(
                                count().as("premises"),
                                count().filterWhere(PREMISES.KIND.eq(PremisesKind.ROOM))
                                        .as("rooms"),
                                count().filterWhere(PREMISES.DELIVERED_ON.le(asked.on()))
                                        .as("delivered"),
                                sum(PREMISES_AREA.SQUARE_METRES).as("square_metres"))
                        .from(PREMISES)
                        .leftJoin(PREMISES_AREA)
                        .on(PREMISES_AREA.COMMUNITY_ID.eq(BUILDING.COMMUNITY_ID))
                        .and(PREMISES_AREA.PREMISES_ID.eq(PREMISES.ID))
                        .and(asked.holds(PREMISES_AREA.FROM_ON, PREMISES_AREA.TO_ON))
                        .where(PREMISES.COMMUNITY_ID.eq(BUILDING.COMMUNITY_ID), PREMISES.BUILDING_ID.eq(BUILDING.ID)))
                .as("holding");
    }

    private static Table<?> doors() {
        return lateral(select(count().as("entrances"))
                        .from(ENTRANCE)
                        .where(ENTRANCE.COMMUNITY_ID.eq(BUILDING.COMMUNITY_ID), ENTRANCE.BUILDING_ID.eq(BUILDING.ID)))
                .as("doors");
    }
}
