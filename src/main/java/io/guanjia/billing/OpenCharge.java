package io.guanjia.billing;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A charge of which something is still owed.
 *
 * @param amount what was charged
 * @param open what is still owed of it
 * @param quantity ㎡ or pieces, when one quantity and one price explain the whole line
 * @param unitPrice yuan with the decimals of the tariff, beside {@code quantity}
 * @param opening owed since before Guanjia (期初)
 */
public record OpenCharge(
        long id,
        long premisesId,
        String premisesCode,
        long itemId,
        String itemName,
        FeeClass feeClass,
        FundClass fundClass,
        Month month,
        DateSpan span,
        Money amount,
        Money open,
        LocalDate dueOn,
        long payerId,
        String payerName,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        boolean opening) {

    public boolean isOverdue(LocalDate on) {
        return dueOn.isBefore(on);
    }
}
