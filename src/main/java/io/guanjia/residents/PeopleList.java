package io.guanjia.residents;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.OWNERSHIP_OWNER;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.TENANCY;
import static io.guanjia.db.residents.Tables.VEHICLE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import io.guanjia.web.Choice;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 业户信息表, as of any day: who they are, how to reach them, what they own and rent. */
@Component
class PeopleList implements Register {

    private final PersonTables tables;
    private final IdentityNumbers numbers;

    PeopleList(PersonTables tables, IdentityNumbers numbers) {
        this.tables = tables;
        this.numbers = numbers;
    }

    /** What a person is on the day; somebody may be several things. */
    enum Part {
        OWNER,
        TENANT,
        PAYER,
        NONE
    }

    @Override
    public String code() {
        return "people";
    }

    @Override
    public String title() {
        return "residents.people";
    }

    @Override
    public Permission permission() {
        return Permission.RESIDENTS_READ;
    }

    @Override
    public String address() {
        return "/communities/{c}/people";
    }

    @Override
    public String opens() {
        return "/communities/{c}/people/{id}";
    }

    @Override
    public Table<?> rows() {
        return PERSON;
    }

    @Override
    public Field<Long> community() {
        return PERSON.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return PERSON.ID;
    }

    /** Whoever was merged is found as the person that stands for both. */
    @Override
    public Condition standing(Asked asked) {
        return tables.unmerged(asked.community());
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", "residents.person.name", PERSON.NAME)
                        .sorted()
                        .personal(Masked::name, PERSON.KIND.eq(PersonKind.COMPANY)),
                Column.choice("kind", "residents.person.kind", PERSON.KIND, "residents.kind"),
                Column.choice("gender", "residents.person.gender", PERSON.GENDER, "residents.gender")
                        .onDemand(),
                Column.text("phone", "residents.person.phone", PERSON.PHONE).personal(Masked::phone),
                Column.made(
                                "identity",
                                "residents.person.identity",
                                this::number,
                                List.of(PERSON.COMMUNITY_ID, PERSON.IDENTITY_CIPHER))
                        .personal(Masked::identityNumber)
                        .onDemand(),
                listed("owns", "residents.list.owns", PeopleList::owned),
                listed("rents", "residents.list.rents", PeopleList::rented),
                listed("vehicles", "residents.vehicles", PeopleList::driven)
                        .personal(Masked::plates)
                        .onDemand());
    }

    @Override
    public List<Filter> filters() {
        return List.of(
                Filter.text("query", "residents.search", (asked, text) -> tables.calledOrWas(asked.community(), text))
                        .hinting("residents.search.people"),
                Filter.pick(
                        "kind",
                        "residents.person.kind",
                        c -> Choice.of("residents.kind", PersonKind.values()),
                        (asked, kind) -> PERSON.KIND.eq(PersonKind.valueOf(kind))),
                Filter.pick(
                        "part",
                        "residents.role",
                        c -> Choice.of("residents.part", Part.values()),
                        (asked, part) -> being(asked, Part.valueOf(part))));
    }

    private @Nullable String number(Record row) {
        byte[] cipher = row.get(PERSON.IDENTITY_CIPHER);
        return cipher == null ? null : numbers.decrypt(row.get(PERSON.COMMUNITY_ID), cipher);
    }

    /** All that belongs to a person, in one cell. */
    private static Column listed(String code, String label, Function<Asked, Select<Record1<String>>> listed) {
        Join join = new Join(code, asked -> lateral(listed.apply(asked)).as(code), asked -> trueCondition(), List.of());
        return Column.text(code, label, field(name(code, "listed"), String.class))
                .with(join);
    }

    private static Select<Record1<String>> owned(Asked asked) {
        return select(listAgg(PREMISES.CODE, Masked.BETWEEN)
                        .withinGroupOrderBy(PREMISES.SORT_KEY)
                        .as("listed"))
                .from(OWNERSHIP_OWNER)
                .join(OWNERSHIP)
                .on(OWNERSHIP.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), OWNERSHIP.ID.eq(OWNERSHIP_OWNER.OWNERSHIP_ID))
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), PREMISES.ID.eq(OWNERSHIP.PREMISES_ID))
                .where(OWNERSHIP_OWNER.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), OWNERSHIP_OWNER.PERSON_ID.eq(PERSON.ID))
                .and(OWNERSHIP.VOIDED_AT.isNull())
                .and(asked.holds(OWNERSHIP.FROM_ON, OWNERSHIP.TO_ON));
    }

    private static Select<Record1<String>> rented(Asked asked) {
        return select(listAgg(PREMISES.CODE, Masked.BETWEEN)
                        .withinGroupOrderBy(PREMISES.SORT_KEY)
                        .as("listed"))
                .from(TENANCY)
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), PREMISES.ID.eq(TENANCY.PREMISES_ID))
                .where(renting(asked));
    }

    private static Select<Record1<String>> driven(Asked asked) {
        return select(listAgg(VEHICLE.PLATE, Masked.BETWEEN)
                        .withinGroupOrderBy(VEHICLE.PLATE)
                        .as("listed"))
                .from(VEHICLE)
                .where(VEHICLE.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), VEHICLE.PERSON_ID.eq(PERSON.ID))
                .and(asked.holds(VEHICLE.FROM_ON, VEHICLE.TO_ON));
    }

    private static Condition renting(Asked asked) {
        return TENANCY.COMMUNITY_ID
                .eq(PERSON.COMMUNITY_ID)
                .and(TENANCY.TENANT_ID.eq(PERSON.ID))
                .and(TENANCY.VOIDED_AT.isNull())
                .and(asked.holds(TENANCY.FROM_ON, TENANCY.TO_ON));
    }

    private static Condition being(Asked asked, Part part) {
        return switch (part) {
            case OWNER -> exists(owning(asked));
            case TENANT -> exists(selectOne().from(TENANCY).where(renting(asked)));
            case PAYER -> exists(answering(asked));
            case NONE ->
                exists(owning(asked))
                        .or(exists(selectOne().from(TENANCY).where(renting(asked))))
                        .or(exists(answering(asked)))
                        .not();
        };
    }

    private static SelectConditionStep<?> owning(Asked asked) {
        return selectOne()
                .from(OWNERSHIP_OWNER)
                .join(OWNERSHIP)
                .on(OWNERSHIP.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), OWNERSHIP.ID.eq(OWNERSHIP_OWNER.OWNERSHIP_ID))
                .where(OWNERSHIP_OWNER.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), OWNERSHIP_OWNER.PERSON_ID.eq(PERSON.ID))
                .and(OWNERSHIP.VOIDED_AT.isNull())
                .and(asked.holds(OWNERSHIP.FROM_ON, OWNERSHIP.TO_ON));
    }

    private static SelectConditionStep<?> answering(Asked asked) {
        return selectOne()
                .from(HOUSEHOLD)
                .where(HOUSEHOLD.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), HOUSEHOLD.PAYER_ID.eq(PERSON.ID))
                .and(asked.holds(HOUSEHOLD.FROM_ON, HOUSEHOLD.TO_ON));
    }
}
