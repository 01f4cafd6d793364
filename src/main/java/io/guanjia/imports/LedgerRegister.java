package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What the house knows of a year of one charge item: who answers for which premises, what is charged, what history is kept. */
final class LedgerRegister {
    private static final String ANSWERS = """
            select h.premises_id, h.from_on, h.to_on, h.payer_id, h.owner_id, p.name, o.name
            from residents.household h
            join residents.person p on p.community_id = h.community_id and p.id = h.payer_id
            join residents.person o on o.community_id = h.community_id and o.id = h.owner_id
            where h.community_id = {0} and h.from_on <= {2} and (h.to_on is null or h.to_on >= {1})""";

    /** Charged for the whole premises; what waits for its signature counts as charged. */
    private static final String CHARGED = """
            select premises_id, month, sum(amount_fen)::bigint, bool_and(opening) from (
                select c.premises_id, c.month, c.amount_fen, c.opening_id is not null as opening from billing.charge c
                where c.community_id = {0} and c.item_id = {1} and c.month between {2} and {3}
                    and c.reversed_on is null and c.one_off_id is null
                union all
                select l.premises_id, l.month, l.open_fen, true from openings.line l
                join openings.statement s on s.community_id = l.community_id and s.id = l.statement_id
                where l.community_id = {0} and s.item_id = {1} and l.month between {2} and {3} and s.state = 'PROPOSED'
            ) known group by premises_id, month""";

    private static final String KEPT = """
            select premises_id, from_on from openings.past_payment
            where community_id = {0} and item_id = {1} and from_on between {2} and {3}""";

    private final Map<Long, List<Answering>> answering = new HashMap<>();
    private final Map<PremisesMonth, Charged> charged = new HashMap<>();
    private final Set<PremisesMonth> kept = new HashSet<>();

    LedgerRegister(DSLContext sql, long communityId, long itemId, Month first, Month last) {
        sql.resultQuery(ANSWERS, Sql.arguments(communityId, first.firstDay(), last.lastDay()))
                .forEach(row -> answering
                        .computeIfAbsent(row.get(0, Long.class), premises -> new ArrayList<>())
                        .add(new Answering(
                                row.get(1, LocalDate.class),
                                row.get(2, LocalDate.class),
                                row.get(3, Long.class),
                                row.get(4, Long.class),
                                row.get(5, String.class),
                                row.get(6, String.class))));
        sql.resultQuery(CHARGED, Sql.arguments(communityId, itemId, first.firstDay(), last.firstDay()))
                .forEach(row -> charged.put(
                        new PremisesMonth(row.get(0, Long.class), Month.of(row.get(1, LocalDate.class))),
                        new Charged(new Money(row.get(2, Long.class)), row.get(3, Boolean.class))));
        sql.resultQuery(KEPT, Sql.arguments(communityId, itemId, first.firstDay(), last.lastDay()))
                .forEach(row ->
                        kept.add(new PremisesMonth(row.get(0, Long.class), Month.of(row.get(1, LocalDate.class)))));
    }

    private record PremisesMonth(long premisesId, Month month) {}

    record Answering(LocalDate from, @Nullable LocalDate to, long payerId, long ownerId, String payer, String owner) {
        private boolean on(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }

        boolean is(String name) {
            return name.equals(payer) || name.equals(owner);
        }
    }

    /** @param opening all of it is taken over or waits to be */
    record Charged(Money amount, boolean opening) {}

    /** Whoever answers on the last day of the month; null: nobody does. */
    @Nullable
    Answering answering(long premisesId, Month month) {
        return answering.getOrDefault(premisesId, List.of()).stream()
                .filter(one -> one.on(month.lastDay()))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Charged charged(long premisesId, Month month) {
        return charged.get(new PremisesMonth(premisesId, month));
    }

    boolean isKept(long premisesId, Month month) {
        return kept.contains(new PremisesMonth(premisesId, month));
    }
}
