package io.guanjia.residents;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.estate.FollowingStatuses;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Owners and households that were entered wrongly, put right as new versions: what was wrong is voided with its reason and stays
 * visible. Whoever calls has asked for the permission and holds the decision.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RegisterCorrections {

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final PremisesRegister register;
    private final OwnershipTables ownerships;
    private final Redirects redirects;
    private final Households households;
    private final FollowingStatuses statuses;
    private final SwappedLeases leases;
    private final SwappedVehicles vehicles;

    RegisterCorrections(
            DSLContext db,
            Access access,
            AuditTrail audit,
            Clock clock,
            PremisesRegister register,
            OwnershipTables ownerships,
            Redirects redirects,
            Households households,
            FollowingStatuses statuses,
            SwappedLeases leases,
            SwappedVehicles vehicles) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.register = register;
        this.ownerships = ownerships;
        this.redirects = redirects;
        this.households = households;
        this.statuses = statuses;
        this.leases = leases;
        this.vehicles = vehicles;
    }

    /** Another correction was faster, or somebody undid it: a proposal about it has nothing to stand on. */
    public static final class OwnershipGone extends Refusal {
        private static final long serialVersionUID = 1L;

        OwnershipGone() {
            super("ownership-gone");
        }
    }

    /** A version that is no more. */
    public record Voided(DateSpan span, String owners, String reason) {}

    /** What was voided of the premises' ownerships, the latest first. */
    public List<Voided> voided(long community, long premises) {
        return db.resultQuery("""
                        select o.from_on, o.to_on, string_agg(p.name, '、' order by w.billed desc, p.id), o.void_reason
                        from residents.ownership o
                        join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
                        join residents.person p on p.community_id = {0} and p.id = w.person_id
                        where o.community_id = {0} and o.premises_id = {1} and o.voided_at is not null
                        group by o.id, o.from_on, o.to_on, o.void_reason, o.voided_at
                        order by o.voided_at desc, o.id desc""", Sql.arguments(community, premises))
                .fetch(r -> new Voided(
                        new DateSpan(r.get(0, LocalDate.class), r.get(1, LocalDate.class)),
                        r.get(2, String.class),
                        r.get(3, String.class)));
    }

    /**
     * Other people own it, from a day of that version on or for all of it.
     *
     * @throws OwnershipGone when the version is no more
     */
    public void replace(
            long community, long premises, long ownership, LocalDate from, List<Owner> owners, String reason) {
        List<Long> people = owners.stream().map(Owner::personId).toList();
        if (!ownerships.known(community, people).containsAll(people)) {
            throw new InvalidInput("person", "person-unknown");
        }
        redirects.refuse(community, people);
        register.hold(community, List.of(premises));
        Ownership wrong = standing(community, premises).stream()
                .filter(one -> one.id() == ownership)
                .findFirst()
                .orElseThrow(OwnershipGone::new);
        ownerships.voidAll(community, List.of(ownership), access.actor(), clock.instant(), reason);
        LocalDate first = wrong.span().from();
        if (from.isAfter(first)) {
            begin(community, premises, new DateSpan(first, from.minusDays(1)), wrong.owners());
        }
        begin(community, premises, new DateSpan(from, wrong.span().to()), owners);
        households.refresh(community, List.of(premises));
        record(community, "owner-corrected", premises, reason);
    }

    /** Who lived where. */
    public record Swapped(Set<Long> ofThis, Set<Long> ofTheOther) {}

    /** The two households, owners and tenants, live in each other's premises from that day on. */
    public Swapped swap(long community, long premises, long other, LocalDate from, String reason) {
        register.hold(community, List.of(premises, other));
        List<Ownership> here = after(standing(community, premises), from);
        List<Ownership> there = after(standing(community, other), from);
        List<SwappedLeases.Lease> leasesHere = leases.from(community, premises, from);
        List<SwappedLeases.Lease> leasesThere = leases.from(community, other, from);
        cut(community, here, from, reason);
        cut(community, there, from, reason);
        leases.cut(community, leasesHere, from, reason);
        leases.cut(community, leasesThere, from, reason);
        here.forEach(one -> begin(community, other, from(one.span(), from), one.owners()));
        there.forEach(one -> begin(community, premises, from(one.span(), from), one.owners()));
        follow(community, premises);
        follow(community, other);
        leasesHere.forEach(one -> leases.let(community, other, one, from(one.span(), from)));
        leasesThere.forEach(one -> leases.let(community, premises, one, from(one.span(), from)));
        vehicles.exchange(community, premises, other, from);
        households.refresh(community, List.of(premises, other));
        record(community, "premises-swapped", premises, reason);
        record(community, "premises-swapped", other, reason);
        return new Swapped(people(here, leasesHere), people(there, leasesThere));
    }

    /** The first day on which somebody is entered for either. */
    public LocalDate beginning(long community, long premises, long other) {
        List<LocalDate> days = new ArrayList<>();
        for (long one : List.of(premises, other)) {
            standing(community, one).forEach(owned -> days.add(owned.span().from()));
            leases.from(community, one, LocalDate.EPOCH)
                    .forEach(lease -> days.add(lease.span().from()));
        }
        return days.stream().min(LocalDate::compareTo).orElseGet(() -> LocalDate.now(clock));
    }

    private List<Ownership> standing(long community, long premises) {
        return ownerships.of(community, List.of(premises)).getOrDefault(premises, List.of());
    }

    private static List<Ownership> after(List<Ownership> all, LocalDate from) {
        return all.stream()
                .filter(one -> one.span().to() == null || !one.span().to().isBefore(from))
                .toList();
    }

    private void cut(long community, List<Ownership> moved, LocalDate from, String reason) {
        for (Ownership one : moved) {
            ownerships.voidAll(community, List.of(one.id()), access.actor(), clock.instant(), reason);
            if (one.span().from().isBefore(from)) {
                begin(community, one.premisesId(), new DateSpan(one.span().from(), from.minusDays(1)), one.owners());
            }
        }
    }

    /** The sale is on the day of the first owner who was entered, whoever that is now. */
    private void follow(long community, long premises) {
        statuses.owned(
                community,
                premises,
                standing(community, premises).stream()
                        .map(one -> one.span().from())
                        .findFirst()
                        .orElse(null));
    }

    private static DateSpan from(DateSpan span, LocalDate from) {
        return span.from().isBefore(from) ? new DateSpan(from, span.to()) : span;
    }

    private void begin(long community, long premises, DateSpan span, List<Owner> owners) {
        OwnershipEntry entry = new OwnershipEntry(premises, span.from(), owners);
        ownerships.begin(
                community, List.of(new OwnershipTables.Begun(entry, span.to())), access.actor(), clock.instant());
    }

    private static Set<Long> people(List<Ownership> owned, List<SwappedLeases.Lease> leases) {
        Set<Long> people = new TreeSet<>();
        owned.forEach(one -> one.owners().forEach(owner -> people.add(owner.personId())));
        leases.forEach(one -> people.add(one.tenant()));
        return people;
    }

    private void record(long community, String action, long premises, String reason) {
        List<String> lines = standing(community, premises).stream()
                .map(one -> one.span() + " " + one.billed().name())
                .toList();
        audit.record(community, action, "premises", premises, null, Map.of("owners", lines), reason);
    }
}
