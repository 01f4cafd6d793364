package io.guanjia.openings;

import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opening balances of one list, from proposal to posting. The totals are {@link NewOpening}'s. */
public record OpeningStatement(
        long id,
        long itemId,
        String itemName,
        int year,
        String source,
        @Nullable Long importId,
        int rows,
        Money paid,
        Money arrears,
        StatementState state,
        long createdBy,
        Instant createdAt,
        @Nullable Long approvalId,
        @Nullable LocalDate postedOn,
        @Nullable Long postedBy,
        @Nullable Long reversalApprovalId,
        @Nullable LocalDate reversedOn,
        @Nullable String reversalReason,
        List<NewOpening.BuildingTotal> buildings) {

    /** For whoever decides about it: no personal data. */
    String summary() {
        return year + " " + itemName + " · " + rows + " · " + arrears.format();
    }
}
