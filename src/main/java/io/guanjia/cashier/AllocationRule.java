package io.guanjia.cashier;

/** In which order money was put on charges (rules.md §1.8); kept with each payment and printed on its receipt. */
public enum AllocationRule {
    /** First what the payer said it is for, then the oldest due. */
    DESIGNATED,
    /** The oldest due first. */
    OLDEST_FIRST;

    static AllocationRule of(TakePayment payment) {
        boolean designated =
                payment.lines().stream().anyMatch(line -> !line.chargeIds().isEmpty());
        return designated ? DESIGNATED : OLDEST_FIRST;
    }
}
