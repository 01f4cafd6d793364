package io.guanjia.residents;

import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/** Asked before an ownership is entered for days past; the room of bills answers. */
public interface BilledSince {

    /** Charges that stand, what they come to, and the last day they reach. */
    record Billed(int charges, Money amount, LocalDate until) {}

    /**
     * What was posted for these premises for that day or later and stays with others than these owners until it is reversed
     * (rules.md §1.4).
     */
    Optional<Billed> toOthers(long community, long premises, LocalDate from, Collection<Long> owners);
}
