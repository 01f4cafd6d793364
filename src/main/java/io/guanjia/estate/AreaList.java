package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.AREA;
import static io.guanjia.db.estate.Tables.AREA_COLLECTOR;
import static io.guanjia.db.estate.Tables.AREA_PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;

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

/** 责任区台账, as of any day: who collects in which area, and how much belongs to it. */
@Component
class AreaList implements Register {

    private static final Field<Integer> PREMISES_OF_IT = field(name("belonging", "premises"), Integer.class);
    private static final Field<BigDecimal> SQUARE_METRES = field(name("belonging", "square_metres"), BigDecimal.class);

    private static final Join TURN = Join.dated(
            "turn",
            AREA_COLLECTOR,
            asked -> AREA_COLLECTOR
                    .COMMUNITY_ID
                    .eq(AREA.COMMUNITY_ID)
                    .and(AREA_COLLECTOR.AREA_ID.eq(AREA.ID))
                    .and(asked.holds(AREA_COLLECTOR.FROM_ON, AREA_COLLECTOR.TO_ON)));

    private static final Join COLLECTOR =
            Join.of("collector", ACCOUNT, ACCOUNT.ID.eq(AREA_COLLECTOR.COLLECTOR_ID), TURN);

    private static final Join BELONGING =
            new Join("belonging", AreaList::belonging, asked -> trueCondition(), List.of());

    @Override
    public String code() {
        return "areas";
    }

    @Override
    public String title() {
        return "estate.list.areas";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_READ;
    }

    @Override
    public String opens() {
        return "/communities/{c}/premises?area={id}";
    }

    @Override
    public Table<?> rows() {
        return AREA;
    }

    @Override
    public Field<Long> community() {
        return AREA.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return AREA.ID;
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", "estate.area.name", AREA.NAME).sorted(),
                Column.text("collector", "estate.area.collector", ACCOUNT.NAME)
                        .sorted()
                        .with(COLLECTOR),
                Column.date("since", "estate.list.since", AREA_COLLECTOR.FROM_ON)
                        .with(TURN),
                Column.number("premises", "estate.list.premises", PREMISES_OF_IT)
                        .with(BELONGING),
                Column.area("area", "estate.area-size", SQUARE_METRES).with(BELONGING));
    }

    @Override
    public List<Filter> filters() {
        return List.of();
    }

    private static Table<?> belonging(Asked asked) {
        return lateral(select(
                                count().as("premises"),
                                sum(PREMISES_AREA.SQUARE_METRES).as("square_metres"))
                        .from(AREA_PREMISES)
                        .leftJoin(PREMISES_AREA)
                        .on(PREMISES_AREA.COMMUNITY_ID.eq(AREA.COMMUNITY_ID))
                        .and(PREMISES_AREA.PREMISES_ID.eq(AREA_PREMISES.PREMISES_ID))
                        .and(asked.holds(PREMISES_AREA.FROM_ON, PREMISES_AREA.TO_ON))
                        .where(AREA_PREMISES.COMMUNITY_ID.eq(AREA.COMMUNITY_ID), AREA_PREMISES.AREA_ID.eq(AREA.ID))
                        .and(asked.holds(AREA_PREMISES.FROM_ON, AREA_PREMISES.TO_ON)))
                .as("belonging");
    }
}
