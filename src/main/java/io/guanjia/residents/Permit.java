package io.guanjia.residents;

import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The parking permit (停车证) of a vehicle, as the office's list says.
 *
 * @param to the last day on which it is valid, null: until it is returned
 * @param rent of a month; noted, not charged
 */
public record Permit(
        String number,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Money rent) {

    /** Both are valid on some day. */
    public boolean overlaps(Permit other) {
        return !ended(this, other) && !ended(other, this);
    }

    private static boolean ended(Permit one, Permit before) {
        return one.to != null && before.from != null && one.to.isBefore(before.from);
    }
}
