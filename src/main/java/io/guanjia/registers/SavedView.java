package io.guanjia.registers;

/**
 * Filters, columns and order of a register under a name.
 *
 * @param query as {@link Asking} writes it
 * @param first whether it opens when its viewer comes with a bare address
 */
record SavedView(long id, String name, String query, boolean mine, boolean shared, boolean first) {

    /** @param path of the list */
    public String address(String path) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + RegisterLists.VIEW + "=" + id;
    }
}
