package io.guanjia.billing;

import io.guanjia.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A charge with everything that is known of it.
 *
 * @param line the line itself; its open amount is zero when it is settled or reversed
 * @param ownerId who stays liable beside the payer (rules.md §1.1)
 * @param openingId the signed statement that took it over from the books before Guanjia
 * @param openingBasis workbook, sheet and row of those books
 * @param deferred billed for a month after the month of posting; its net stands in BILLED_IN_ADVANCE until released
 * @param correctionId the correction that wrote it
 * @param adjustsId the charge whose difference it is
 */
public record Charge(
        OpenCharge line,
        long ownerId,
        Money net,
        Money tax,
        @Nullable Long billRunId,
        @Nullable Long oneOffId,
        @Nullable Long openingId,
        @Nullable String openingBasis,
        LocalDate postedOn,
        boolean deferred,
        @Nullable LocalDate releasedOn,
        @Nullable LocalDate reversedOn,
        Basis basis,
        @Nullable Long correctionId,
        @Nullable Long adjustsId) {

    public enum State {
        OPEN,
        SETTLED,
        REVERSED
    }

    public State state() {
        if (reversedOn != null) {
            return State.REVERSED;
        }
        return line.open().isZero() ? State.SETTLED : State.OPEN;
    }
}
