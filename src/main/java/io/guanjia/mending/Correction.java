package io.guanjia.mending;

import io.guanjia.billing.Effect;
import io.guanjia.db.mending.enums.CorrectionState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A correction with what it does to bills that were posted.
 *
 * @param other code of the premises it is swapped with
 * @param names of the people in the effect and the new owners, by id
 */
public record Correction(
        long id,
        CorrectionRequest asked,
        String premises,
        @Nullable String other,
        CorrectionState state,
        Effect effect,
        Map<Long, String> names,
        @Nullable Long approvalId,
        long createdBy,
        Instant createdAt,
        @Nullable LocalDate appliedOn) {

    public String name(long person) {
        return names.getOrDefault(person, "#" + person);
    }

    /** Without personal data, for whoever decides. */
    String summary() {
        return other == null ? premises : premises + " ⇄ " + other;
    }
}
