package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.VACANCY;
import static io.guanjia.db.estate.Tables.VACANCY_ROUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import io.guanjia.web.Choice;
import io.guanjia.web.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 空置房台账: what is vacant on a day, since when and why, and when somebody looked last. */
@Component
class VacancyList implements Register {

    /** Empty rooms are looked at every month (rules.md §11). */
    private static final int DAYS_BETWEEN_ROUNDS = 31;

    private static final Field<LocalDate> LOOKED_ON = field(name("looked", "looked_on"), LocalDate.class);
    private static final Field<String> FINDING = field(name("looked", "finding"), String.class);

    private static final Join PLACES = Join.of(
            "premises",
            PREMISES,
            PREMISES.COMMUNITY_ID.eq(VACANCY.COMMUNITY_ID).and(PREMISES.ID.eq(VACANCY.PREMISES_ID)));
    private static final Join BUILDINGS = Join.of(
            "building",
            BUILDING,
            BUILDING.COMMUNITY_ID.eq(VACANCY.COMMUNITY_ID).and(BUILDING.ID.eq(PREMISES.BUILDING_ID)),
            PLACES);
    private static final Join LOOKED = new Join(
            "looked",
            asked -> lateral(select(VACANCY_ROUND.LOOKED_ON, VACANCY_ROUND.FINDING)
                            .from(VACANCY_ROUND)
                            .where(VACANCY_ROUND.COMMUNITY_ID.eq(VACANCY.COMMUNITY_ID))
                            .and(VACANCY_ROUND.VACANCY_ID.eq(VACANCY.ID))
                            .and(VACANCY_ROUND.LOOKED_ON.le(asked.on()))
                            .orderBy(VACANCY_ROUND.LOOKED_ON.desc(), VACANCY_ROUND.ID.desc())
                            .limit(1))
                    .as("looked"),
            asked -> trueCondition(),
            List.of());

    private final Buildings buildings;
    private final Clock clock;

    VacancyList(Buildings buildings, Clock clock) {
        this.buildings = buildings;
        this.clock = clock;
    }

    @Override
    public String code() {
        return "vacancies";
    }

    @Override
    public String title() {
        return "estate.vacancies";
    }

    @Override
    public Permission permission() {
        return Permission.ESTATE_READ;
    }

    @Override
    public String address() {
        return "/communities/{c}/vacancies";
    }

    @Override
    public String opens() {
        return "/communities/{c}/premises/{id}/vacancy";
    }

    @Override
    public Table<?> rows() {
        return VACANCY;
    }

    @Override
    public Field<Long> community() {
        return VACANCY.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return VACANCY.ID;
    }

    @Override
    public Field<Long> opened() {
        return VACANCY.PREMISES_ID;
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public Condition standing(Asked asked) {
        return VACANCY.VOIDED_AT
                .isNull()
                .and(VACANCY.FROM_ON.le(asked.on()))
                .and(VACANCY.UNTIL_ON.isNull().or(VACANCY.UNTIL_ON.gt(asked.on())));
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("code", "estate.premises.code", PREMISES.CODE)
                        .sortedBy(PREMISES.SORT_KEY)
                        .with(PLACES),
                Column.text("building", "estate.building", BUILDING.NAME)
                        .with(BUILDINGS)
                        .onDemand(),
                Column.date("from", "estate.vacancy.from", VACANCY.FROM_ON),
                Column.made(
                        "months", "estate.vacancy.months", this::months, List.of(VACANCY.FROM_ON, VACANCY.UNTIL_ON)),
                Column.choice("reason", "estate.vacancy.reason", VACANCY.REASON, "estate.vacancy.reason"),
                Column.text("words", "estate.vacancy.words", VACANCY.REASON_WORDS)
                        .onDemand(),
                Column.text("applicant", "estate.vacancy.applicant", VACANCY.APPLICANT)
                        .personal(Masked::name)
                        .needs(Permission.RESIDENTS_READ),
                Column.date("applied", "estate.vacancy.applied", VACANCY.APPLIED_ON),
                Column.date("confirmed", "estate.vacancy.confirmed-on", VACANCY.CONFIRMED_ON),
                Column.text("key", "estate.vacancy.key", VACANCY.KEY_NUMBER),
                Column.date("looked", "estate.vacancy.looked-on", LOOKED_ON).with(LOOKED),
                Column.text("finding", "estate.vacancy.finding", FINDING).with(LOOKED),
                Column.date("until", "estate.status.until", VACANCY.UNTIL_ON).onDemand());
    }

    @Override
    public List<Filter> filters() {
        return List.of(
                Filter.pick(
                                "building",
                                "estate.building",
                                c -> buildings.list(c).stream()
                                        .map(one -> Choice.of(one.code(), one.name()))
                                        .toList(),
                                (asked, code) -> BUILDING.CODE.eq(code))
                        .with(BUILDINGS),
                Filter.pick(
                        "reason",
                        "estate.vacancy.reason",
                        c -> Choice.of("estate.vacancy.reason", VacancyReason.values()),
                        (asked, reason) -> VACANCY.REASON.eq(VacancyReason.valueOf(reason))),
                Filter.pick("due", "estate.vacancy.due", c -> dues(), VacancyList::due)
                        .with(LOOKED));
    }

    private static List<Choice> dues() {
        return List.of(
                new Choice("round", Text.of("estate.vacancy.due.round")),
                new Choice("confirmation", Text.of("estate.vacancy.due.confirmation")));
    }

    private static Condition due(Asked asked, String what) {
        return what.equals("confirmation")
                ? VACANCY.CONFIRMED_ON.isNull()
                : LOOKED_ON.isNull().or(LOOKED_ON.lt(asked.on().minusDays(DAYS_BETWEEN_ROUNDS)));
    }

    /** Whole months to today, or to the end. */
    private String months(Record row) {
        LocalDate today = LocalDate.now(clock);
        LocalDate until = row.get(VACANCY.UNTIL_ON);
        LocalDate end = until == null || until.isAfter(today) ? today : until;
        return String.valueOf(Math.max(0, ChronoUnit.MONTHS.between(row.get(VACANCY.FROM_ON), end)));
    }
}
