package io.guanjia.cashier;

import static io.guanjia.db.estate.Tables.COMMUNITY;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.billing.Settlement;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.settings.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who stands on a receipt, read from the rooms below: who received, who paid, and for which premises. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Parties {
    static final String PAYEE = "receipt.payee";

    private final DSLContext sql;
    private final Settings settings;

    Parties(DSLContext sql, Settings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /** 收款单位: the company of the setting, else the community. */
    String payee(long communityId, LocalDate on) {
        return settings.text(PAYEE, communityId, on)
                .filter(name -> !name.isBlank())
                .orElseGet(() -> community(communityId));
    }

    String community(long communityId) {
        return sql.select(COMMUNITY.NAME)
                .from(COMMUNITY)
                .where(COMMUNITY.ID.eq(communityId))
                .fetchSingle(COMMUNITY.NAME);
    }

    /** @throws InvalidInput when the payment names somebody whom this community does not know */
    void requireKnown(long communityId, TakePayment asked) {
        if (asked.payerId() != null && name(communityId, asked.payerId()).isEmpty()) {
            throw new InvalidInput("payerId", "payer-unknown");
        }
    }

    /** Whoever was named; else whose charges these are, when they are one person's; else who answers for the first premises now. */
    Optional<Payer> payer(long communityId, TakePayment asked, Settlement settled, LocalDate on) {
        List<Long> billed = Stream.concat(
                        settled.lines().stream().map(Settlement.Line::payerId),
                        settled.prepaid().stream().map(Settlement.Prepaid::payerId))
                .distinct()
                .toList();
        Optional<Long> id = Optional.ofNullable(asked.payerId())
                .or(() -> billed.size() == 1
                        ? Optional.of(billed.get(0))
                        : household(communityId, asked.lines().get(0).premisesId(), on));
        return id.flatMap(payer -> name(communityId, payer).map(name -> new Payer(payer, name)));
    }

    /** A premises whose developer is not entered yet has nobody who answers for it: the receipt then names no one. */
    record Payer(@Nullable Long id, String name) {
        static final Payer UNKNOWN = new Payer(null, "");
    }

    private Optional<Long> household(long communityId, long premisesId, LocalDate on) {
        return sql.select(HOUSEHOLD.PAYER_ID)
                .from(HOUSEHOLD)
                .where(HOUSEHOLD.COMMUNITY_ID.eq(communityId), HOUSEHOLD.PREMISES_ID.eq(premisesId))
                .and(HOUSEHOLD.FROM_ON.le(on))
                .and(HOUSEHOLD.TO_ON.isNull().or(HOUSEHOLD.TO_ON.ge(on)))
                .fetchOptional(HOUSEHOLD.PAYER_ID);
    }

    private Optional<String> name(long communityId, long personId) {
        return sql.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(communityId), PERSON.ID.eq(personId))
                .fetchOptional(PERSON.NAME);
    }
}
