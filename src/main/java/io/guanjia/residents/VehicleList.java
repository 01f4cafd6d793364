package io.guanjia.residents;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.VEHICLE;

import io.guanjia.database.Prefix;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 车辆台账, as of any day. */
@Component
class VehicleList implements Register {

    private static final Join DRIVERS = Join.of(
            "driver", PERSON, PERSON.COMMUNITY_ID.eq(VEHICLE.COMMUNITY_ID).and(PERSON.ID.eq(VEHICLE.PERSON_ID)));

    private static final Join SPACE = Join.of(
            "space", PREMISES, PREMISES.COMMUNITY_ID.eq(VEHICLE.COMMUNITY_ID).and(PREMISES.ID.eq(VEHICLE.PREMISES_ID)));

    private final PersonTables tables;

    VehicleList(PersonTables tables) {
        this.tables = tables;
    }

    @Override
    public String code() {
        return "vehicles";
    }

    @Override
    public String title() {
        return "residents.list.vehicles";
    }

    @Override
    public Permission permission() {
        return Permission.RESIDENTS_READ;
    }

    @Override
    public String opens() {
        return "/communities/{c}/people/{id}/vehicles";
    }

    @Override
    public Table<?> rows() {
        return VEHICLE;
    }

    @Override
    public Field<Long> community() {
        return VEHICLE.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return VEHICLE.ID;
    }

    @Override
    public Field<Long> opened() {
        return VEHICLE.PERSON_ID;
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public Condition standing(Asked asked) {
        return asked.holds(VEHICLE.FROM_ON, VEHICLE.TO_ON);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("plate", "residents.list.plate", VEHICLE.PLATE)
                        .sorted()
                        .personal(Masked::plate),
                Column.text("owner", "residents.list.driver", PERSON.NAME)
                        .personal(Masked::name, PERSON.KIND.eq(PersonKind.COMPANY))
                        .with(DRIVERS),
                Column.text("phone", "residents.person.phone", PERSON.PHONE)
                        .personal(Masked::phone)
                        .with(DRIVERS),
                Column.text("space", "residents.list.space", PREMISES.CODE)
                        .sortedBy(PREMISES.SORT_KEY)
                        .with(SPACE),
                Column.text("permit", "residents.list.permit", VEHICLE.PERMIT).sorted(),
                Column.date("permitTo", "residents.list.permit-to", VEHICLE.PERMIT_TO_ON)
                        .sorted(),
                Column.date("permitFrom", "residents.list.permit-from", VEHICLE.PERMIT_FROM_ON)
                        .onDemand(),
                Column.money("permitRent", "residents.list.permit-rent", VEHICLE.PERMIT_RENT_FEN.coerce(Long.class))
                        .onDemand(),
                Column.text("kind", "residents.list.vehicle-kind", VEHICLE.KIND),
                Column.text("brand", "residents.list.brand", VEHICLE.BRAND).onDemand(),
                Column.text("colour", "residents.list.colour", VEHICLE.COLOUR).onDemand(),
                Column.date("from", "residents.list.from", VEHICLE.FROM_ON),
                Column.date("to", "residents.list.to", VEHICLE.TO_ON).onDemand());
    }

    @Override
    public List<Filter> filters() {
        return List.of(Filter.text("query", "residents.search", this::said)
                .hinting("residents.search.hint")
                .with(DRIVERS));
    }

    private Condition said(Asked asked, String text) {
        String plate = ChineseText.compact(text).toUpperCase(Locale.ROOT).replace("·", "");
        return Prefix.begins(VEHICLE.PLATE, plate)
                .or(VEHICLE.PERMIT.eq(text.strip()))
                .or(tables.called(asked.community(), text));
    }
}
