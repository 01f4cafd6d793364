package io.guanjia.residents;

import java.util.Set;

/**
 * What somebody wants to become one.
 *
 * @param taken the fields whose value is the duplicate's; all others stay the survivor's
 */
public record Merging(long duplicateId, long survivorId, Set<Field> taken, String reason) {

    /** What may differ between the two. */
    public enum Field {
        NAME,
        GENDER,
        PHONE,
        IDENTITY
    }

    public Merging {
        taken = Set.copyOf(taken);
    }
}
