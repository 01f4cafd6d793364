package io.guanjia.workplace;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.estate.Tables.AREA;
import static io.guanjia.db.estate.Tables.AREA_PREMISES;
import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.ENTRANCE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.db.residents.tables.Person;
import io.guanjia.estate.Areas;
import io.guanjia.estate.Buildings;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Money;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Register;
import io.guanjia.residents.Found;
import io.guanjia.residents.HouseholdFinder;
import io.guanjia.web.Choice;
import io.guanjia.web.Text;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 房屋台账, as of any day: what stands where, who owns, rents and answers for it, who collects there, what is owed. */
@Component
class PremisesList implements Register {

    static final String CODE = "premises";
    private static final int FOUND_BY_PEOPLE_MAX = 500;

    private final Buildings buildings;
    private final Areas areas;
    private final HouseholdFinder finder;

    PremisesList(Buildings buildings, Areas areas, HouseholdFinder finder) {
        this.buildings = buildings;
        this.areas = areas;
        this.finder = finder;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String title() {
        return "residents.premises";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_READ;
    }

    @Override
    public String address() {
        return "/communities/{c}/premises";
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
    public boolean dated() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("code", "estate.premises.code", PREMISES.CODE).sortedBy(PREMISES.SORT_KEY),
                Column.choice("kind", "estate.premises.kind", PREMISES.KIND, "estate.kind"),
                Column.text("building", "estate.building", BUILDING.CODE)
                        .with(PremisesJoins.BUILDINGS)
                        .onDemand(),
                Column.text("entrance", "estate.entrances", ENTRANCE.CODE)
                        .with(PremisesJoins.ENTRANCES)
                        .onDemand(),
                Column.number("floor", "estate.premises.floor", PREMISES.FLOOR)
                        .notAdded()
                        .onDemand(),
                Column.text("layout", "estate.premises.layout", PREMISES.LAYOUT).onDemand(),
                Column.area("area", "estate.area-size", PREMISES_AREA.SQUARE_METRES)
                        .with(PremisesJoins.MEASURED),
                Column.choice("status", "estate.premises.status", PremisesJoins.STATUS, "estate.status")
                        .sorted()
                        .with(PremisesJoins.HELD),
                Column.date("statussince", "workplace.premises.status-since", PremisesJoins.STATUS_SINCE)
                        .with(PremisesJoins.HELD)
                        .onDemand(),
                Column.text("statuswhy", "workplace.premises.status-why", PremisesJoins.STATUS_WHY)
                        .with(PremisesJoins.HELD)
                        .onDemand(),
                Column.date("delivered", "estate.premises.delivered", PREMISES.DELIVERED_ON),
                person("owner", "workplace.premises.owner", PremisesJoins.OWNER).with(PremisesJoins.OWNERS),
                person("tenant", "workplace.premises.tenant", PremisesJoins.TENANT)
                        .with(PremisesJoins.TENANTS)
                        .onDemand(),
                person("payer", "residents.payer", PremisesJoins.PAYER).with(PremisesJoins.PAYERS),
                phone("phone", "residents.person.phone", PremisesJoins.PAYER),
                Column.choice("basis", "workplace.premises.basis", HOUSEHOLD.BASIS, "residents.basis")
                        .needs(Permission.RESIDENTS_READ)
                        .with(PremisesJoins.ANSWERING)
                        .onDemand(),
                Column.text("collectors", "estate.areas", AREA.NAME).sorted().with(PremisesJoins.AREAS),
                Column.text("collector", "estate.area.collector", ACCOUNT.NAME)
                        .with(PremisesJoins.COLLECTORS)
                        .onDemand(),
                Column.money("owed", "workplace.premises.owed", PremisesJoins.OWED)
                        .needs(Permission.BILLING_READ)
                        .with(PremisesJoins.OWING),
                Column.money("overdue", "workplace.overdue", PremisesJoins.OVERDUE)
                        .needs(Permission.BILLING_READ)
                        .with(PremisesJoins.OWING)
                        .onDemand(),
                Column.text("place", "estate.space.place", PREMISES.SPACE_PLACE).onDemand(),
                Column.choice("tenure", "estate.space.tenure", PREMISES.SPACE_TENURE, "estate.tenure")
                        .onDemand());
    }

