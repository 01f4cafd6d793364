package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.InvalidInput;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What may be entered into the house register by hand. */
final class StatusRules {

    /** How far ahead a change may be known. */
    static final int DAYS_AHEAD = 92;

    private static final int REASON_MIN = 2;
    private static final int REASON_MAX = 200;
    private static final Set<PremisesStatus> BEFORE_DELIVERY = EnumSet.of(PremisesStatus.UNSOLD, PremisesStatus.SOLD);
    private static final Set<PremisesStatus> OF_EITHER = EnumSet.of(PremisesStatus.OWN_USE);

    private StatusRules() {}

    /** A vacancy is registered with its reason and proof, on its own page. */
    static List<PremisesStatus> enterable() {
        return List.copyOf(EnumSet.complementOf(EnumSet.of(PremisesStatus.VACANT)));
    }

    static void check(Premises premises, Statuses.Entry entry, LocalDate today) {
        checkReason(entry.reason());
        if (entry.status() == PremisesStatus.VACANT) {
            throw new InvalidInput("status", "status-vacant-is-registered");
        }
        if (entry.from().isAfter(today.plusDays(DAYS_AHEAD))) {
            throw new InvalidInput("from", "day-too-far-ahead", DAYS_AHEAD);
        }
        if (premises.kind() != PremisesKind.SPACE && !OF_EITHER.contains(entry.status())) {
            checkDelivery(premises, entry);
        }
    }

    private static void checkDelivery(Premises premises, Statuses.Entry entry) {
        LocalDate delivered = premises.deliveredOn();
        boolean handedOver = delivered != null && !entry.from().isBefore(delivered);
        if (delivered != null && BEFORE_DELIVERY.contains(entry.status()) && handedOver) {
            throw new StatusAgainstDelivery("status-after-delivery", premises.code(), delivered);
        }
        if (!BEFORE_DELIVERY.contains(entry.status()) && !handedOver) {
            throw delivered == null
                    ? new StatusAgainstDelivery("status-before-any-delivery", premises.code())
                    : new StatusAgainstDelivery("status-before-delivery", premises.code(), delivered);
        }
    }

    static void checkReason(String reason) {
        int length = reason.strip().length();
        if (length < REASON_MIN || length > REASON_MAX) {
            throw new InvalidInput("reason", "reason-needed");
        }
    }

    static void refuseSame(Statuses.Entry entry, PremisesStatus known) {
        if (entry.status() == known) {
            throw new InvalidInput("status", "status-is-that");
        }
    }
}
