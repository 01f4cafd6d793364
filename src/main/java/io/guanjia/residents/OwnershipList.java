package io.guanjia.residents;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.OWNERSHIP;
import static io.guanjia.db.residents.Tables.OWNERSHIP_OWNER;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.db.residents.tables.Ownership;
import io.guanjia.db.residents.tables.OwnershipOwner;
import io.guanjia.db.residents.tables.Person;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 产权台账: who owned what from when to when; between two days, what changed hands. */
@Component
class OwnershipList implements Register {

    private static final String BETWEEN = "、";
    private static final Person OWNER = PERSON.as("owner");
    private static final Ownership EARLIER = OWNERSHIP.as("earlier");
    private static final OwnershipOwner EARLIER_BILLED = OWNERSHIP_OWNER.as("earlier_billed");
    private static final Person SELLER = PERSON.as("seller");

    private static final OwnershipOwner OTHER = OWNERSHIP_OWNER.as("other");

    private static final Join HOME = Join.of(
            "premises",
            PREMISES,
            PREMISES.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID).and(PREMISES.ID.eq(OWNERSHIP.PREMISES_ID)));

    private static final Join BILLED = Join.of(
            "billed",
            OWNERSHIP_OWNER,
            OWNERSHIP_OWNER
                    .COMMUNITY_ID
                    .eq(OWNERSHIP.COMMUNITY_ID)
                    .and(OWNERSHIP_OWNER.OWNERSHIP_ID.eq(OWNERSHIP.ID))
                    .and(OWNERSHIP_OWNER.BILLED));

    private static final Join OWNERS = Join.of(
            "owner",
            OWNER,
            OWNER.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID).and(OWNER.ID.eq(OWNERSHIP_OWNER.PERSON_ID)),
            BILLED);

    private static final Join BEFORE = Join.of(
            "earlier",
            EARLIER,
            EARLIER.COMMUNITY_ID
                    .eq(OWNERSHIP.COMMUNITY_ID)
                    .and(EARLIER.PREMISES_ID.eq(OWNERSHIP.PREMISES_ID))
                    .and(EARLIER.VOIDED_AT.isNull())
                    .and(EARLIER.TO_ON.eq(OWNERSHIP.FROM_ON.minus(1))));

    private static final Join BILLED_BEFORE = Join.of(
            "earlier-billed",
            EARLIER_BILLED,
            EARLIER_BILLED
                    .COMMUNITY_ID
                    .eq(OWNERSHIP.COMMUNITY_ID)
                    .and(EARLIER_BILLED.OWNERSHIP_ID.eq(EARLIER.ID))
                    .and(EARLIER_BILLED.BILLED),
            BEFORE);

    private static final Join SELLERS = Join.of(
            "seller",
            SELLER,
            SELLER.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID).and(SELLER.ID.eq(EARLIER_BILLED.PERSON_ID)),
            BILLED_BEFORE);

    private static final Join BESIDE = new Join("beside", asked -> beside(), asked -> trueCondition(), List.of());

    private final PersonTables tables;

    OwnershipList(PersonTables tables) {
        this.tables = tables;
    }

    @Override
    public String code() {
        return "ownerships";
    }

    @Override
    public String title() {
        return "residents.list.ownerships";
    }

    @Override
    public Permission permission() {
        return Permission.RESIDENTS_READ;
    }

    @Override
    public String opens() {
        return "/communities/{c}/premises/{id}";
    }

    @Override
    public Table<?> rows() {
        return OWNERSHIP;
    }

    @Override
    public Field<Long> community() {
        return OWNERSHIP.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return OWNERSHIP.ID;
    }

    @Override
    public Field<Long> opened() {
        return OWNERSHIP.PREMISES_ID;
    }

    @Override
    public Condition standing(Asked asked) {
        return OWNERSHIP.VOIDED_AT.isNull();
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("code", "estate.premises.code", PREMISES.CODE)
                        .sortedBy(PREMISES.SORT_KEY)
                        .with(HOME),
                Column.text("owner", "residents.list.owner", OWNER.NAME)
                        .personal(Masked::name, OWNER.KIND.eq(PersonKind.COMPANY))
                        .with(OWNERS),
                Column.text("coOwners", "residents.list.co-owners", field(name("beside", "names"), String.class))
                        .personal(OwnershipList::maskedNames)
                        .with(BESIDE),
                Column.text("phone", "residents.person.phone", OWNER.PHONE)
                        .personal(Masked::phone)
                        .with(OWNERS)
                        .onDemand(),
                Column.date("from", "residents.list.from", OWNERSHIP.FROM_ON),
                Column.date("to", "residents.list.to", OWNERSHIP.TO_ON),
                Column.text("before", "residents.list.owner.before", SELLER.NAME)
                        .personal(Masked::name, SELLER.KIND.eq(PersonKind.COMPANY))
                        .with(SELLERS),
                Column.choice("kind", "estate.premises.kind", PREMISES.KIND, "estate.kind")
                        .with(HOME)
                        .onDemand());
    }

    @Override
    public List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.text("query", "residents.search", this::said)
                .hinting("residents.search.hint")
                .with(HOME));
        filters.addAll(SpanFilters.of(OWNERSHIP.FROM_ON, OWNERSHIP.TO_ON));
        return filters;
    }

    private Condition said(Asked asked, String text) {
        return PremisesRegister.said(text)
                .or(OWNERSHIP.ID.in(select(OWNERSHIP_OWNER.OWNERSHIP_ID)
                        .from(OWNERSHIP_OWNER)
                        .join(PERSON)
                        .on(
                                PERSON.COMMUNITY_ID.eq(OWNERSHIP_OWNER.COMMUNITY_ID),
                                PERSON.ID.eq(OWNERSHIP_OWNER.PERSON_ID))
                        .where(OWNERSHIP_OWNER.COMMUNITY_ID.eq(asked.community()))
                        .and(tables.called(asked.community(), text))));
    }

    private static Table<?> beside() {
        return lateral(select(listAgg(PERSON.NAME, BETWEEN)
                                .withinGroupOrderBy(PERSON.ID)
                                .as("names"))
                        .from(OTHER)
                        .join(PERSON)
                        .on(PERSON.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID))
                        .and(PERSON.ID.eq(OTHER.PERSON_ID))
                        .where(OTHER.COMMUNITY_ID.eq(OWNERSHIP.COMMUNITY_ID))
                        .and(OTHER.OWNERSHIP_ID.eq(OWNERSHIP.ID))
                        .and(OTHER.BILLED.isFalse()))
                .as("beside");
    }

    private static String maskedNames(String names) {
        return Arrays.stream(names.split(BETWEEN)).map(Masked::name).collect(Collectors.joining(BETWEEN));
    }
}
