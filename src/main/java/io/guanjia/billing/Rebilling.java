package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.select;

import io.guanjia.billing.RebillingTables.Group;
import io.guanjia.billing.RebillingTables.Line;
import io.guanjia.billing.RebillingTables.Standing;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.settings.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings bills that were posted in line with a corrected register (rules.md §6.3): what nobody has paid is reversed and billed
 * again, of what is paid the difference becomes a line of the open month, and what was paid too much stays with whoever paid it, as a
 * prepayment. In the caller's transaction, which decides whether it stays: a preview is the same, rolled back.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rebilling {
    private final RebillingTables tables;
    private final BillRunTables runs;
    private final ChargeItems items;
    private final ChargePosting charges;
    private final Credits credits;
    private final PremisesAccounts accounts;
    private final Offsets offsets;
    private final Periods periods;
    private final Settings settings;
    private final Clock clock;

    Rebilling(
            RebillingTables tables,
            BillRunTables runs,
            ChargeItems items,
            ChargePosting charges,
            Credits credits,
            PremisesAccounts accounts,
            Offsets offsets,
            Periods periods,
            Settings settings,
            Clock clock) {
        this.tables = tables;
        this.runs = runs;
        this.items = items;
        this.charges = charges;
        this.credits = credits;
        this.accounts = accounts;
        this.offsets = offsets;
        this.periods = periods;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the register said before it was corrected, of every month that is billed. */
    public static final class Before {
        private final Collection<Long> premises;
        private final Month since;
        private final Map<Group, List<Line>> lines;

        private Before(Collection<Long> premises, Month since, Map<Group, List<Line>> lines) {
            this.premises = premises;
            this.since = since;
            this.lines = lines;
        }
    }

    /**
     * Called before the register changes; keeps payments, postings and price changes of these premises out until the transaction
     * ends.
     *
     * @param since the first day that will be different
     */
    public Before look(long community, Collection<Long> premises, LocalDate since) {
        periods.hold(community, LocalDate.now(clock));
        Month first = Month.of(since);
        items.lock(
                community,
                new TreeSet<>(tables.standing(community, premises, first).stream()
                        .map(one -> one.group().itemId())
                        .toList()));
        accounts.lockAlone(
                community,
                select(DSL.field("x", Long.class))
                        .from(DSL.table("unnest({0}) x", DSL.val(premises.toArray(Long[]::new)))));
        return new Before(premises, first, fresh(community, tables.standing(community, premises, first)));
    }

    /** Who had money in advance and lives elsewhere now. @param payers those who went from the one premises to the other */
    public record Moved(long from, long to, Set<Long> payers) {}

    /** Called after the register changed. @param moved households that live elsewhere now, with what is held for them */
    public Effect correct(long community, long correctionId, Before before, List<Moved> moved) {
        LocalDate today = LocalDate.now(clock);
        List<Standing> standing = tables.standing(community, before.premises, before.since);
        Map<Group, List<Line>> after = fresh(community, standing);
        Map<Group, List<Standing>> stands = standing.stream()
                .collect(groupingBy(Standing::group, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        List<Effect.Change> changes = new ArrayList<>();
        Map<Group, Standing> again = new LinkedHashMap<>();
        stands.forEach((group, lines) -> {
            List<Line> should = after.getOrDefault(group, List.of());
            if (should.equals(before.lines.getOrDefault(group, List.of()))) {
                return; // not by this correction
            }
            if (lines.stream()
                    .anyMatch(one -> one.adjusts() != null || !one.paid().isZero())) {
                changes.addAll(adjust(community, correctionId, lines, should, today));
            } else if (!lines.stream().map(Standing::line).toList().equals(should)) {
                changes.addAll(compare(community, lines, should, Effect.Way.BILLED_AGAIN, Map.of()));
                again.put(group, lines.get(0));
                charges.reverseSome(community, today, ids(community, lines));
            }
        });
        billAgain(community, correctionId, again, today);
        charges.enter(community, today, SourceKind.CORRECTION, correctionId, written(community, correctionId));
        List<Effect.Held> held = credits.move(community, correctionId, before.premises, moved, today);
        Money offset = offsets.offset(
                community, today, CHARGE.COMMUNITY_ID.eq(community).and(CHARGE.PREMISES_ID.in(before.premises)));
        return new Effect(changes, held, offset);
    }

    private Map<Group, List<Line>> fresh(long community, List<Standing> standing) {
        Map<Month, Set<Group>> months = new TreeMap<>(java.util.Comparator.comparing(Month::firstDay));
        standing.forEach(one -> months.computeIfAbsent(one.group().month(), month -> new java.util.LinkedHashSet<>())
                .add(one.group()));
        Map<Group, List<Line>> lines = new LinkedHashMap<>();
        months.forEach((month, groups) -> tables.lines(
                        community, month, groups, BillingSettings.dayBasis(settings, community, month))
                .forEach(line -> lines.computeIfAbsent(line.group(), group -> new ArrayList<>())
                        .add(line)));
        return lines;
    }

    private List<Effect.Change> adjust(
            long community, long correctionId, List<Standing> lines, List<Line> should, LocalDate today) {
        Map<Long, Money> credited = new TreeMap<>();
        Map<Long, Money> wanted = byPayer(should);
        Map<Long, Money> was = was(lines);
        for (long payer : payers(was, wanted)) {
            Money shouldBe = wanted.getOrDefault(payer, Money.ZERO);
            Money amount = shouldBe.minus(was.getOrDefault(payer, Money.ZERO));
            if (!amount.isZero()) {
                Standing beside = beside(lines, payer);
                Line days = days(should, payer, beside);
                long id = tables.adjust(
                        community,
                        new RebillingTables.Difference(
                                correctionId, beside, payer, days.ownerId(), days, shouldBe, amount),
                        today);
                if (amount.isNegative()) {
                    credited.put(payer, credits.give(community, correctionId, id, payer, amount.abs(), lines, today));
                }
            }
        }
        return compare(community, lines, should, Effect.Way.ADJUSTED, credited);
    }

    private static Standing beside(List<Standing> lines, long payer) {
        return lines.stream()
                .filter(one -> one.adjusts() == null && one.payerId() == payer)
                .findFirst()
                .orElseGet(() -> lines.stream()
                        .filter(one -> one.adjusts() == null)
                        .findFirst()
                        .orElse(lines.get(0)));
    }

    private static Line days(List<Line> should, long payer, Standing beside) {
        return should.stream().filter(one -> one.payerId() == payer).findFirst().orElse(beside.line());
    }

    private List<Effect.Change> compare(
            long community, List<Standing> lines, List<Line> should, Effect.Way way, Map<Long, Money> credited) {
        Map<Long, Money> was = was(lines);
        Map<Long, Money> wanted = byPayer(should);
        Standing any = lines.get(0);
        List<Effect.Change> changes = new ArrayList<>();
        for (long payer : payers(was, wanted)) {
            Money before = was.getOrDefault(payer, Money.ZERO);
            Money after = wanted.getOrDefault(payer, Money.ZERO);
            if (!before.equals(after)) {
                changes.add(new Effect.Change(
                        any.group().premisesId(),
                        any.premises(),
                        any.item(),
                        any.group().month(),
                        periods.isClosed(community, any.group().month()),
                        payer,
                        before,
                        after,
                        Money.sum(lines.stream()
                                .filter(one -> one.payerId() == payer)
                                .map(Standing::paid)),
                        credited.getOrDefault(payer, Money.ZERO),
                        way));
            }
        }
        return changes;
    }

    private void billAgain(long community, long correctionId, Map<Group, Standing> again, LocalDate today) {
        Map<List<Object>, List<Standing>> sets = again.values().stream()
                .collect(groupingBy(
                        one -> List.<Object>of(one.group().month(), one.runId()),
                        LinkedHashMap::new,
                        java.util.stream.Collectors.toList()));
        boolean remuneration = charges.isRemuneration(community);
        for (List<Standing> set : sets.values()) {
            Month month = set.get(0).group().month();
            List<Group> groups = set.stream().map(Standing::group).toList();
            boolean deferrable = month.isAfter(Month.of(today)) && !remuneration;
            runs.postAgain(
                    community,
                    month,
                    groups.stream().map(Group::itemId).distinct().toList(),
                    new BillRunTables.Again(
                            correctionId,
                            BillingSettings.dayBasis(settings, community, month),
                            RebillingTables.scope(groups),
                            new BillRunTables.Posting(set.get(0).runId(), today, clock.instant(), deferrable)));
        }
    }

    private static Map<Long, Money> was(List<Standing> lines) {
        return byPayer(lines.stream().map(Standing::line).toList());
    }

    private static Map<Long, Money> byPayer(List<Line> lines) {
        Map<Long, Money> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.payerId(), line.amount(), Money::plus));
        return sums;
    }

    private static Set<Long> payers(Map<Long, Money> was, Map<Long, Money> should) {
        Set<Long> payers = new TreeSet<>(was.keySet());
        payers.addAll(should.keySet());
        return payers;
    }

    private static Condition ids(long community, List<Standing> lines) {
        return CHARGE.COMMUNITY_ID
                .eq(community)
                .and(CHARGE.ID.in(lines.stream().map(Standing::id).toList()));
    }

    private static Condition written(long community, long correctionId) {
        return CHARGE.COMMUNITY_ID.eq(community).and(CHARGE.CORRECTION_ID.eq(correctionId));
    }
}
