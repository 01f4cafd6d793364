package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One used number of a book: the receipt of a payment, or a spoiled blank.
 *
 * @param copies labels of the book's copies; every one of them must be there for a void
 * @param prints how often it was printed; from the second time on marked 重打
 */
public record Receipt(
        String number,
        ReceiptState state,
        @OpaqueId long bookId,
        @OpaqueId long sheetId,
        @OpaqueId @Nullable Long paymentId,
        List<String> copies,
        ReceiptLayout layout,
        ReceiptContent content,
        @OpaqueId long issuedBy,
        Instant issuedAt,
        int prints,
        @Nullable Voiding voiding) {

    /** Who asked to void it, who confirmed, and which copies lay there. */
    public record Voiding(
            String reason,
            List<String> copies,
            @OpaqueId long requestedBy,
            String requester,
            Instant requestedAt,
            @Nullable String confirmer,
            @Nullable Instant confirmedAt) {}

    @JsonIgnore
    public boolean isSpoiledBlank() {
        return paymentId == null;
    }

    @JsonIgnore
    public boolean isVoid() {
        return state == ReceiptState.VOID;
    }
}
