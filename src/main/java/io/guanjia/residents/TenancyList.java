package io.guanjia.residents;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.TENANCY;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Masked;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Filter;
import io.guanjia.registers.Join;
import io.guanjia.registers.Register;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** 租赁台账: who rented what from when to when, and who of both pays. */
@Component
class TenancyList implements Register {

    private static final Join HOME = Join.of(
            "premises",
            PREMISES,
            PREMISES.COMMUNITY_ID.eq(TENANCY.COMMUNITY_ID).and(PREMISES.ID.eq(TENANCY.PREMISES_ID)));

    private static final Join TENANTS = Join.of(
            "tenant", PERSON, PERSON.COMMUNITY_ID.eq(TENANCY.COMMUNITY_ID).and(PERSON.ID.eq(TENANCY.TENANT_ID)));

    private final PersonTables tables;

    TenancyList(PersonTables tables) {
        this.tables = tables;
    }

    @Override
    public String code() {
        return "tenancies";
    }

    @Override
    public String title() {
        return "residents.list.tenancies";
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
        return TENANCY;
    }

    @Override
    public Field<Long> community() {
        return TENANCY.COMMUNITY_ID;
    }

    @Override
    public Field<Long> id() {
        return TENANCY.ID;
    }

    @Override
    public Field<Long> opened() {
        return TENANCY.PREMISES_ID;
    }

    @Override
    public Condition standing(Asked asked) {
        return TENANCY.VOIDED_AT.isNull();
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("code", "estate.premises.code", PREMISES.CODE)
                        .sortedBy(PREMISES.SORT_KEY)
                        .with(HOME),
                Column.text("tenant", "residents.list.tenant", PERSON.NAME)
                        .personal(Masked::name, PERSON.KIND.eq(PersonKind.COMPANY))
                        .with(TENANTS),
                Column.text("phone", "residents.person.phone", PERSON.PHONE)
                        .personal(Masked::phone)
                        .with(TENANTS),
                Column.choice(
                        "pays",
                        "residents.list.tenant.pays",
                        when(TENANCY.PAYS, inline("TENANT")).otherwise(inline("OWNER")),
                        "residents.list.pays"),
                Column.date("from", "residents.list.from", TENANCY.FROM_ON),
                Column.date("to", "residents.list.to", TENANCY.TO_ON));
    }

    @Override
    public List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.text("query", "residents.search", this::said)
                .hinting("residents.search.hint")
                .with(HOME, TENANTS));
        filters.addAll(SpanFilters.of(TENANCY.FROM_ON, TENANCY.TO_ON));
        return filters;
    }

    private Condition said(Asked asked, String text) {
        return PremisesRegister.said(text).or(tables.called(asked.community(), text));
    }
}
