package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.billing.Tables.PREPAYMENT_ENTRY;

import io.guanjia.residents.MoneyOfPeople;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What bills and prepayments say before two people become one, or two again. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MoneyOfMerged implements MoneyOfPeople {
    /** By premises, whose indexes there are; those the person ever had, and those where something is held. */
    private static final String ANY = """
            with theirs as materialized (
                select o.premises_id from residents.ownership_owner w
                    join residents.ownership o on o.community_id = :community and o.id = w.ownership_id
                    where w.community_id = :community and w.person_id = :person
                union select premises_id from residents.tenancy where community_id = :community and tenant_id = :person
                union select premises_id from residents.household
                    where community_id = :community and (payer_id = :person or owner_id = :person)
            )
            select exists (select from theirs t join billing.charge c on c.community_id = :community and c.premises_id = t.premises_id
                    where c.payer_id = :person or c.owner_id = :person)
                or exists (select from billing.prepayment where community_id = :community and payer_id = :person)
                or exists (select from billing.one_off_charge where community_id = :community and payer_id = :person)""";

    private final DSLContext sql;
    private final PremisesAccounts accounts;

    MoneyOfMerged(DSLContext sql, PremisesAccounts accounts) {
        this.sql = sql;
        this.accounts = accounts;
    }

    @Override
    public boolean any(long community, long person) {
        return sql.fetchSingle(
                        Named.with("community", community).and("person", person).in(ANY))
                .get(0, Boolean.class);
    }

    @Override
    public void hold(long community, Collection<Long> premises) {
        accounts.lock(community, premises);
    }

    @Override
    public int since(long community, long survivor, long duplicate, Collection<Long> premises, Instant merged) {
        int charged = sql.fetchCount(
                CHARGE,
                CHARGE.COMMUNITY_ID.eq(community),
                CHARGE.PREMISES_ID.in(premises),
                CHARGE.PAYER_ID.eq(survivor).or(CHARGE.OWNER_ID.eq(survivor)),
                CHARGE.POSTED_AT.gt(merged));
        int settled = sql.fetchCount(sql.select(PREPAYMENT_ENTRY.ID)
                .from(PREPAYMENT_ENTRY)
                .join(PREPAYMENT)
                .on(PREPAYMENT.COMMUNITY_ID.eq(PREPAYMENT_ENTRY.COMMUNITY_ID))
                .and(PREPAYMENT.ID.eq(PREPAYMENT_ENTRY.PREPAYMENT_ID))
                .where(PREPAYMENT_ENTRY.COMMUNITY_ID.eq(community))
                .and(PREPAYMENT.PREMISES_ID.in(premises))
                .and(PREPAYMENT.PAYER_ID.in(List.of(survivor, duplicate)))
                .and(PREPAYMENT_ENTRY.ENTERED_AT.gt(merged)));
        return charged + settled;
    }
}
