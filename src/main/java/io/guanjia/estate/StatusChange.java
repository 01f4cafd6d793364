package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change of the status of premises in the house register (房屋管理台帐, rules.md §11), as it stands or as it once stood.
 *
 * @param from the first day; null: as far back as anybody knows
 * @param until the first day on which another status holds; null: none is known, or this version was replaced
 * @param replacedAt when another version took its place, or it was taken back; null: it stands
 */
public record StatusChange(
        long id,
        PremisesStatus status,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        StatusCause cause,
        @Nullable String reason,
        Instant enteredAt,
        @Nullable String enteredBy,
        @Nullable Instant replacedAt) {

    public boolean stands() {
        return replacedAt == null;
    }

    /** What a person entered, or an import brought, is corrected here; the rest where it came from. */
    public boolean isCorrectable() {
        return stands() && (cause == StatusCause.ENTERED || cause == StatusCause.IMPORT);
    }

    boolean holdsOn(LocalDate day) {
        return stands() && (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }
}
