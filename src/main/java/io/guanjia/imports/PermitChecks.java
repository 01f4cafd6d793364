package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.VEHICLE;
import static org.jooq.impl.DSL.any;

import io.guanjia.kernel.Masked;
import io.guanjia.residents.Permit;
import io.guanjia.residents.VehicleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Permits against one another (rules.md §4): a number belongs to one person, a space has one of them on any day. */
final class PermitChecks {
    private final Map<String, Noted> byNumber = new HashMap<>();
    private final Map<Long, List<Noted>> bySpace = new HashMap<>();
    private final Map<Long, String> spaces;

    private record Noted(String plate, long personId, Permit permit) {}

    private PermitChecks(Map<Long, String> spaces) {
        this.spaces = spaces;
    }

    /** Knows the permits of the house but for those of vehicles in the sheet, which says its own of them. */
    static PermitChecks among(DSLContext sql, long community, List<VehiclesLayout.Row> rows) {
        Set<String> said = rows.stream()
                .filter(row -> row.entry().permit() != null)
                .map(VehiclesLayout.Row::plate)
                .collect(Collectors.toSet());
        String[] codes = rows.stream().map(VehiclesLayout.Row::space).distinct().toArray(String[]::new);
        PermitChecks checks = new PermitChecks(sql.select(PREMISES.ID, PREMISES.CODE)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(community), PREMISES.CODE.eq(any(codes)))
                .fetchMap(PREMISES.ID, PREMISES.CODE));
        if (said.isEmpty()) return checks;
        sql.selectFrom(VEHICLE)
                .where(VEHICLE.COMMUNITY_ID.eq(community), VEHICLE.PERMIT.isNotNull(), VEHICLE.TO_ON.isNull())
                .forEach(row -> {
                    if (said.contains(row.getPlate())) return;
                    Permit permit = new Permit(row.getPermit(), row.getPermitFromOn(), row.getPermitToOn(), null);
                    checks.note(new Noted(row.getPlate(), row.getPersonId(), permit), row.getPremisesId());
                });
        return checks;
    }

    /** Null, and noted for the rows below, where its permit can stand beside the others. */
    @Nullable
    Rejection problem(RowReader.At at, VehicleEntry entry) {
        Permit permit = entry.permit();
        if (permit == null) return null;
        Noted same = byNumber.get(permit.number());
        if (same != null && same.personId() != entry.personId()) {
            return at.rejected("permit-of-other", permit.number(), Masked.plate(same.plate()));
        }
        Long space = entry.premisesId();
        for (Noted other : space == null ? List.<Noted>of() : bySpace.getOrDefault(space, List.of())) {
            if (!other.permit().number().equals(permit.number())
                    && other.permit().overlaps(permit)) {
                return at.rejected(
                        "permit-space-taken",
                        spaces.getOrDefault(space, ""),
                        other.permit().number());
            }
        }
        note(new Noted(entry.plate(), entry.personId(), permit), space);
        return null;
    }

    private void note(Noted noted, @Nullable Long space) {
        byNumber.put(noted.permit().number(), noted);
        if (space != null)
            bySpace.computeIfAbsent(space, id -> new ArrayList<>()).add(noted);
    }
}
