package io.guanjia.imports;

import io.guanjia.identity.Permission;
import io.guanjia.sheets.Header.Wanted;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of workbook that people bring, as a bean: which columns it has and under which titles people keep them, how its rows
 * are read and checked, and what becomes of them. Words: {@code import.layout.<code>}, {@code import.column.<column>}.
 */
abstract class Layout {

    /** Lasting, for example {@code rooms}; part of what is remembered. */
    abstract String code();

    /** One table of rows, or several that belong together. */
    abstract List<Part> parts();

    /** What the workbook does not hold and the importer has to say. */
    abstract Set<ImportOptions.Name> options();

    /** Besides {@link Permission#IMPORT}. */
    Permission permission() {
        return Permission.IMPORT;
    }

    /** Whether good rows can be looked at beside rejected ones; where tables name one another, rejected rows are missed by others. */
    boolean goodRowsAlone() {
        return true;
    }

    /** Reads and checks every row; what is wrong goes to {@link Work#reject}. Runs in a transaction of its own. */
    abstract Reading read(Work work);

    /** Takes back what the database did not note; called before the noted rows are taken back. */
    void undo(long communityId, long batchId, String reason) {
        // most layouts change noted tables alone
    }

    /** What was read, ready to be applied. */
    interface Reading {
        /** Rows found, by kind: {@code import.found.<kind>}; and sums of money: {@code import.amount.<code>}. */
        Found found();

        /** Writes the good rows into the rooms that own them, inside the caller's transaction. */
        Effect apply();
    }

    /** @param equal rows that are already as the workbook says */
    record Effect(int created, int changed, int equal) {}

    /**
     * A table of the workbook.
     *
     * @param sheet under which name it is kept, null: on whichever sheet has its columns
     */
    record Part(String code, @Nullable String sheet, List<Wanted> columns) {
        Map<String, Wanted> byCode() {
            Map<String, Wanted> named = new java.util.LinkedHashMap<>();
            columns.forEach(column -> named.put(column.name(), column));
            return named;
        }
    }

    Part part(String code) {
        return parts().stream()
                .filter(part -> part.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("Layout " + code() + " has no part " + code));
    }
}
