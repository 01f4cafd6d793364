package io.guanjia.imports;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.imports.MigrationSheets.FeeRow;
import io.guanjia.imports.MigrationSheets.OwnerRow;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import io.guanjia.imports.MigrationSheets.SpaceRow;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Gender;
import io.guanjia.residents.OwnershipEntry;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.residents.Tenancies;
import io.guanjia.residents.VehicleEntry;
import io.guanjia.residents.Vehicles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes checked sheets into the rooms that own them, in one transaction. The same sheets again change nothing. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EstateApply {
    private static final String DEVELOPER = "developer";

    private final PremisesRegister register;
    private final People people;
    private final Ownerships ownerships;
    private final Tenancies tenancies;
    private final Developers developers;
    private final Deliveries deliveries;
    private final Vehicles vehicles;
    private final EstateFees fees;

    EstateApply(
            PremisesRegister register,
            People people,
            Ownerships ownerships,
            Tenancies tenancies,
            Developers developers,
            Deliveries deliveries,
            Vehicles vehicles,
            EstateFees fees) {
        this.register = register;
        this.people = people;
        this.ownerships = ownerships;
        this.tenancies = tenancies;
        this.developers = developers;
        this.deliveries = deliveries;
        this.vehicles = vehicles;
        this.fees = fees;
    }

    /** The same again changes nothing; what is neither new nor different is equal. */
    Layout.Effect apply(long communityId, MigrationSheets sheets, ImportOptions request) {
        LocalDate earliest = earliest(sheets, request);
        Saved buildings = register.saveBuildings(communityId, buildings(sheets));
        Saved entrances = register.saveEntrances(communityId, entrances(sheets));
        Saved premises = register.savePremises(communityId, premises(sheets, earliest));
        Saved persons = people.saveAll(communityId, persons(sheets, request));
        developers.set(communityId, persons.id(DEVELOPER), earliest);
        Saved owned = ownerships.saveAll(communityId, owned(sheets, premises, persons, earliest));
        deliveries.saveAll(communityId, delivered(sheets, premises, request));
        letSpaces(communityId, sheets, premises, persons, Objects.requireNonNull(request.cutOverOn()));
        Saved cars = vehicles.saveAll(communityId, cars(sheets, premises, persons, earliest));
        fees.apply(communityId, sheets, premises, request, earliest);
        List<Saved> saved = List.of(buildings, entrances, premises, persons, owned, cars);
        int created = saved.stream().mapToInt(Saved::created).sum();
        int changed = saved.stream().mapToInt(Saved::changed).sum();
        int rows = sheets.entrances().size()
                + sheets.owners().size()
                + sheets.premises().size()
                + sheets.spaces().size();
        int touched = Stream.of(entrances, premises, persons)
                .mapToInt(one -> one.created() + one.changed())
                .sum();
        return new Layout.Effect(created, changed, Math.max(0, rows - touched));
    }

    /** From here on somebody answers for everything: the first day on which a fee runs, the cut-over at the latest. */
    private static LocalDate earliest(MigrationSheets sheets, ImportOptions request) {
        return Stream.of(
                        sheets.premises().stream().map(PremisesRow::feesFrom),
                        sheets.fees().stream().map(FeeRow::from),
                        Stream.of(
                                Objects.requireNonNull(request.cutOverOn()),
                                Objects.requireNonNull(request.deliveredOn())))
                .flatMap(days -> days)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<BuildingEntry> buildings(MigrationSheets sheets) {
        Map<String, Integer> floors = new LinkedHashMap<>();
        sheets.entrances()
                .forEach(row -> floors.merge(row.building(), Objects.requireNonNullElse(row.floors(), 0), Math::max));
        return floors.entrySet().stream()
                .map(entry -> new BuildingEntry(
                        entry.getKey(), entry.getKey() + "栋", entry.getValue() == 0 ? null : entry.getValue()))
                .toList();
    }

    private static List<EntranceEntry> entrances(MigrationSheets sheets) {
        return sheets.entrances().stream()
                .filter(row -> row.entrance() != null)
                .map(row -> new EntranceEntry(
                        row.building(), Objects.requireNonNull(row.entrance()), row.floors(), row.lift()))
                .toList();
    }

    private static List<PremisesEntry> premises(MigrationSheets sheets, LocalDate earliest) {
        List<PremisesEntry> entries = new ArrayList<>();
        for (PremisesRow row : sheets.premises()) {
            entries.add(PremisesEntry.of(row.isShop() ? PremisesKind.SHOP : PremisesKind.ROOM, row.code())
                    .in(row.building(), row.entrance())
                    .on(row.floor(), row.layout())
                    .measuring(row.area(), Objects.requireNonNullElse(row.feesFrom(), earliest)));
        }
        for (SpaceRow row : sheets.spaces()) {
            PremisesEntry space =
                    PremisesEntry.of(PremisesKind.SPACE, row.code()).space(row.place(), row.sold() ? "SALE" : "RENT");
            entries.add(row.area() == null ? space : space.measuring(row.area(), earliest));
        }
        return entries;
    }

    private static List<PersonEntry> persons(MigrationSheets sheets, ImportOptions request) {
        List<PersonEntry> entries = new ArrayList<>();
        entries.add(PersonEntry.company(Objects.requireNonNull(request.developer()), null)
                .imported(DEVELOPER));
        for (OwnerRow row : sheets.owners()) {
            boolean company = row.identityNumber() != null && !IdentityNumber.isValid(row.identityNumber());
            PersonEntry entry = company
                    ? PersonEntry.company(row.name(), row.phone())
                    : PersonEntry.person(row.name(), row.phone());
            entries.add(entry.imported(row.number())
                    .identified(row.identityNumber())
                    .being(gender(row.gender())));
        }
        return entries;
    }

    private static @Nullable Gender gender(@Nullable String text) {
        if (text == null) return null;
        return switch (text) {
            case "男" -> Gender.MALE;
            case "女" -> Gender.FEMALE;
            default -> null;
        };
    }

    private static List<OwnershipEntry> owned(
            MigrationSheets sheets, Saved premises, Saved persons, LocalDate earliest) {
        List<OwnershipEntry> entries = new ArrayList<>();
        for (PremisesRow row : sheets.premises()) {
            if (row.owner() == null) continue;
            LocalDate from = Objects.requireNonNullElse(row.feesFrom(), earliest);
            entries.add(OwnershipEntry.sole(premises.id(row.code()), from, persons.id(row.owner())));
        }
        for (SpaceRow row : sheets.spaces()) {
            if (row.owner() == null || !row.sold()) continue;
            entries.add(OwnershipEntry.sole(premises.id(row.code()), earliest, persons.id(row.owner())));
        }
        return entries;
    }

    private static Map<Long, LocalDate> delivered(MigrationSheets sheets, Saved premises, ImportOptions request) {
        Map<Long, LocalDate> days = new TreeMap<>();
        Stream.concat(
                        sheets.premises().stream()
                                .filter(row -> row.owner() != null)
                                .map(PremisesRow::code),
                        sheets.spaces().stream()
                                .filter(row -> row.owner() != null && row.sold())
                                .map(SpaceRow::code))
                .forEach(code -> days.put(premises.id(code), Objects.requireNonNull(request.deliveredOn())));
        return days;
    }

    /** A space that is let stays the developer's; its tenant pays from the cut-over on. */
    private void letSpaces(long communityId, MigrationSheets sheets, Saved premises, Saved persons, LocalDate from) {
        for (SpaceRow row : sheets.spaces()) {
            if (row.owner() == null || row.sold()) continue;
            long space = premises.id(row.code());
            long tenant = persons.id(row.owner());
            boolean known = tenancies.of(communityId, space).stream()
                    .anyMatch(tenancy ->
                            tenancy.tenantId() == tenant && tenancy.span().contains(from));
            if (!known) {
                tenancies.begin(communityId, space, new Tenancies.Lease(tenant, true, new DateSpan(from, null)));
            }
        }
    }

    private static List<VehicleEntry> cars(MigrationSheets sheets, Saved premises, Saved persons, LocalDate earliest) {
        return sheets.spaces().stream()
                .filter(row -> row.plate() != null && row.owner() != null)
                .map(row -> new VehicleEntry(
                        Objects.requireNonNull(row.plate()),
                        persons.id(Objects.requireNonNull(row.owner())),
                        premises.id(row.code()),
                        row.carKind(),
                        row.carBrand(),
                        row.carColour(),
                        earliest))
                .toList();
    }
}
