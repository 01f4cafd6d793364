package io.guanjia.billing;

import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A charge by hand, from proposal to posting. */
public record OneOffCharge(
        long id,
        long premisesId,
        String premisesCode,
        long itemId,
        String itemName,
        Month month,
        Money amount,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        long payerId,
        String payerName,
        LocalDate dueOn,
        String description,
        OneOffState state,
        long createdBy,
        Instant createdAt,
        @Nullable Long approvalId,
        @Nullable Long chargeId,
        @Nullable LocalDate reversedOn,
        @Nullable Long reversalApprovalId) {

    /** As it is written for people. */
    public @Nullable String price() {
        return unitPrice == null ? null : UnitPrice.text(unitPrice);
    }

    /** For whoever decides about it: no personal data. */
    String summary() {
        return premisesCode + " " + itemName + " " + month;
    }
}
