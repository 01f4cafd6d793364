package io.guanjia.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A building with its entrances in natural order. */
public record Building(
        long id,
        String code,
        String name,
        @Nullable Integer floors,
        int version,
        int premises,
        List<Entrance> entrances) {

    /** An entrance (单元). */
    public record Entrance(long id, String code, @Nullable Integer floors, boolean lift) {}
}
