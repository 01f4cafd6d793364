package io.guanjia.estate;

import io.guanjia.kernel.ChineseText;
import org.jspecify.annotations.Nullable;

/** A building as typed or imported. @param code what stands on it, {@code 1} */
public record BuildingEntry(
        String code, String name, @Nullable Integer floors) {

    /** As somebody typed it: the code bare of 栋 and 号楼, and for the name where none was given. */
    static BuildingEntry typed(String code, @Nullable String name, @Nullable Integer floors) {
        String bare = ChineseText.buildingCode(code);
        return new BuildingEntry(bare, name == null || name.isBlank() ? bare : name.strip(), floors);
    }
}
