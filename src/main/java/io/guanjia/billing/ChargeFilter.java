package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.estate.Tables.PREMISES;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which charges of a community; what is null does not narrow.
 *
 * @param premises the code of the premises
 * @param run the bill run that posted them
 */
public record ChargeFilter(
        @Nullable Month month,
        @Nullable Long item,
        @Nullable String premises,
        @Nullable Long run,
        Charge.@Nullable State state) {

    Condition condition() {
        Condition all = DSL.noCondition();
        all = month == null ? all : all.and(CHARGE.MONTH.eq(month.firstDay()));
        all = item == null ? all : all.and(CHARGE.ITEM_ID.eq(item));
        all = premises == null || premises.isBlank() ? all : all.and(PREMISES.CODE.eq(premises.strip()));
        all = run == null ? all : all.and(CHARGE.BILL_RUN_ID.eq(run));
        return state == null ? all : all.and(standing(state));
    }

    private static Condition standing(Charge.State state) {
        return switch (state) {
            case OPEN -> CHARGE.OPEN_FEN.ne(Money.ZERO);
            case SETTLED -> CHARGE.OPEN_FEN.eq(Money.ZERO).and(CHARGE.REVERSED_ON.isNull());
            case REVERSED -> CHARGE.REVERSED_ON.isNotNull();
        };
    }
}
