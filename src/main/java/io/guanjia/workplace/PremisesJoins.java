package io.guanjia.workplace;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.estate.Tables.AREA;
import static io.guanjia.db.estate.Tables.AREA_COLLECTOR;
import static io.guanjia.db.estate.Tables.AREA_PREMISES;
import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.ENTRANCE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;
import static io.guanjia.db.estate.Tables.STATUS_CHANGE;
import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.OWNERSHIP_OWNER;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.TENANCY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.tables.Person;
import io.guanjia.kernel.Money;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Join;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectConditionStep;

/** What stands beside premises in the register: each at most one row on a day. */
final class PremisesJoins {

    static final Person OWNER = PERSON.as("owner");
    static final Person TENANT = PERSON.as("tenant");
    static final Person PAYER = PERSON.as("payer");
    static final Field<Long> OWED = field(name("owed", "fen"), Long.class);
    static final Field<Long> OVERDUE = field(name("owed", "overdue"), Long.class);

    static final Join BUILDINGS = Join.of(
            "building",
            BUILDING,
            BUILDING.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(BUILDING.ID.eq(PREMISES.BUILDING_ID)));

    static final Join ENTRANCES = Join.of(
            "entrance",
            ENTRANCE,
            ENTRANCE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(ENTRANCE.ID.eq(PREMISES.ENTRANCE_ID)));

    static final Field<PremisesStatus> STATUS =
            coalesce(field(name("held", "status"), STATUS_CHANGE.STATUS.getDataType()), inline(PremisesStatus.UNSOLD));
    static final Field<LocalDate> STATUS_SINCE = field(name("held", "from_on"), LocalDate.class);
    static final Field<String> STATUS_WHY = field(name("held", "reason"), String.class);

    /** What the house register says of the day; before its first word premises are unsold (decision 0019). */
    static final Join HELD = new Join(
            "held",
            asked -> lateral(select(STATUS_CHANGE.STATUS, STATUS_CHANGE.FROM_ON, STATUS_CHANGE.REASON)
                            .from(STATUS_CHANGE)
                            .where(STATUS_CHANGE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID))
                            .and(STATUS_CHANGE.PREMISES_ID.eq(PREMISES.ID))
                            .and(STATUS_CHANGE.REPLACED_AT.isNull())
                            .and(STATUS_CHANGE.FROM_ON.isNull().or(STATUS_CHANGE.FROM_ON.le(asked.on())))
                            .orderBy(STATUS_CHANGE.FROM_ON.desc().nullsLast())
                            .limit(1))
                    .as("held"),
            asked -> trueCondition(),
            java.util.List.of());

    static final Field<BigDecimal> METRES = PREMISES_AREA.SQUARE_METRES;

    static final Join MEASURED = Join.dated(
            "measured",
            PREMISES_AREA,
            asked -> PREMISES_AREA
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(PREMISES_AREA.PREMISES_ID.eq(PREMISES.ID))
                    .and(asked.holds(PREMISES_AREA.FROM_ON, PREMISES_AREA.TO_ON)));

    private static final Join IN_AREA = Join.dated(
            "in-area",
            AREA_PREMISES,
            asked -> AREA_PREMISES
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(AREA_PREMISES.PREMISES_ID.eq(PREMISES.ID))
                    .and(asked.holds(AREA_PREMISES.FROM_ON, AREA_PREMISES.TO_ON)));

    static final Join AREAS = Join.of(
            "area", AREA, AREA.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(AREA.ID.eq(AREA_PREMISES.AREA_ID)), IN_AREA);

    private static final Join TURN = Join.dated(
            "turn",
            AREA_COLLECTOR,
            asked -> AREA_COLLECTOR
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(AREA_COLLECTOR.AREA_ID.eq(AREA_PREMISES.AREA_ID))
                    .and(asked.holds(AREA_COLLECTOR.FROM_ON, AREA_COLLECTOR.TO_ON)),
            IN_AREA);

    static final Join COLLECTORS = Join.of("collector", ACCOUNT, ACCOUNT.ID.eq(AREA_COLLECTOR.COLLECTOR_ID), TURN);

    private static final Join OWNED = Join.dated(
            "owned",
            OWNERSHIP,
            asked -> OWNERSHIP
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(OWNERSHIP.PREMISES_ID.eq(PREMISES.ID))
                    .and(OWNERSHIP.VOIDED_AT.isNull())
                    .and(asked.holds(OWNERSHIP.FROM_ON, OWNERSHIP.TO_ON)));

    private static final Join BILLED = Join.of(
            "billed",
            OWNERSHIP_OWNER,
            OWNERSHIP_OWNER
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(OWNERSHIP_OWNER.OWNERSHIP_ID.eq(OWNERSHIP.ID))
                    .and(OWNERSHIP_OWNER.BILLED),
            OWNED);

    static final Join OWNERS = Join.of(
            "owner",
            OWNER,
            OWNER.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(OWNER.ID.eq(OWNERSHIP_OWNER.PERSON_ID)),
            BILLED);

    private static final Join LET = Join.dated(
            "let",
            TENANCY,
            asked -> TENANCY.COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(TENANCY.PREMISES_ID.eq(PREMISES.ID))
                    .and(TENANCY.VOIDED_AT.isNull())
                    .and(asked.holds(TENANCY.FROM_ON, TENANCY.TO_ON)));

    static final Join TENANTS = Join.of(
            "tenant", TENANT, TENANT.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(TENANT.ID.eq(TENANCY.TENANT_ID)), LET);

    static final Join ANSWERING = Join.dated(
            "answering",
            HOUSEHOLD,
            asked -> HOUSEHOLD
                    .COMMUNITY_ID
                    .eq(PREMISES.COMMUNITY_ID)
                    .and(HOUSEHOLD.PREMISES_ID.eq(PREMISES.ID))
                    .and(asked.holds(HOUSEHOLD.FROM_ON, HOUSEHOLD.TO_ON)));

    static final Join PAYERS = Join.of(
            "payer",
            PAYER,
            PAYER.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID).and(PAYER.ID.eq(HOUSEHOLD.PAYER_ID)),
            ANSWERING);

    /** What is open now, whatever day is asked for: what was open on an earlier day is the aging's business. */
    static final Join OWING = Join.summed(
            "owed",
            asked -> lateral(open(asked, CHARGE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID))
                            .and(CHARGE.PREMISES_ID.eq(PREMISES.ID)))
                    .as("owed"),
            asked -> open(asked, CHARGE.COMMUNITY_ID.eq(asked.community()))
                    .groupBy(CHARGE.PREMISES_ID)
                    .asTable("owed"),
            field(name("owed", "premises_id"), Long.class).eq(PREMISES.ID));

    private PremisesJoins() {}

    /** Inline, so that a prepared statement still sees that the index of open charges answers. */
    private static SelectConditionStep<?> open(Asked asked, Condition where) {
        Field<BigDecimal> sum = sum(CHARGE.OPEN_FEN.coerce(Long.class));
        Field<BigDecimal> overdue = sum(CHARGE.OPEN_FEN.coerce(Long.class)).filterWhere(CHARGE.DUE_ON.lt(asked.on()));
        return select(
                        sum.cast(Long.class).as("fen"),
                        overdue.cast(Long.class).as("overdue"),
                        max(CHARGE.PREMISES_ID).as("premises_id"))
                .from(CHARGE)
                .where(where, CHARGE.OPEN_FEN.ne(inline(Money.ZERO)));
    }
}
