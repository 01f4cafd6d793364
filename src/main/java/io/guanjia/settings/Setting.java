package io.guanjia.settings;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value that holds from a day on, until a later one follows.
 *
 * @param communityId null for the whole company
 * @param value null: deliberately not set, so not evaluated
 * @param setBy null when the house itself set it
 */
public record Setting(
        long id,
        @Nullable Long communityId,
        String name,
        @Nullable String value,
        LocalDate fromOn,
        @Nullable Long setBy,
        Instant setAt) {}
