package io.guanjia.mending;

import io.guanjia.db.mending.enums.CorrectionKind;
import io.guanjia.kernel.Area;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong and how it should be.
 *
 * @param otherId the premises it is swapped with
 * @param ownershipId the version of the ownership that is wrong
 * @param from null: from the beginning
 * @param ownerIds who it should be, the one who gets the bills first
 * @param area what it should measure
 */
public record CorrectionRequest(
        CorrectionKind kind,
        long premisesId,
        @Nullable Long otherId,
        @Nullable Long ownershipId,
        @Nullable LocalDate from,
        List<Long> ownerIds,
        @Nullable Area area,
        String reason) {

    public CorrectionRequest {
        ownerIds = ownerIds.stream().distinct().toList();
    }

    public static CorrectionRequest owner(
            long premises, long ownership, @Nullable LocalDate from, List<Long> owners, String reason) {
        return new CorrectionRequest(CorrectionKind.OWNER, premises, null, ownership, from, owners, null, reason);
    }

    public static CorrectionRequest area(long premises, @Nullable LocalDate from, Area area, String reason) {
        return new CorrectionRequest(CorrectionKind.AREA, premises, null, null, from, List.of(), area, reason);
    }

    public static CorrectionRequest swap(long premises, long other, @Nullable LocalDate from, String reason) {
        return new CorrectionRequest(CorrectionKind.SWAP, premises, other, null, from, List.of(), null, reason);
    }
}
