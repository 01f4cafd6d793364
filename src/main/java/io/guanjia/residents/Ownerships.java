package io.guanjia.residents;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.estate.Statuses;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.SQL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who owns what, over time (rules.md §1.4). An ownership begins on a day and holds until the next known change; the one before it
 * ends the day before. Rows are ended or voided, never overwritten, and bills that were posted stay with their payer.
 */
@Component
@Transactional
public class Ownerships {

    private static final int REASON_MIN = 2;
    private static final int SOME = 2_000;

    private final OwnershipTables tables;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final PremisesRegister register;
    private final Statuses statuses;
    private final Households households;
    private final Redirects redirects;

    Ownerships(
            OwnershipTables tables,
            Access access,
            AuditTrail audit,
            Clock clock,
            PremisesRegister register,
            Statuses statuses,
            Households households,
            Redirects redirects) {
        this.tables = tables;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.register = register;
        this.statuses = statuses;
        this.households = households;
        this.redirects = redirects;
    }

    /** Somebody else's ownership begins on that very day: it is undone first, if it is wrong. */
    public static final class OwnershipBeginsThatDay extends Refusal {
        private static final long serialVersionUID = 1L;

        OwnershipBeginsThatDay(String name, LocalDate on) {
            super("ownership-begins-that-day", name, on);
        }
    }

    /** Nobody owned the premises the day before, so nobody can transfer them. */
    public static final class NobodyToTransferFrom extends Refusal {
        private static final long serialVersionUID = 1L;

        NobodyToTransferFrom(LocalDate on) {
            super("nobody-to-transfer-from", on);
        }
    }

    /** First to last. */
    @Transactional(readOnly = true)
    public List<Ownership> of(long community, long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        return tables.of(community, List.of(premises)).getOrDefault(premises, List.of());
    }

    /**
     * From that day these people own the premises; whoever owned them does so through the day before. The same again changes
     * nothing.
     *
     * @throws OwnershipBeginsThatDay when other people's ownership begins on that day
     */
    public void begin(long community, long premises, LocalDate from, List<Owner> owners) {
        access.require(Permission.RESIDENTS_WRITE, community);
        DaysAhead.check("from", from, LocalDate.now(clock));
        OwnershipEntry entry = new OwnershipEntry(premises, from, owners);
        requireKnown(community, List.of(entry));
        redirects.refuse(community, owners.stream().map(Owner::personId).toList());
        register.hold(community, List.of(premises));
        List<Ownership> before = of(community, premises);
        OwnershipPlan plan = OwnershipPlan.of(List.of(entry), Map.of(premises, before));
        for (Ownership replaced : plan.replaced()) {
            throw new OwnershipBeginsThatDay(replaced.billed().maskedName(), from);
        }
        if (!plan.begun().isEmpty()) {
            write(community, plan, "");
            record(community, "ownership-begun", premises, before, null);
        }
    }

    /** 过户: as {@link #begin}, where somebody owned them the day before (rules.md §1.4). Arrears stay with the seller. */
    public void transfer(long community, long premises, LocalDate on, List<Owner> buyers) {
        access.require(Permission.RESIDENTS_WRITE, community);
        LocalDate dayBefore = on.minusDays(1);
        if (of(community, premises).stream().noneMatch(one -> one.span().contains(dayBefore))) {
            throw new NobodyToTransferFrom(on);
        }
        begin(community, premises, on, buyers);
    }

    /** It was entered by mistake: it is voided with a reason, and whoever owned before does so again for its days. */
    public void undo(long community, long premises, long ownership, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        if (reason.strip().length() < REASON_MIN) {
            throw new InvalidInput("reason", "reason-needed");
        }
        register.hold(community, List.of(premises));
        List<Ownership> before = of(community, premises);
        Ownership wrong = before.stream()
                .filter(one -> one.id() == ownership)
                .findFirst()
                .orElseThrow(() -> new NotFound("ownership", ownership));
        tables.voidAll(community, List.of(ownership), actor(), clock.instant(), reason.strip());
        LocalDate dayBefore = wrong.span().from().minusDays(1);
        before.stream()
                .filter(one -> dayBefore.equals(one.span().to()))
                .forEach(one -> tables.moveEnd(community, one.id(), wrong.span().to()));
        statuses.owned(
                community,
                premises,
                of(community, premises).stream()
                        .map(one -> one.span().from())
                        .findFirst()
                        .orElse(null));
        households.refresh(community, List.of(premises));
        record(community, "ownership-undone", premises, before, reason.strip());
    }

