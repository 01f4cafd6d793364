package io.guanjia.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What people call the things that transfers point at. The ledger stands below the rooms that know; they contribute beans. */
public interface DimensionNames {

    enum Dimension {
        PREMISES,
        PAYER,
        ITEM,
        SHEET
    }

    Dimension dimension();

    /** Names by id, persons masked; unknown ids are absent. */
    Map<Long, String> names(long communityId, Collection<Long> ids);

    /** The id behind what somebody typed, where a name is unique in the community. */
    default Optional<Long> find(long communityId, String name) {
        return Optional.empty();
    }
}
