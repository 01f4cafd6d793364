package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collector's money of one day and community (交款单, rules.md §6.1).
 *
 * @param ordinal 2 and more: money that came after an earlier sheet of the day was counted
 * @param floatHeld in the drawer before any money was taken; it stays there
 * @param expected float + cash taken − same-day voids
 * @param counted by the collector; null until counted
 * @param difference counted − expected; negative: a shortage (短款)
 * @param handedOver what leaves the drawer, cash only
 * @param accepted the clerk's own count of what was handed over; null until signed
 * @param returned why it waits to be counted again; null as a rule
 */
public record DaySheet(
        @OpaqueId long id,
        @OpaqueId long collectorId,
        String collector,
        LocalDate on,
        int ordinal,
        SheetState state,
        @JsonProperty("floatFen") Money floatHeld,
        List<Tender> tenders,
        Receipts receipts,
        @JsonProperty("cashFen") Money cash,
        @JsonProperty("chequesFen") Money cheques,
        @JsonProperty("expectedFen") Money expected,
        @JsonProperty("countedFen") @Nullable Money counted,
        @JsonProperty("differenceFen") @Nullable Money difference,
        @Nullable String differenceReason,
        @JsonProperty("handedOverFen") @Nullable Money handedOver,
        @Nullable String returned,
        @Nullable Instant submittedAt,
        @Nullable String acceptedBy,
        @JsonProperty("acceptedFen") @Nullable Money accepted,
        @Nullable Instant acceptedAt,
        List<Count> counts) {

    /** What was taken in one tender, voided payments left out. */
    public record Tender(
            TenderKind kind,
            long payments,
            @JsonProperty("amountFen") Money amount) {}

    /** The numbers of the day, from the first to the last, and those made void. */
    public record Receipts(
            long used, @Nullable String first, @Nullable String last, List<VoidedNumber> voided) {}

    /** A void keeps its number and date, its amount counts as nothing (rules.md §5.3). */
    public record VoidedNumber(
            String number,
            boolean spoiledBlank,
            boolean waiting,
            @JsonProperty("amountFen") Money amount,
            String reason) {}

    /** One count by one person; a sheet that went back has several. */
    public record Count(
            int attempt,
            boolean byCollector,
            String countedBy,
            Instant countedAt,
            CashCount pieces,
            @JsonProperty("totalFen") Money total) {}

    public Money taken() {
        return Money.sum(tenders.stream().map(Tender::amount));
    }

    /** Waits for its collector: nobody has counted it, or it was sent back. */
    public boolean toCount() {
        return state == SheetState.OPEN || returned != null;
    }

    public boolean toAccept() {
        return state == SheetState.SUBMITTED && returned == null;
    }
}
