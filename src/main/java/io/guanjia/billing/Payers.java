package io.guanjia.billing;

import org.jooq.Field;
import org.jooq.impl.DSL;

/** Payers as they are read: a record that names somebody who was merged is read under who stands for him now (decisions/0023). */
final class Payers {

    private Payers() {}

    static Field<Long> of(long communityId, Field<Long> payer) {
        return DSL.field("residents.whoever({0}, {1})", Long.class, DSL.val(communityId), payer);
    }
}
