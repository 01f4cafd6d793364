package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One payment in a list. */
public record PaymentRow(
        @OpaqueId long id,
        LocalDate paidOn,
        Instant paidAt,
        String receiptNumber,
        ReceiptState receiptState,
        List<String> premises,
        String payer,
        List<TenderKind> tenders,
        @JsonProperty("amountFen") Money amount,
        @JsonProperty("prepaymentFen") Money prepaid,
        @OpaqueId long collectorId,
        String collector) {}
