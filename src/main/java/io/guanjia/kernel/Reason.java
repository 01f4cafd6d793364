package io.guanjia.kernel;

import org.jspecify.annotations.Nullable;

/** Why somebody did something, in a sentence or two: kept for good, printed on lists and sheets, so it has a length. */
public final class Reason {
    public static final int LONGEST = 500;

    private Reason() {}

    /**
     * The reason without blanks around it.
     *
     * @throws InvalidInput when it is missing or too long
     */
    public static String required(@Nullable String reason) {
        String said = optional(reason);
        if (said == null) {
            throw new InvalidInput("reason", "missing");
        }
        return said;
    }

    /** Null for a blank one. */
    public static @Nullable String optional(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.strip().length() > LONGEST) {
            throw new InvalidInput("reason", "reason-long", LONGEST);
        }
        return reason.strip();
    }
}
