package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.SealKind;
import io.guanjia.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link of a community's chain over a locked day sheet or a closed month.
 *
 * @param subjectId the sheet, or the month as yyyymm
 * @param transfers how many it covers, and {@code amount} what they add up to
 * @param sha256 64 hexadecimal digits over the previous seal and every transfer in the order of their ids (docs/ledger.md)
 */
public record Seal(
        long id,
        SealKind kind,
        long subjectId,
        long transfers,
        Money amount,
        @Nullable Long lastTransferId,
        @Nullable Long previousId,
        String sha256,
        Instant sealedAt,
        @Nullable Long sealedBy) {

    /** The number of the sheet, or the month as 2026-06. */
    public String subject() {
        String digits = Long.toString(subjectId);
        return kind == SealKind.MONTH ? digits.substring(0, 4) + "-" + digits.substring(4) : digits;
    }
}
