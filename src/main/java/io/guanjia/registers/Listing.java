package io.guanjia.registers;

import io.guanjia.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a register and what all filtered rows come to.
 *
 * @param count of all rows that the filters let through
 * @param sums by the code of the column; columns that do not add up are absent
 */
record Listing(List<Column> columns, Page<Row> page, long count, Map<String, Object> sums) {

    /** @param address of the page of the row, or null */
    record Row(long id, @Nullable String address, List<Cell> cells) {}

    record Cell(
            Column column, @Nullable Object shown, @Nullable Object raw) {}
}