    @Override
    public List<Filter> filters() {
        return List.of(
                Filter.text("query", "residents.search", this::said).hinting("residents.search.hint"),
                Filter.pick("building", "estate.building", this::buildings, (asked, code) -> BUILDING.CODE.eq(code))
                        .with(PremisesJoins.BUILDINGS),
                Filter.pick(
                                "kind",
                                "estate.premises.kind",
                                c -> Choice.of("estate.kind", PremisesKind.values()),
                                (asked, kind) -> PREMISES.KIND.eq(PremisesKind.valueOf(kind)))
                        .wide(),
                Filter.pick(
                                "status",
                                "estate.premises.status",
                                c -> Choice.of("estate.status", PremisesStatus.values()),
                                (asked, status) -> PremisesJoins.STATUS.eq(PremisesStatus.valueOf(status)))
                        .with(PremisesJoins.HELD)
                        .wide(),
                Filter.pick("area", "estate.areas", this::areas, PremisesList::inArea)
                        .with(PremisesJoins.AREAS),
                Filter.pick(
                                "owing",
                                "workplace.premises.owing",
                                c -> Choice.of("workplace.premises.owing", Owing.values()),
                                PremisesList::owing)
                        .needs(Permission.BILLING_READ)
                        .wide());
    }

    enum Owing {
        OWES,
        OVERDUE,
        NOTHING
    }

    private static Column person(String code, String label, Person person) {
        return Column.text(code, label, person.NAME)
                .personal(Masked::name, person.KIND.eq(PersonKind.COMPANY))
                .needs(Permission.RESIDENTS_READ);
    }

    private static Column phone(String code, String label, Person person) {
        return Column.text(code, label, person.PHONE)
                .personal(Masked::phone)
                .needs(Permission.RESIDENTS_READ)
                .with(PremisesJoins.PAYERS)
                .onDemand();
    }

    private List<Choice> buildings(long community) {
        return buildings.list(community).stream()
                .map(one -> Choice.of(one.code(), one.name()))
                .toList();
    }

    private List<Choice> areas(long community) {
        List<Choice> areasOfToday = new java.util.ArrayList<>(areas.list(community).stream()
                .map(one -> Choice.of(one.id(), one.name()))
                .toList());
        if (!areasOfToday.isEmpty()) {
            areasOfToday.add(new Choice("none", Text.of("workplace.premises.no-area")));
        }
        return areasOfToday;
    }

    /** The code, or whom it belongs to. */
    Condition said(Asked asked, String query) {
        List<Long> byPeople = finder.find(asked.community(), query, FOUND_BY_PEOPLE_MAX).stream()
                .filter(found -> found.by() != Found.By.CODE)
                .map(Found::premisesId)
                .toList();
        Condition said = PremisesRegister.said(query);
        return byPeople.isEmpty() ? said : said.or(PREMISES.ID.in(byPeople));
    }

    private static Condition inArea(Asked asked, String area) {
        return area.equals("none") ? AREA_PREMISES.AREA_ID.isNull() : AREA_PREMISES.AREA_ID.eq(Long.parseLong(area));
    }

    private static Condition owing(Asked asked, String which) {
        var open = selectOne()
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), CHARGE.PREMISES_ID.eq(PREMISES.ID))
                .and(CHARGE.OPEN_FEN.ne(inline(Money.ZERO)));
        return switch (Owing.valueOf(which)) {
            case OWES -> org.jooq.impl.DSL.exists(open);
            case OVERDUE -> org.jooq.impl.DSL.exists(open.and(CHARGE.DUE_ON.lt(asked.on())));
            case NOTHING -> org.jooq.impl.DSL.notExists(open);
        };
    }
}
