package io.guanjia.ledger;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.util.List;
import java.util.Optional;

/**
 * What came of computing a chain anew.
 *
 * @param transfers how many rows were read; a row counts in its sheet and in its month
 * @param broken in the order of the chain
 * @param unsealed closed months without a seal
 */
public record SealCheck(long seals, long transfers, List<Broken> broken, List<Month> unsealed) {

    public enum Flaw {
        /** The seal does not follow the one before it: one is missing, added or turned. */
        CHAIN_BROKEN,
        /** Rows were added or removed, or amounts changed. */
        TRANSFERS_DIFFER,
        /** As many rows and the same total, but not the same content; or the seal itself was changed. */
        CONTENT_CHANGED
    }

    /** @param transfers how many rows it would cover now, and {@code amount} their total */
    public record Broken(Seal seal, Flaw flaw, long transfers, Money amount) {}

    public SealCheck {
        broken = List.copyOf(broken);
        unsealed = List.copyOf(unsealed);
    }

    public boolean intact() {
        return broken.isEmpty() && unsealed.isEmpty();
    }

    public Optional<Broken> firstBroken() {
        return broken.stream().findFirst();
    }
}
