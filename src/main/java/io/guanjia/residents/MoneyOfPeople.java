package io.guanjia.residents;

import java.time.Instant;
import java.util.Collection;

/** Asked before people are merged or told apart again; the room of bills answers. Records of money are never rewritten. */
public interface MoneyOfPeople {

    /** Whether anything was charged to the person or is held for him. */
    boolean any(long community, long person);

    /** Keeps payments and postings of these premises out until the transaction ends. */
    void hold(long community, Collection<Long> premises);

    /**
     * Entries made since then which name the one person while they rest on what came from the other: charges of the premises that
     * were carried over, and what prepayments of either settled there.
     */
    int since(long community, long survivor, long duplicate, Collection<Long> premises, Instant merged);
}
