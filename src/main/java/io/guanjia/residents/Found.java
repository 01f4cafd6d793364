package io.guanjia.residents;

import io.guanjia.db.estate.enums.PremisesKind;
import org.jspecify.annotations.Nullable;

/**
 * A household that a search found: the premises and who answers for them today, masked.
 *
 * @param payer null for those who may not read residents, and where nobody answers
 */
public record Found(
        long communityId,
        long premisesId,
        String code,
        PremisesKind kind,
        @Nullable String payer,
        @Nullable String phone,
        By by) {

    /** What of it was found. */
    public enum By {
        CODE,
        NAME,
        PHONE,
        PLATE,
        INITIALS
    }
}
