package io.guanjia.workplace;

import io.guanjia.billing.Charge;
import io.guanjia.billing.Charges;
import io.guanjia.billing.Prepayment;
import io.guanjia.billing.Prepayments;
import io.guanjia.cashier.Payments;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.estate.Areas;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.openings.PaymentHistory;
import io.guanjia.residents.Belongings;
import io.guanjia.residents.DossierFiles;
import io.guanjia.residents.Occupant;
import io.guanjia.residents.Occupants;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.workplace.Dossier.Line;
import io.guanjia.workplace.Dossier.Owed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 业户一户通: everything the rooms know of one household, in one read; each part is one statement. */
@Component
@Transactional(readOnly = true)
class Dossiers {

    private static final int PAYMENTS_SHOWN = 10;
    private static final int HAPPENINGS_SHOWN = 8;
    private static final int BEFORE_SHOWN = 60;

    private final PremisesRegister register;
    private final Areas areas;
    private final Occupants occupants;
    private final Belongings belongings;
    private final DossierFiles files;
    private final Charges charges;
    private final Prepayments prepayments;
    private final Payments payments;
    private final PaymentHistory past;
    private final Happenings happenings;
    private final Access access;
    private final Clock clock;

    Dossiers(
            PremisesRegister register,
            Areas areas,
            Occupants occupants,
            Belongings belongings,
            DossierFiles files,
            Charges charges,
            Prepayments prepayments,
            Payments payments,
            PaymentHistory past,
            Happenings happenings,
            Access access,
            Clock clock) {
        this.register = register;
        this.areas = areas;
        this.occupants = occupants;
        this.belongings = belongings;
        this.files = files;
        this.charges = charges;
        this.prepayments = prepayments;
        this.payments = payments;
        this.past = past;
        this.happenings = happenings;
        this.access = access;
        this.clock = clock;
    }

    Dossier of(long c, long p) {
        LocalDate today = LocalDate.now(clock);
        var premises = register.get(c, p);
        Page<Happening> latest = happenings.page(c, p, null, new Paging(HAPPENINGS_SHOWN, null));
        return new Dossier(
                c,
                premises,
                areas.collectorNameOf(c, p, today).orElse(null),
                access.may(Permission.RESIDENTS_READ, c) ? residents(c, p, today) : null,
                access.may(Permission.BILLING_READ, c) ? account(c, p, today) : null,
                latest.items(),
                latest.next() != null,
                today);
    }

    private Dossier.Residents residents(long c, long p, LocalDate today) {
        List<Occupant> all = occupants.of(c, p);
        Set<Long> present = all.stream()
                .filter(one -> !one.isEarlier(today))
                .map(Occupant::personId)
                .collect(Collectors.toSet());
        return new Dossier.Residents(all, belongings.of(c, present, p, today), files.of(c, p), today);
    }

    private Dossier.Account account(long c, long p, LocalDate today) {
        List<Charge> found = charges.openAndHeld(c, p);
        List<Owed> open = byItem(found, today);
        List<Charge> deposits = found.stream()
                .filter(charge -> charge.line().fundClass() == FundClass.DEPOSIT)
                .filter(charge -> !paid(charge).isZero())
                .toList();
        List<Prepayment> prepaid = prepayments.of(c, List.of(p));
        return new Dossier.Account(
                open,
                Money.sum(open.stream().map(Owed::open)),
                Money.sum(open.stream().map(Owed::overdue)),
                prepaid,
                Money.sum(prepaid.stream().map(Prepayment::balance)),
                deposits,
                Money.sum(deposits.stream().map(Dossiers::paid)),
                payments.ofPremises(c, p, PAYMENTS_SHOWN),
                past.of(c, p, BEFORE_SHOWN));
    }

    /** Items in the order in which money would be allocated to their first line. */
    private List<Owed> byItem(List<Charge> found, LocalDate today) {
        Map<Long, List<Line>> lines = new LinkedHashMap<>();
        found.stream()
                .filter(charge -> charge.line().open().isMoreThan(Money.ZERO))
                .forEach(charge -> lines.computeIfAbsent(charge.line().itemId(), item -> new ArrayList<>())
                        .add(new Line(charge, charges.explain(charge))));
        return lines.values().stream().map(some -> Owed.of(some, today)).toList();
    }

    private static Money paid(Charge charge) {
        return charge.line().amount().minus(charge.line().open());
    }
}