    /**
     * Many at once, as an import says it. Where other people's ownership begins on the same day, that one was wrong and is voided.
     * The same entries again change nothing. Ids come back empty.
     */
    public Saved saveAll(long community, List<OwnershipEntry> entries) {
        access.require(Permission.RESIDENTS_WRITE, community);
        Set<Long> premises = new HashSet<>();
        entries.forEach(entry -> premises.add(entry.premisesId()));
        requireKnown(community, entries);
        register.hold(community, premises);
        OwnershipPlan plan = OwnershipPlan.of(entries, tables.of(community, premises));
        if (plan.begun().isEmpty()) {
            return new Saved(0, 0, Map.of());
        }
        write(community, plan, "import");
        int changed = plan.replaced().size() + plan.ended().size();
        Saved saved = new Saved(plan.begun().size() - changed, changed, Map.of());
        recordSaved(community, saved.created(), saved.changed());
        return saved;
    }

    /**
     * As {@link #saveAll}, straight from what the caller has staged. Premises that nobody owned are one set; who answers for them is
     * left to the caller ({@link Households#refresh}), who has more to say of them first.
     *
     * @param rows a query of the caller's own, each premises once: {@code premises_id, from_on, person_id}, who is billed, and {@code beside},
     *     the ids of co-owners in ascending order or null
     * @return the premises of which an ownership is new
     */
    public Set<Long> saveStaged(long community, SQL rows) {
        access.require(Permission.RESIDENTS_WRITE, community);
        List<OwnershipEntry> others = tables.others(community, rows);
        List<Long> begun = tables.beginFirst(community, rows, actor(), clock.instant());
        if (!begun.isEmpty()) {
            statuses.sold(community, tables.daysOfUnsold(community, begun));
            recordSaved(community, begun.size(), 0);
        }
        for (int from = 0; from < others.size(); from += SOME) {
            saveAll(community, others.subList(from, Math.min(others.size(), from + SOME)));
        }
        Set<Long> changed = new HashSet<>(begun);
        others.forEach(entry -> changed.add(entry.premisesId()));
        return changed;
    }

    private void recordSaved(long community, int created, int changed) {
        audit.record(
                community,
                "ownerships-saved",
                "community",
                community,
                null,
                Map.of("created", created, "changed", changed),
                null);
    }

    private void write(long community, OwnershipPlan plan, String voidReason) {
        List<Long> replaced = plan.replaced().stream().map(Ownership::id).toList();
        if (!replaced.isEmpty()) {
            tables.voidAll(community, replaced, actor(), clock.instant(), voidReason);
        }
        List<OwnershipEntry> entries =
                plan.begun().stream().map(OwnershipTables.Begun::entry).toList();
        tables.end(community, entries, plan.ended().stream().map(Ownership::id).toList());
        tables.begin(community, plan.begun(), actor(), clock.instant());
        Map<Long, LocalDate> days = new HashMap<>();
        entries.forEach(entry ->
                days.merge(entry.premisesId(), entry.from(), (one, other) -> one.isBefore(other) ? one : other));
        statuses.sold(community, days);
        households.refresh(community, days.keySet());
    }

    private void requireKnown(long community, Collection<OwnershipEntry> entries) {
        Set<Long> people = new HashSet<>();
        entries.forEach(entry -> entry.owners().forEach(owner -> people.add(owner.personId())));
        people.removeAll(tables.known(community, people));
        if (!people.isEmpty()) {
            throw new NotFound(People.SUBJECT, people);
        }
    }

    private void record(long community, String action, long premises, List<Ownership> before, @Nullable String reason) {
        audit.record(
                community, action, "premises", premises, Owners.of(before), Owners.of(of(community, premises)), reason);
    }

    private static @Nullable Long actor() {
        return Scopes.current().map(Scope::actor).orElse(null);
    }

    /** What the trail shows: days and names. */
    private record Owners(List<String> owners) {

        static Owners of(List<Ownership> ownerships) {
            List<String> lines = new ArrayList<>();
            for (Ownership one : ownerships) {
                List<String> names =
                        one.shares().stream().map(Ownership.Share::name).toList();
                lines.add(one.span() + " " + String.join("、", names));
            }
            return new Owners(lines);
        }
    }
}
