package io.guanjia.workplace;

import io.guanjia.billing.Charges;
import io.guanjia.billing.OpenCharge;
import io.guanjia.billing.Prepayment;
import io.guanjia.billing.Prepayments;
import io.guanjia.cashier.Payments;
import io.guanjia.estate.Areas;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Household;
import io.guanjia.residents.Households;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.Person;
import io.guanjia.residents.Tenancies;
import io.guanjia.residents.Tenancy;
import io.guanjia.residents.Timelines;
import io.guanjia.residents.Vehicles;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 业户一户通: everything the rooms know of one household, in one read. */
@Component
@Transactional(readOnly = true)
class Dossiers {

    private static final int PAYMENTS_SHOWN = 10;

    private final PremisesRegister register;
    private final Areas areas;
    private final Households households;
    private final Ownerships ownerships;
    private final Tenancies tenancies;
    private final Vehicles vehicles;
    private final People people;
    private final Timelines timelines;
    private final Charges charges;
    private final Prepayments prepayments;
    private final Payments payments;
    private final Access access;
    private final Clock clock;

    Dossiers(
            PremisesRegister register,
            Areas areas,
            Households households,
            Ownerships ownerships,
            Tenancies tenancies,
            Vehicles vehicles,
            People people,
            Timelines timelines,
            Charges charges,
            Prepayments prepayments,
            Payments payments,
            Access access,
            Clock clock) {
        this.register = register;
        this.areas = areas;
        this.households = households;
        this.ownerships = ownerships;
        this.tenancies = tenancies;
        this.vehicles = vehicles;
        this.people = people;
        this.timelines = timelines;
        this.charges = charges;
        this.prepayments = prepayments;
        this.payments = payments;
        this.access = access;
        this.clock = clock;
    }

    Dossier of(long c, long p) {
        LocalDate today = LocalDate.now(clock);
        Premises premises = register.get(c, p);
        String collector = areas.collectorOf(c, p, today).map(access::nameOf).orElse(null);
        boolean mayReadResidents = access.may(Permission.RESIDENTS_READ, c);
        Household household = mayReadResidents ? households.on(c, p, today).orElse(null) : null;
        return new Dossier(
                c,
                premises,
                collector,
                household,
                mayReadResidents ? residents(c, p, household) : null,
                access.may(Permission.BILLING_READ, c) ? account(c, p, today) : null,
                today);
    }

    private Dossier.Residents residents(long c, long p, @Nullable Household household) {
        List<Ownership> owned = ownerships.of(c, p);
        List<Tenancy> let = tenancies.of(c, p);
        Set<Long> named = new TreeSet<>();
        owned.forEach(one -> one.shares().forEach(share -> named.add(share.personId())));
        let.forEach(one -> named.add(one.tenantId()));
        if (household != null) {
            named.add(household.payerId());
        }
        Map<Long, Person> known = new HashMap<>();
        named.forEach(id -> known.put(id, people.get(c, id)));
        return new Dossier.Residents(
                owned,
                let,
                households.history(c, p),
                vehicles.of(c, List.copyOf(named), p),
                known,
                timelines.of(c, "premises", p));
    }

    private Dossier.Account account(long c, long p, LocalDate today) {
        List<OpenCharge> open = charges.open(c, List.of(p));
        List<Prepayment> prepaid = prepayments.of(c, List.of(p));
        return new Dossier.Account(
                open,
                Money.sum(open.stream().map(OpenCharge::open)),
                Money.sum(open.stream().filter(one -> one.isOverdue(today)).map(OpenCharge::open)),
                prepaid,
                Money.sum(prepaid.stream().map(Prepayment::balance)),
                payments.ofPremises(c, p, PAYMENTS_SHOWN));
    }
}
