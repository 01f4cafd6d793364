package io.guanjia.cashier;

import io.guanjia.kernel.Refusal;
import java.util.List;

/** A receipt cannot be voided that way (rules.md §5.3); each reason says what to do instead. */
public final class VoidRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private VoidRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static VoidRefused copiesMissing(String number, List<String> missing) {
        return new VoidRefused("void-copies-missing", number, String.join("、", missing));
    }

    static VoidRefused notTheSameDay(String number) {
        return new VoidRefused("void-not-the-same-day", number);
    }

    static VoidRefused handedOver(String number) {
        return new VoidRefused("void-handed-over", number);
    }

    static VoidRefused samePerson() {
        return new VoidRefused("void-same-person");
    }

    static VoidRefused notYours(String collector) {
        return new VoidRefused("void-not-yours", collector);
    }

    static VoidRefused notIssued(String number) {
        return new VoidRefused("void-not-issued", number);
    }

    static VoidRefused notRequested(String number) {
        return new VoidRefused("void-not-requested", number);
    }

    /** An unused number that is not the next one: numbers are never skipped. */
    static VoidRefused notTheNext(String number, String next) {
        return new VoidRefused("void-not-the-next", number, next);
    }

    static VoidRefused spoiledStays(String number) {
        return new VoidRefused("void-spoiled-stays", number);
    }
}
