package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
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

/**
 * The rows that are locked before anything of their premises is settled: after the period and the sheet, in id order.
 *
 * <p>Before them comes the lock of the community's postings. Whoever settles, undoes or releases shares it; who posts new charges
 * takes it alone when they are written, before prepayments settle them, and keeps it to the end. So a payment that is on its way
 * ends first and its prepayment is seen, and one that comes later waits and sees the charges: no bill stays open beside money that
 * was paid for it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PremisesAccounts {
    private final DSLContext sql;

    PremisesAccounts(DSLContext sql) {
        this.sql = sql;
    }

    /** @return those of the ids that are premises of the community */
    Collection<Long> lock(long communityId, Collection<Long> premisesIds) {
        sharePostings(communityId);
        return lock(communityId, Tables.PREMISES.ID.in(premisesIds));
    }

    Collection<Long> lock(long communityId, Select<Record1<Long>> premisesIds) {
        sharePostings(communityId);
        return lock(communityId, Tables.PREMISES.ID.in(premisesIds));
    }

    /** For whoever has just written charges. */
    Collection<Long> lockAlone(long communityId, Select<Record1<Long>> premisesIds) {
        postings("select pg_advisory_xact_lock(hashtextextended({0}, {1}))", communityId);
        return lock(communityId, Tables.PREMISES.ID.in(premisesIds));
    }

    /** For whoever settles nothing but changes charges all the same. */
    void sharePostings(long communityId) {
        postings("select pg_advisory_xact_lock_shared(hashtextextended({0}, {1}))", communityId);
    }

    /** In the order of their ids, and so that allocations which refer to them need not wait. */
    void lockCharges(Condition which) {
        sql.select(CHARGE.ID)
                .from(CHARGE)
                .where(which)
                .orderBy(CHARGE.ID)
                .forNoKeyUpdate()
                .execute();
    }

    private void postings(String lock, long communityId) {
        sql.execute(lock, "billing.postings", communityId);
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
