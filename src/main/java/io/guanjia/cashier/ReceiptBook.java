package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.db.cashier.enums.BookState;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book of numbered receipt forms.
 *
 * @param nextNo the next unused number; one past the last when none is left
 */
public record ReceiptBook(
        @OpaqueId long id,
        String prefix,
        long firstNo,
        long lastNo,
        int digits,
        long nextNo,
        List<String> copies,
        ReceiptLayout layout,
        BookState state,
        @OpaqueId @Nullable Long holderId,
        @Nullable String holder,
        @Nullable Instant issuedAt,
        @Nullable Instant returnedAt) {

    @JsonProperty
    public String first() {
        return number(firstNo);
    }

    @JsonProperty
    public String last() {
        return number(lastNo);
    }

    /** How many numbers are unused. */
    @JsonProperty
    public long left() {
        return lastNo - nextNo + 1;
    }

    @JsonIgnore
    public String next() {
        return number(nextNo);
    }

    /** In stock, or taken back with numbers still unused. */
    @JsonIgnore
    public boolean isToBeIssued() {
        return state == BookState.STOCK || (state == BookState.RETURNED && left() > 0);
    }

    /** With a collector: in use, or used up with its stubs not handed in yet (rules.md §5.2). */
    @JsonIgnore
    public boolean isOut() {
        return state == BookState.ISSUED || state == BookState.USED_UP;
    }

    String number(long no) {
        return NewBook.number(prefix, digits, no);
    }
}
