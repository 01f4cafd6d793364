package io.guanjia.cashier;

import org.jooq.DSLContext;

/** One person's float and cash in one community: the lock under which a float becomes smaller, held until the transaction ends. */
final class Drawer {
    private Drawer() {}

    static void hold(DSLContext sql, long communityId, long holderId) {
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended({0}, {1}))", "cashier.drawer." + holderId, communityId);
    }
}
