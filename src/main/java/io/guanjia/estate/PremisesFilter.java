package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which premises a list shows.
 *
 * @param query how the code begins, with or without hyphens, or its last part; null or blank: all
 * @param building code of the building
 * @param area id of the collector's area, as of today
 * @param also premises that match {@code query} in another way, which only a higher room knows (whose people are named so)
 */
public record PremisesFilter(
        @Nullable String query,
        @Nullable String building,
        @Nullable PremisesKind kind,
        @Nullable PremisesStatus status,
        @Nullable Long area,
        Collection<Long> also) {

    public PremisesFilter {
        also = List.copyOf(also);
    }

    public static PremisesFilter all() {
        return new PremisesFilter(null, null, null, null, null, List.of());
    }

    public static PremisesFilter of(@Nullable String query, @Nullable String building, @Nullable PremisesKind kind) {
        return new PremisesFilter(query, building, kind, null, null, List.of());
    }

    public PremisesFilter orThese(Collection<Long> premisesIds) {
        return new PremisesFilter(query, building, kind, status, area, premisesIds);
    }
}
