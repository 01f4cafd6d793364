package io.guanjia.workplace;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.TENANCY;
import static io.guanjia.db.residents.Tables.VEHICLE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import io.guanjia.web.Choice;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** 车位台账, as of any day: which spaces there are, whose they are, who uses them since when, and what stands on them. */
@Component
class SpaceList implements Register {

    private static final Join PARKED =
            new Join("parked", asked -> lateral(vehicles(asked)).as("parked"), asked -> trueCondition(), List.of());

    private final PremisesList premises;

    SpaceList(PremisesList premises) {
        this.premises = premises;
    }

    enum Parked {
        YES,
        NO
    }

    enum Tenure {
        RENT,
        SALE
    }

    @Override
    public String code() {
        return "spaces";
    }

    @Override
    public String title() {
        return "workplace.spaces";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_READ;
    }

    @Override
    public String opens() {
        return "/communities/{c}/premises/{id}";
    }

    @Override
    public Table<?> rows() {
        return PREMISES;
    }

    @Override
    public Field<Long> community() {
        return PREMISES.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return PREMISES.ID;
    }

    @Override
    public Condition standing(Asked asked) {
        return PREMISES.KIND.eq(PremisesKind.SPACE);
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("code", "estate.premises.code", PREMISES.CODE).sortedBy(PREMISES.SORT_KEY),
                Column.text("place", "estate.space.place", PREMISES.SPACE_PLACE).sorted(),
                Column.choice("tenure", "estate.space.tenure", PREMISES.SPACE_TENURE, "estate.tenure"),
                Column.area("area", "estate.area-size", PremisesJoins.METRES)
                        .with(PremisesJoins.MEASURED)
                        .onDemand(),
                Column.choice("status", "estate.premises.status", PremisesJoins.STATUS, "estate.status")
                        .sorted()
                        .with(PremisesJoins.HELD),
                Column.text("owner", "workplace.premises.owner", PremisesJoins.OWNER.NAME)
                        .personal(Masked::name, PremisesJoins.OWNER.KIND.eq(PersonKind.COMPANY))
                        .needs(Permission.RESIDENTS_READ)
                        .with(PremisesJoins.OWNERS),
                user("user", "workplace.spaces.user", coalesce(PremisesJoins.TENANT.NAME, PremisesJoins.OWNER.NAME))
                        .personal(
                                Masked::name,
                                coalesce(PremisesJoins.TENANT.KIND, PremisesJoins.OWNER.KIND)
                                        .eq(PersonKind.COMPANY)),
                user("phone", "residents.person.phone", coalesce(PremisesJoins.TENANT.PHONE, PremisesJoins.OWNER.PHONE))
                        .personal(Masked::phone)
                        .onDemand(),
                Column.date("since", "workplace.spaces.since", coalesce(TENANCY.FROM_ON, OWNERSHIP.FROM_ON))
                        .needs(Permission.RESIDENTS_READ)
                        .with(PremisesJoins.TENANTS, PremisesJoins.OWNERS),
                Column.text("vehicles", "residents.vehicles", field(name("parked", "listed"), String.class))
                        .personal(Masked::plates)
                        .needs(Permission.RESIDENTS_READ)
                        .with(PARKED),
                Column.date("parked", "workplace.spaces.parked", field(name("parked", "since"), LocalDate.class))
                        .needs(Permission.RESIDENTS_READ)
                        .with(PARKED),
                Column.money("owed", "workplace.premises.owed", PremisesJoins.OWED)
                        .needs(Permission.BILLING_READ)
                        .with(PremisesJoins.OWING));
    }

    @Override
    public List<Filter> filters() {
        return List.of(
                Filter.text("query", "residents.search", premises::said).hinting("residents.search.hint"),
                Filter.text("place", "estate.space.place", (asked, place) -> PREMISES.SPACE_PLACE.contains(place)),
                Filter.pick(
                                "status",
                                "estate.premises.status",
                                c -> Choice.of("estate.status", PremisesStatus.values()),
                                (asked, status) -> PremisesJoins.STATUS.eq(PremisesStatus.valueOf(status)))
                        .with(PremisesJoins.HELD)
                        .wide(),
                Filter.pick(
                                "tenure",
                                "estate.space.tenure",
                                c -> Choice.of("estate.tenure", Tenure.values()),
                                (asked, tenure) -> PREMISES.SPACE_TENURE.eq(tenure))
                        .wide(),
                Filter.pick(
                                "vehicle",
                                "workplace.spaces.vehicle",
                                c -> Choice.of("workplace.spaces.vehicle", Parked.values()),
                                SpaceList::parked)
                        .needs(Permission.RESIDENTS_READ)
                        .wide());
    }

    /** Whoever rents it, else its owner. */
    private static Column user(String code, String label, Field<String> field) {
        return Column.text(code, label, field)
                .needs(Permission.RESIDENTS_READ)
                .with(PremisesJoins.TENANTS, PremisesJoins.OWNERS);
    }

    private static Select<?> vehicles(Asked asked) {
        return select(
                        listAgg(VEHICLE.PLATE, Masked.BETWEEN)
                                .withinGroupOrderBy(VEHICLE.PLATE)
                                .as("listed"),
                        min(VEHICLE.FROM_ON).as("since"))
                .from(VEHICLE)
                .where(here(asked));
    }

    private static Condition parked(Asked asked, String which) {
        var any = selectOne().from(VEHICLE).where(here(asked));
        return Parked.valueOf(which) == Parked.YES ? exists(any) : notExists(any);
    }

    private static Condition here(Asked asked) {
        return VEHICLE.COMMUNITY_ID
                .eq(PREMISES.COMMUNITY_ID)
                .and(VEHICLE.PREMISES_ID.eq(PREMISES.ID))
                .and(asked.holds(VEHICLE.FROM_ON, VEHICLE.TO_ON));
    }

    @Configuration(proxyBeanMethods = false)
    static class SpacesMenu {

        @Bean
        MenuEntry spacesMenu() {
            return new MenuEntry(
                    Section.RESIDENTS, 55, "workplace.spaces", SHARED_PAGE + "spaces", Permission.ESTATE_READ.code());
        }
    }
}
