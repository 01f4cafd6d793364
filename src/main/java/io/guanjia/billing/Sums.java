package io.guanjia.billing;

import io.guanjia.kernel.Money;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Sums of amounts: zero where there is nothing to add up. */
final class Sums {
    private Sums() {}

    static Field<Money> of(Field<Money> amount) {
        return DSL.field("coalesce(sum({0}), 0)::bigint", amount.getDataType(), amount);
    }
}
