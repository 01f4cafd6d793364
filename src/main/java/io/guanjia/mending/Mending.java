package io.guanjia.mending;

import io.guanjia.billing.Effect;
import io.guanjia.billing.Rebilling;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.mending.enums.CorrectionKind;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.RegisterCorrections;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a correction writes, room by room, and what bills become of it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Mending {

    private final PremisesRegister register;
    private final Ownerships ownerships;
    private final RegisterCorrections corrections;
    private final Rebilling rebilling;
    private final Clock clock;

    Mending(
            PremisesRegister register,
            Ownerships ownerships,
            RegisterCorrections corrections,
            Rebilling rebilling,
            Clock clock) {
        this.register = register;
        this.ownerships = ownerships;
        this.corrections = corrections;
        this.rebilling = rebilling;
        this.clock = clock;
    }

    /** With the first day it is about, where it was left out. */
    CorrectionRequest checked(long community, CorrectionRequest asked) {
        register.get(community, asked.premisesId());
        LocalDate from = switch (asked.kind()) {
            case OWNER -> ownerFrom(community, asked);
            case AREA -> areaFrom(community, asked);
            case SWAP -> swapFrom(community, asked);
        };
        if (from.isAfter(LocalDate.now(clock))) {
            throw new InvalidInput("from", "correction-in-the-future");
        }
        return new CorrectionRequest(
                asked.kind(),
                asked.premisesId(),
                asked.otherId(),
                asked.ownershipId(),
                from,
                asked.ownerIds(),
                asked.area(),
                asked.reason());
    }

    private LocalDate ownerFrom(long community, CorrectionRequest asked) {
        Ownership wrong = ownerships.of(community, asked.premisesId()).stream()
                .filter(one -> Objects.equals(one.id(), asked.ownershipId()))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("ownershipId", "correction-ownership"));
        if (asked.ownerIds().isEmpty()) {
            throw new InvalidInput("person", "missing");
        }
        return within(asked.from(), wrong.span());
    }

    private LocalDate areaFrom(long community, CorrectionRequest asked) {
        List<PremisesRegister.Measured> measured = register.measurements(community, asked.premisesId());
        if (asked.area() == null) {
            throw new InvalidInput("area", "missing");
        }
        if (measured.isEmpty()) {
            throw new InvalidInput("area", "correction-not-measured");
        }
        LocalDate first = measured.get(0).span().from();
        return within(asked.from(), new DateSpan(first, null));
    }

    private LocalDate swapFrom(long community, CorrectionRequest asked) {
        Long other = asked.otherId();
        if (other == null || other == asked.premisesId()) {
            throw new InvalidInput("other", "correction-swap-other");
        }
        boolean spaces = register.get(community, other).kind() == PremisesKind.SPACE;
        if (spaces != (register.get(community, asked.premisesId()).kind() == PremisesKind.SPACE)) {
            throw new InvalidInput("other", "correction-swap-kinds");
        }
        LocalDate beginning = corrections.beginning(community, asked.premisesId(), other);
        return asked.from() == null || asked.from().isBefore(beginning) ? beginning : asked.from();
    }

    private static LocalDate within(@org.jspecify.annotations.Nullable LocalDate from, DateSpan span) {
        if (from != null && !span.contains(from)) {
            throw new InvalidInput("from", "correction-day-outside", span.from());
        }
        return from == null ? span.from() : from;
    }

    /** Everything, in the caller's transaction; a preview rolls it back. */
    @SuppressWarnings("NullAway") // checked before it was stored
    Effect apply(long community, long id, CorrectionRequest asked) {
        LocalDate from = asked.from();
        Set<Long> premises = new TreeSet<>(Set.of(asked.premisesId()));
        if (asked.kind() == CorrectionKind.SWAP) {
            premises.add(asked.otherId());
        }
        register.hold(community, premises);
        Rebilling.Before before = rebilling.look(community, premises, from);
        List<Rebilling.Moved> moved = new ArrayList<>();
        switch (asked.kind()) {
            case OWNER ->
                corrections.replace(
                        community,
                        asked.premisesId(),
                        asked.ownershipId(),
                        from,
                        owners(asked.ownerIds()),
                        asked.reason());
            case AREA -> register.correctArea(community, asked.premisesId(), from, asked.area(), asked.reason());
            case SWAP -> moved.addAll(swap(community, asked, from));
        }
        return rebilling.correct(community, id, before, moved);
    }

    @SuppressWarnings("NullAway") // a swap has another
    private List<Rebilling.Moved> swap(long community, CorrectionRequest asked, LocalDate from) {
        long here = asked.premisesId();
        long there = asked.otherId();
        RegisterCorrections.Swapped swapped = corrections.swap(community, here, there, from, asked.reason());
        Set<Long> leftHere = new TreeSet<>(swapped.ofThis());
        leftHere.removeAll(swapped.ofTheOther());
        Set<Long> leftThere = new TreeSet<>(swapped.ofTheOther());
        leftThere.removeAll(swapped.ofThis());
        return List.of(new Rebilling.Moved(here, there, leftHere), new Rebilling.Moved(there, here, leftThere));
    }

    private static List<Owner> owners(List<Long> ids) {
        List<Owner> owners = new ArrayList<>();
        ids.forEach(id -> owners.add(new Owner(id, owners.isEmpty())));
        return owners;
    }
}
