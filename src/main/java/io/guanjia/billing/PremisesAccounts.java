package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.PREMISES_ACCOUNT;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.estate.Tables;
import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows that are locked before anything of their premises is settled: after the period and the sheet, in id order. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PremisesAccounts {
    private final DSLContext sql;

    PremisesAccounts(DSLContext sql) {
        this.sql = sql;
    }

    /** @return those of the ids that are premises of the community */
    Collection<Long> lock(long communityId, Collection<Long> premisesIds) {
        return lock(communityId, Tables.PREMISES.ID.in(premisesIds));
    }

    Collection<Long> lock(long communityId, Select<Record1<Long>> premisesIds) {
        return lock(communityId, Tables.PREMISES.ID.in(premisesIds));
    }

    private Collection<Long> lock(long communityId, Condition which) {
        sql.insertInto(PREMISES_ACCOUNT, PREMISES_ACCOUNT.COMMUNITY_ID, PREMISES_ACCOUNT.PREMISES_ID)
                .select(select(val(communityId), Tables.PREMISES.ID)
                        .from(Tables.PREMISES)
                        .where(Tables.PREMISES.COMMUNITY_ID.eq(communityId))
                        .and(which)
                        .orderBy(Tables.PREMISES.ID))
                .onConflictDoNothing()
                .execute();
        return sql.select(PREMISES_ACCOUNT.PREMISES_ID)
                .from(PREMISES_ACCOUNT)
                .where(PREMISES_ACCOUNT.COMMUNITY_ID.eq(communityId))
                .and(PREMISES_ACCOUNT.PREMISES_ID.in(select(Tables.PREMISES.ID)
                        .from(Tables.PREMISES)
                        .where(Tables.PREMISES.COMMUNITY_ID.eq(communityId))
                        .and(which)))
                .orderBy(PREMISES_ACCOUNT.PREMISES_ID)
                .forUpdate()
                .fetch(PREMISES_ACCOUNT.PREMISES_ID);
    }
}
