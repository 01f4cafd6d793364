package io.guanjia.billing;

import static io.guanjia.db.residents.Tables.REDIRECT;

import org.jooq.Field;
import org.jooq.impl.DSL;

/** Payers as they are read: a record that names somebody who was merged is read under who stands for him now (decisions/0023). */
final class Payers {

    private Payers() {}

    static Field<Long> of(long communityId, Field<Long> payer) {
        return DSL.field("residents.whoever({0}, {1})", Long.class, DSL.val(communityId), payer);
    }

    /**
     * The same where the redirect of the payer is joined from the left. To find a person it must be this one, and no function or
     * coalesce: what row level security does not know to keep secrets is asked only after the policy, so every person of the
     * community would be read for each payer (docs/decisions/0029).
     */
    static Field<Long> redirected(Field<Long> payer) {
        return DSL.when(REDIRECT.TO_ID.isNull(), payer).otherwise(REDIRECT.TO_ID);
    }
}
