package io.guanjia.residents;

import io.guanjia.kernel.InvalidInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From that day these people own the premises, until the next known change. */
public record OwnershipEntry(long premisesId, LocalDate from, List<Owner> owners) {

    /** @throws InvalidInput unless exactly one is billed and nobody is named twice */
    public OwnershipEntry {
        owners = List.copyOf(owners);
        if (owners.stream().filter(Owner::billed).count() != 1) {
            throw new InvalidInput("owners", "owners-one-billed");
        }
        if (owners.stream().map(Owner::personId).distinct().count() != owners.size()) {
            throw new InvalidInput("owners", "owners-named-twice");
        }
    }

    public static OwnershipEntry sole(long premisesId, LocalDate from, long personId) {
        return together(premisesId, from, personId, null);
    }

    /** @param beside co-owners of the billed one, null: none */
    static OwnershipEntry together(long premisesId, LocalDate from, long personId, Long @Nullable [] beside) {
        List<Owner> owners = new ArrayList<>(List.of(Owner.billed(personId)));
        if (beside != null) Arrays.stream(beside).map(Owner::beside).forEach(owners::add);
        return new OwnershipEntry(premisesId, from, owners);
    }
}
