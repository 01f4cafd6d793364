package io.guanjia.residents;

import io.guanjia.database.Sql;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** Many vehicles in two statements. What an entry leaves out stays as it is; a permit is taken as a whole. */
record VehicleBulk(Set<Long> created, Set<Long> changed) {

    static VehicleBulk save(DSLContext db, long community, List<VehicleEntry> entries) {
        QueryPart[] input = columns(community, entries);
        Set<Long> changed = new HashSet<>(db.resultQuery(UPDATE, input).fetch(0, Long.class));
        Set<Long> created = new HashSet<>(db.resultQuery(INSERT, input).fetch(0, Long.class));
        return new VehicleBulk(created, changed);
    }

    private static final String INPUT = "unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}::bigint[])"
            + " i(plate, person_id, premises_id, kind, brand, colour, from_on, permit, permit_from_on, permit_to_on, permit_rent_fen)";

    private static final String UPDATE = """
            update residents.vehicle v set person_id = n.person_id, premises_id = n.premises_id, kind = n.kind, brand = n.brand,
                colour = n.colour, permit = n.permit, permit_from_on = n.permit_from_on, permit_to_on = n.permit_to_on,
                permit_rent_fen = n.permit_rent_fen
            from (select s.id, i.person_id, coalesce(i.premises_id, s.premises_id) as premises_id, coalesce(i.kind, s.kind) as kind,
                    coalesce(i.brand, s.brand) as brand, coalesce(i.colour, s.colour) as colour, coalesce(i.permit, s.permit) as permit,
                    case when i.permit is null then s.permit_from_on else i.permit_from_on end as permit_from_on,
                    case when i.permit is null then s.permit_to_on else i.permit_to_on end as permit_to_on,
                    case when i.permit is null then s.permit_rent_fen else i.permit_rent_fen end as permit_rent_fen
                from """ + " " + INPUT + """
                 join residents.vehicle s on s.community_id = {0} and s.plate = i.plate and s.to_on is null) n
            where v.community_id = {0} and v.id = n.id
                and (v.person_id, v.premises_id, v.kind, v.brand, v.colour, v.permit, v.permit_from_on, v.permit_to_on, v.permit_rent_fen)
                is distinct from (n.person_id, n.premises_id, n.kind, n.brand, n.colour, n.permit, n.permit_from_on, n.permit_to_on,
                n.permit_rent_fen)
            returning v.id""";

    private static final String INSERT = """
            insert into residents.vehicle (community_id, plate, person_id, premises_id, kind, brand, colour, from_on,
                permit, permit_from_on, permit_to_on, permit_rent_fen)
            select {0}, i.* from """ + " " + INPUT + """
             where not exists (select from residents.vehicle v
                where v.community_id = {0} and v.plate = i.plate and (v.to_on is null or v.to_on >= i.from_on))
            returning id""";

    private static QueryPart[] columns(long community, List<VehicleEntry> entries) {
        return Sql.arguments(
                community,
                texts(entries, VehicleEntry::plate),
                entries.stream().map(VehicleEntry::personId).toArray(Long[]::new),
                entries.stream().map(VehicleEntry::premisesId).toArray(Long[]::new),
                texts(entries, VehicleEntry::kind),
                texts(entries, VehicleEntry::brand),
                texts(entries, VehicleEntry::colour),
                entries.stream().map(VehicleEntry::from).toArray(LocalDate[]::new),
                permits(entries, Permit::number).toArray(String[]::new),
                permits(entries, Permit::from).toArray(LocalDate[]::new),
                permits(entries, Permit::to).toArray(LocalDate[]::new),
                permits(entries, VehicleBulk::fen).toArray(Long[]::new));
    }

    private static @Nullable Long fen(Permit permit) {
        Money rent = permit.rent();
        return rent == null ? null : rent.fen();
    }

    private static <T> List<@Nullable T> permits(List<VehicleEntry> entries, Function<Permit, @Nullable T> value) {
        List<@Nullable T> values = new ArrayList<>();
        for (VehicleEntry entry : entries) {
            Permit permit = entry.permit();
            values.add(permit == null ? null : value.apply(permit));
        }
        return values;
    }

    private static String[] texts(List<VehicleEntry> entries, Function<VehicleEntry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }
}
