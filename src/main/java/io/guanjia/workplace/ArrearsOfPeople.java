package io.guanjia.workplace;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.REDIRECT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.registers.Asked;
import io.guanjia.registers.Column;
import io.guanjia.registers.Join;
import io.guanjia.registers.MoreColumns;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** What people owe now as payers, with what whoever was merged into them owes (decision 0023). */
@Component
class ArrearsOfPeople implements MoreColumns {

    private static final Join OWING = new Join(
            "owing",
            ArrearsOfPeople::open,
            asked -> field(name("owing", "payer_id"), Long.class).eq(PERSON.ID),
            List.of());

    @Override
    public String register() {
        return "people";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                owing("owed", "workplace.premises.owed", "fen"), owing("overdue", "workplace.overdue", "overdue"));
    }

    private static Column owing(String code, String label, String field) {
        return Column.money(code, label, field(name("owing", field), Long.class))
                .needs(Permission.BILLING_READ)
                .with(OWING)
                .onDemand();
    }

    /** Grouped once: no index leads from a payer to charges, and one on every charge would slow each bill run down. */
    private static Table<?> open(Asked asked) {
        Field<Long> payer = coalesce(REDIRECT.TO_ID, CHARGE.PAYER_ID);
        Field<BigDecimal> sum = sum(CHARGE.OPEN_FEN.coerce(Long.class));
        Field<BigDecimal> overdue = sum(CHARGE.OPEN_FEN.coerce(Long.class)).filterWhere(CHARGE.DUE_ON.lt(asked.on()));
        return select(
                        payer.as("payer_id"),
                        sum.cast(Long.class).as("fen"),
                        overdue.cast(Long.class).as("overdue"))
                .from(CHARGE)
                .leftJoin(REDIRECT)
                .on(REDIRECT.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), REDIRECT.PERSON_ID.eq(CHARGE.PAYER_ID))
                .where(CHARGE.COMMUNITY_ID.eq(asked.community()), CHARGE.OPEN_FEN.ne(inline(Money.ZERO)))
                .groupBy(payer)
                .asTable("owing");
    }
}
