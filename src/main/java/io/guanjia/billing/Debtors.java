package io.guanjia.billing;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.kernel.InvalidInput;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose debts a payment without a designation settles, and who owns what it pays in advance. */
@Component
class Debtors {
    private final DSLContext sql;

    Debtors(DSLContext sql) {
        this.sql = sql;
    }

    record Debtor(long premisesId, String premisesCode, long payerId, String payerName) {}

    /**
     * By premises: the named payer where he owes something or owns, else whoever answers for them on that day.
     *
     * @throws NobodyAnswers when there is neither
     */
    Map<Long, Debtor> of(long communityId, Settle settle, List<OpenCharge> open) {
        Map<Long, Debtor> debtors = new LinkedHashMap<>();
        answering(communityId, settle.on())
                .and(PREMISES.ID.in(settle.premisesIds()))
                .forEach(row -> debtors.put(row.get(PREMISES.ID), debtor(communityId, settle, open, row)));
        for (int index = 0; index < settle.lines().size(); index++) {
            if (!debtors.containsKey(settle.lines().get(index).premisesId())) {
                throw new InvalidInput("lines[" + index + "].premisesId", "premises-unknown");
            }
        }
        return debtors;
    }

    private Debtor debtor(long communityId, Settle settle, List<OpenCharge> open, Record row) {
        long premisesId = row.get(PREMISES.ID);
        Long named = settle.payerId();
        Long answering = row.get(HOUSEHOLD.PAYER_ID);
        if (named != null && !named.equals(answering)) {
            boolean owes = open.stream()
                    .anyMatch(charge -> charge.premisesId() == premisesId && named.equals(charge.payerId()));
            if (owes || named.equals(row.get(HOUSEHOLD.OWNER_ID))) {
                return new Debtor(premisesId, row.get(PREMISES.CODE), named, nameOf(communityId, named));
            }
        }
        if (answering == null) {
            throw new NobodyAnswers(row.get(PREMISES.CODE), settle.on());
        }
        return new Debtor(premisesId, row.get(PREMISES.CODE), answering, row.get(PERSON.NAME));
    }

    /** Each premises with who pays and who owns on that day; empty columns where nobody is entered. */
    private SelectConditionStep<? extends Record> answering(long communityId, LocalDate on) {
        return sql.select(PREMISES.ID, PREMISES.CODE, HOUSEHOLD.PAYER_ID, HOUSEHOLD.OWNER_ID, PERSON.NAME)
                .from(PREMISES)
                .leftJoin(HOUSEHOLD)
                .on(HOUSEHOLD.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), HOUSEHOLD.PREMISES_ID.eq(PREMISES.ID))
                .and(HOUSEHOLD.FROM_ON.le(on))
                .and(HOUSEHOLD.TO_ON.isNull().or(HOUSEHOLD.TO_ON.ge(on)))
                .leftJoin(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), PERSON.ID.eq(HOUSEHOLD.PAYER_ID))
                .where(PREMISES.COMMUNITY_ID.eq(communityId));
    }

    private String nameOf(long communityId, @Nullable Long personId) {
        return Objects.requireNonNull(sql.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(communityId), PERSON.ID.eq(personId))
                .fetchSingle(PERSON.NAME));
    }
}
