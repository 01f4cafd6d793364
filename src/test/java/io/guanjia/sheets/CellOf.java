package io.guanjia.sheets;

import java.util.Arrays;
import java.util.List;

/** Cells for tests of other rooms. */
public final class CellOf {

    private CellOf() {}

    public static List<Cell> texts(String... texts) {
        return Arrays.stream(texts).map(Cell::text).toList();
    }
}
