package io.guanjia.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody holds a post in a community from one day to another, both included.
 *
 * @param communityId null only for the administrator's post
 * @param toOn null while no end is known
 * @param revoked taken back: it allows nothing any more
 */
public record Appointment(
        long id,
        long accountId,
        String postCode,
        @Nullable Long communityId,
        LocalDate fromOn,
        @Nullable LocalDate toOn,
        boolean revoked) {

    /** Over for good: past, or taken back. */
    public boolean over(LocalDate today) {
        return revoked || (toOn != null && toOn.isBefore(today));
    }
}
