package io.guanjia.estate;

import org.jspecify.annotations.Nullable;

/** An entrance (单元) of a building that is already saved. */
public record EntranceEntry(
        String buildingCode, String code, @Nullable Integer floors, boolean lift) {

    /** {@code 1-2}: under this key its id comes back. */
    public String key() {
        return buildingCode + "-" + code;
    }
}
