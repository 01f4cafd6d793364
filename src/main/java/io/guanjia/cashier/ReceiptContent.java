package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.AmountInWords;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything a receipt says (rules.md §5.4), frozen when its number is used: names, prices and balances may change later, a receipt
 * does not. Stored as JSON of its own making, apart from the look of the API.
 *
 * @param payee who received the money: the company, else the community
 * @param premises codes of all premises, in the order of the payment
 * @param rule the order in which the money was allocated
 * @param arrears what these premises owe after this payment, due or not
 * @param prepaid what these premises and this payer have prepaid after it
 */
public record ReceiptContent(
        String number,
        LocalDate on,
        String payee,
        String community,
        String payer,
        List<String> premises,
        List<Line> lines,
        List<Prepayment> prepayments,
        List<Tender> tenders,
        @JsonProperty("totalFen") Money total,
        AllocationRule rule,
        @JsonProperty("arrearsFen") Money arrears,
        @JsonProperty("prepaidFen") Money prepaid,
        String collector) {

    /** One charge, or a part of it: what was billed for which days and how much of it was paid now. */
    public record Line(
            String premises,
            String item,
            String month,
            LocalDate from,
            LocalDate to,
            @Nullable String quantity,
            @Nullable String unitPrice,
            @JsonProperty("chargedFen") Money charged,
            @JsonProperty("amountFen") Money amount,
            @JsonProperty("openAfterFen") Money openAfter) {}

    public record Prepayment(
            String premises,
            FeeClass feeClass,
            @JsonProperty("amountFen") Money amount,
            @JsonProperty("balanceFen") Money balance) {}

    public record Tender(
            TenderKind kind,
            @JsonProperty("amountFen") Money amount,
            @JsonProperty("givenFen") @Nullable Money given,
            @Nullable String reference) {
        /** Only cash is given back. */
        @JsonIgnore
        public @Nullable Money change() {
            return given == null ? null : given.minus(amount);
        }
    }

    public ReceiptContent {
        premises = List.copyOf(premises);
        lines = List.copyOf(lines);
        prepayments = List.copyOf(prepayments);
        tenders = List.copyOf(tenders);
    }

    /** A number that was spoiled before anything was written on it: it says nothing but itself. */
    static ReceiptContent spoiled(String number, LocalDate on, String payee, String community, String collector) {
        return new ReceiptContent(
                number,
                on,
                payee,
                community,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Money.ZERO,
                AllocationRule.OLDEST_FIRST,
                Money.ZERO,
                Money.ZERO,
                collector);
    }

    @JsonProperty
    public String amountInWords() {
        return AmountInWords.withPrefix(total);
    }

    JSONB stored() {
        return JSONB.jsonb(JSON.writeValueAsString(this));
    }

    static ReceiptContent of(JSONB stored) {
        return JSON.readValue(stored.data(), ReceiptContent.class);
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(seen -> seen.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .addMixIn(Money.class, Fen.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private abstract static class Fen {
        @JsonValue
        long fen;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Fen(long fen) {}
    }
}
