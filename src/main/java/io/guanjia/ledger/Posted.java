package io.guanjia.ledger;

import io.guanjia.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as it stands in the books.
 *
 * @param reversesId the transfer that it undoes (红冲), and {@code reversedById} the one that undoes it
 * @param balance what stands on the listed account after it, from the account's normal side; null where no account is listed
 */
public record Posted(
        long id,
        Transfer transfer,
        @Nullable Long reversesId,
        @Nullable Long reversedById,
        @Nullable Long actorId,
        Instant postedAt,
        @Nullable Money balance) {

    Posted withBalance(Money balance) {
        return new Posted(id, transfer, reversesId, reversedById, actorId, postedAt, balance);
    }

    /** A transfer that undoes or is undone is shown with its counterpart. */
    public @Nullable Long counterpartId() {
        return reversesId == null ? reversedById : reversesId;
    }
}
