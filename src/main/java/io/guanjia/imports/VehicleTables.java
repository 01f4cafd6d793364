package io.guanjia.imports;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.VEHICLE;
import static org.jooq.impl.DSL.any;

import io.guanjia.database.Sql;
import io.guanjia.db.residents.tables.records.VehicleRecord;
import io.guanjia.estate.Saved;
import io.guanjia.kernel.Masked;
import io.guanjia.residents.VehicleEntry;
import io.guanjia.residents.Vehicles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Rows of vehicles against the house: whose they are, where they stand, and whose they were. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VehicleTables {
    private final DSLContext sql;
    private final PremisesCodes codes;
    private final Vehicles vehicles;

    VehicleTables(DSLContext sql, PremisesCodes codes, Vehicles vehicles) {
        this.sql = sql;
        this.codes = codes;
        this.vehicles = vehicles;
    }

    /** @param payer answers for the premises: the vehicle is his where no other name is said */
    private record Keeper(long id, String name, @Nullable String phone, boolean payer) {}

    /** Those that can be taken; what cannot is rejected. */
    List<VehicleEntry> entries(Work work, List<VehiclesLayout.Row> rows) {
        long community = work.communityId;
        Map<String, Long> premises = codes.ids(community, said(rows, VehiclesLayout.Row::code));
        Map<String, Long> spaces = codes.spaces(community, said(rows, VehiclesLayout.Row::space));
        Map<Long, List<Keeper>> households = households(community, premises.values());
        Map<String, List<Keeper>> named = named(community, said(rows, VehiclesLayout.Row::owner));
        Map<String, VehicleRecord> known = known(community, said(rows, VehiclesLayout.Row::plate));
        List<VehicleEntry> entries = new ArrayList<>();
        PermitChecks permits = PermitChecks.among(sql, community, rows);
        for (VehiclesLayout.Row row : rows) {
            Long home = row.code() == null ? null : premises.get(row.code());
            Long space = row.space() == null ? null : spaces.get(row.space());
            List<Keeper> asked = home == null
                    ? named.getOrDefault(row.owner(), List.of())
                    : households.getOrDefault(home, List.of());
            Keeper keeper = keeper(row, asked);
            Rejection rejection = problem(row, home, space, keeper, known.get(row.plate()));
            if (rejection == null) {
                VehicleEntry entry =
                        entry(row.entry(), Objects.requireNonNull(keeper).id(), space);
                rejection = permits.problem(row.at(), entry);
                if (rejection == null) entries.add(entry);
            }
            if (rejection != null) work.reject(rejection);
        }
        return entries;
    }

    /** A vehicle that changed hands stays the other's through the day before. */
    Layout.Effect apply(long community, List<VehicleEntry> entries) {
        Map<String, VehicleRecord> known =
                known(community, entries.stream().map(VehicleEntry::plate).toList());
        for (VehicleEntry entry : entries) {
            VehicleRecord before = known.get(entry.plate());
            if (before != null && before.getPersonId() != entry.personId()) {
                vehicles.end(community, before.getId(), entry.from().minusDays(1));
            }
        }
        Saved saved = vehicles.saveAll(community, entries);
        return new Layout.Effect(saved.created(), saved.changed(), entries.size() - saved.created() - saved.changed());
    }

    private static @Nullable Rejection problem(
            VehiclesLayout.Row row,
            @Nullable Long home,
            @Nullable Long space,
            @Nullable Keeper keeper,
            @Nullable VehicleRecord before) {
        if (row.code() != null && home == null) return row.at().rejected("unknown-premises", row.code());
        if (row.space() != null && space == null) return row.at().rejected("unknown-space", row.space());
        if (keeper == null) {
            return row.code() == null
                    ? row.at().rejected("vehicle-of-nobody", row.plate())
                    : row.at().rejected("vehicle-of-other", row.owner() == null ? "—" : row.owner(), row.code());
        }
        if (before == null || before.getPersonId() == keeper.id()) return null;
        return row.dated() && row.entry().from().isAfter(before.getFromOn())
                ? null
                : row.at().rejected("vehicle-changed-hands", Masked.plate(row.plate()), before.getFromOn());
    }

    /** By name among them, and by phone where two have the name; the payer where no name is said. Null: nobody, or who knows who. */
    private static @Nullable Keeper keeper(VehiclesLayout.Row row, List<Keeper> asked) {
        List<Keeper> fits = asked.stream()
                .filter(one -> row.owner() == null ? one.payer() : one.name().equals(row.owner()))
                .toList();
        long people = fits.stream().map(Keeper::id).distinct().count();
        if (people > 1)
            fits = fits.stream()
                    .filter(one -> Objects.equals(one.phone(), row.phone()))
                    .toList();
        return fits.isEmpty() || fits.stream().map(Keeper::id).distinct().count() > 1 ? null : fits.get(0);
    }

    private static VehicleEntry entry(VehicleEntry said, long person, @Nullable Long space) {
        return new VehicleEntry(
                said.plate(), person, space, said.kind(), said.brand(), said.colour(), said.from(), said.permit());
    }

    private Map<Long, List<Keeper>> households(long community, Collection<Long> premises) {
        Map<Long, List<Keeper>> keepers = new HashMap<>();
        sql.resultQuery("""
                        select k.premises_id, p.id, p.name, p.phone, bool_or(k.payer) from (
                            select h.premises_id, h.payer_id as person_id, true as payer from residents.household h
                                where h.community_id = {0} and h.premises_id = any ({1}) and h.to_on is null
                            union all select o.premises_id, w.person_id, false from residents.ownership o
                                join residents.ownership_owner w on w.community_id = {0} and w.ownership_id = o.id
                                where o.community_id = {0} and o.premises_id = any ({1}) and o.voided_at is null and o.to_on is null
                            union all select t.premises_id, t.tenant_id, false from residents.tenancy t
                                where t.community_id = {0} and t.premises_id = any ({1}) and t.to_on is null) k
                        join residents.person p on p.community_id = {0} and p.id = k.person_id
                        group by 1, 2, 3, 4""", Sql.arguments(community, premises.toArray(Long[]::new)))
                .forEach(row -> keepers.computeIfAbsent(row.get(0, Long.class), id -> new ArrayList<>())
                        .add(new Keeper(
                                row.get(1, Long.class),
                                row.get(2, String.class),
                                row.get(3, String.class),
                                row.get(4, Boolean.class))));
        return keepers;
    }

    private Map<String, List<Keeper>> named(long community, List<String> names) {
        Map<String, List<Keeper>> keepers = new HashMap<>();
        sql.select(PERSON.ID, PERSON.NAME, PERSON.PHONE)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.NAME.eq(any(names.toArray(String[]::new))))
                .forEach(row -> keepers.computeIfAbsent(row.value2(), name -> new ArrayList<>())
                        .add(new Keeper(row.value1(), row.value2(), row.value3(), false)));
        return keepers;
    }

    private Map<String, VehicleRecord> known(long community, List<String> plates) {
        Map<String, VehicleRecord> known = new HashMap<>();
        sql.selectFrom(VEHICLE)
                .where(VEHICLE.COMMUNITY_ID.eq(community), VEHICLE.TO_ON.isNull())
                .and(VEHICLE.PLATE.eq(any(plates.toArray(String[]::new))))
                .forEach(row -> known.put(row.getPlate(), row));
        return known;
    }

    private static List<String> said(
            List<VehiclesLayout.Row> rows, java.util.function.Function<VehiclesLayout.Row, @Nullable String> what) {
        return rows.stream().map(what).filter(Objects::nonNull).distinct().toList();
    }
}
