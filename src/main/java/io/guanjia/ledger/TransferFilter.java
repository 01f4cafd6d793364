package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which transfers a list shows; what is null does not restrict it.
 *
 * @param account on either side
 * @param from the first and {@code to} the last business date
 */
public record TransferFilter(
        @Nullable Account account,
        @Nullable Long premisesId,
        @Nullable Long holderId,
        @Nullable SourceKind sourceKind,
        @Nullable Long sourceId,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    public static TransferFilter ofAccount(Account account) {
        return new TransferFilter(account, null, null, null, null, null, null);
    }

    public static TransferFilter ofPremises(long premisesId) {
        return new TransferFilter(null, premisesId, null, null, null, null, null);
    }

    public static TransferFilter ofSource(SourceKind kind, long sourceId) {
        return new TransferFilter(null, null, null, kind, sourceId, null, null);
    }

    TransferFilter until(@Nullable LocalDate lastDay) {
        return new TransferFilter(account, premisesId, holderId, sourceKind, sourceId, null, lastDay);
    }

    /** Nothing but the account and dates: what stood on it before can be taken from the closed months. */
    boolean isWholeAccount() {
        return account != null && premisesId == null && holderId == null && sourceKind == null && sourceId == null;
    }
}
