package io.guanjia.ledger;

import java.util.List;

/**
 * A control account against the room that keeps its details (trust.md I1). Higher rooms contribute beans; the ledger knows none of
 * them. A check asks PostgreSQL once for both figures, so that a payment between two statements is no difference.
 */
public interface ControlCheck {

    /** Kebab-case; message {@code control.<name>} says in both languages what equals what. */
    String name();

    /** Every pair of figures that was compared, equal or not; called under the scope of the community. */
    List<Comparison> compare(long communityId);
}
