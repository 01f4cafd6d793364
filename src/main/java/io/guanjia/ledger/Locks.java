package io.guanjia.ledger;

import org.jooq.DSLContext;

/**
 * Locks of a community's books that stand on no row: the application may not update seals, and a month that is about to begin has
 * no row yet. Held until the transaction ends.
 */
enum Locks {
    PERIODS,
    SEALS;

    void take(DSLContext dsl, long communityId) {
        dsl.execute("select pg_advisory_xact_lock(hashtextextended({0}, {1}))", "ledger." + name(), communityId);
    }
}
