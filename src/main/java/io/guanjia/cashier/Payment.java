package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.kernel.AmountInWords;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that was taken: from whom, in which tenders, what it settled and what of it was kept for later bills.
 *
 * @param payer the name as it stands on the receipt
 * @param voidedAt when its receipt was made void and everything undone; null as a rule
 */
public record Payment(
        @OpaqueId long id,
        LocalDate paidOn,
        Instant paidAt,
        @OpaqueId long collectorId,
        String collector,
        @OpaqueId long sheetId,
        @OpaqueId @Nullable Long payerId,
        String payer,
        @JsonProperty("amountFen") Money amount,
        @JsonProperty("allocatedFen") Money allocated,
        @JsonProperty("prepaymentFen") Money prepaid,
        AllocationRule allocationRule,
        String receiptNumber,
        ReceiptState receiptState,
        @Nullable Instant voidedAt,
        List<TakePayment.Tender> tenders,
        List<Allocation> allocations,
        List<Prepayment> prepayments) {

    /** So much of the payment went on this charge. */
    public record Allocation(
            @OpaqueId long premisesId,
            String premises,
            @OpaqueId long chargeId,
            @OpaqueId long itemId,
            String item,
            Month month,
            LocalDate from,
            LocalDate to,
            @JsonProperty("amountFen") Money amount) {}

    /** So much of it was kept, and for whom. */
    public record Prepayment(
            @OpaqueId long premisesId,
            String premises,
            @OpaqueId long payerId,
            FeeClass feeClass,
            @JsonProperty("amountFen") Money amount) {}

    @JsonProperty
    public String amountInWords() {
        return AmountInWords.withPrefix(amount);
    }

    @JsonIgnore
    public boolean isVoided() {
        return voidedAt != null;
    }
}
