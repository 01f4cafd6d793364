package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.VEHICLE;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.residents.tables.records.VehicleRecord;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Vehicles and whose they are, over time, with what the office noted of their permits. Issuing permits is another room's business. */
@Component
@Transactional
public class Vehicles {

    private static final int PLATE_MAX = 12;
    private static final int WORD_MAX = 30;

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final People people;
    private final PremisesRegister register;

    Vehicles(DSLContext db, Access access, AuditTrail audit, Clock clock, People people, PremisesRegister register) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.people = people;
        this.register = register;
    }

    /** The plate is somebody's on one of these days already. */
    public static final class PlateKnown extends Refusal {
        private static final long serialVersionUID = 1L;

        PlateKnown(Vehicle other, String person) {
            super("plate-known", other.plate(), person, other.span().from());
        }
    }

    /** Today's and coming vehicles of these people, and those that stand on the premises. */
    @Transactional(readOnly = true)
    public List<Vehicle> of(long community, List<Long> people, @Nullable Long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        Condition theirs = VEHICLE.PERSON_ID.in(people);
        LocalDate today = LocalDate.now(clock);
        return list(VEHICLE.COMMUNITY_ID
                .eq(community)
                .and(premises == null ? theirs : theirs.or(VEHICLE.PREMISES_ID.eq(premises)))
                .and(VEHICLE.TO_ON.isNull().or(VEHICLE.TO_ON.ge(today))));
    }

    /** One by hand. @throws PlateKnown when it is somebody's already: end it there first */
    public Vehicle add(long community, VehicleEntry entry) {
        access.require(Permission.RESIDENTS_WRITE, community);
        DaysAhead.check("from", entry.from(), LocalDate.now(clock));
        check(List.of(entry));
        people.standing(community, entry.personId());
        if (entry.premisesId() != null) {
            register.get(community, entry.premisesId());
        }
        hold(community, entry.plate());
        refuseKnown(community, entry.plate(), new DateSpan(entry.from(), null), 0);
        Vehicle added = vehicle(db.insertInto(VEHICLE)
                .set(VEHICLE.COMMUNITY_ID, community)
                .set(VEHICLE.PLATE, entry.plate())
                .set(VEHICLE.PERSON_ID, entry.personId())
                .set(VEHICLE.PREMISES_ID, entry.premisesId())
                .set(VEHICLE.KIND, bare("kind", entry.kind()))
                .set(VEHICLE.BRAND, bare("brand", entry.brand()))
                .set(VEHICLE.COLOUR, bare("colour", entry.colour()))
                .set(VEHICLE.FROM_ON, entry.from())
                .returning()
                .fetchSingle());
        audit.record(community, "vehicle-added", People.SUBJECT, added.personId(), null, Shown.of(added), null);
        return added;
    }

    /** Theirs through that day; another day than the one that stands corrects it. */
    public Vehicle end(long community, long id, LocalDate on) {
        access.require(Permission.RESIDENTS_WRITE, community);
        Vehicle before = get(community, id);
        if (on.isBefore(before.span().from())) {
            throw new InvalidInput(
                    "on", "vehicle-ends-before-it-begins", before.span().from());
        }
        hold(community, before.plate());
        refuseKnown(community, before.plate(), before.span().until(on), id);
        db.update(VEHICLE)
                .set(VEHICLE.TO_ON, on)
                .where(VEHICLE.COMMUNITY_ID.eq(community), VEHICLE.ID.eq(id))
                .execute();
        Vehicle after = get(community, id);
        audit.record(
                community, "vehicle-ended", People.SUBJECT, after.personId(), Shown.of(before), Shown.of(after), null);
        return after;
    }

    private Vehicle get(long community, long id) {
        return list(VEHICLE.COMMUNITY_ID.eq(community).and(VEHICLE.ID.eq(id))).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("vehicle", id));
    }

    private void refuseKnown(long community, String plate, DateSpan span, long except) {
        list(VEHICLE.COMMUNITY_ID.eq(community).and(VEHICLE.PLATE.eq(plate)).and(VEHICLE.ID.ne(except))).stream()
                .filter(other -> other.span().overlaps(span))
                .findFirst()
                .ifPresent(other -> {
                    throw new PlateKnown(
                            other,
                            people.get(community, other.personId()).masked().name());
                });
    }

    private void hold(long community, String plate) {
        db.execute(
                "select pg_advisory_xact_lock(hashtextextended({0}, {1}))",
                org.jooq.impl.DSL.val("residents.vehicle." + plate), org.jooq.impl.DSL.val(community));
    }

    private static @Nullable String bare(String field, @Nullable String typed) {
        String clean = typed == null ? "" : typed.strip();
        if (clean.length() > WORD_MAX) {
            throw new InvalidInput(field, "vehicle-word", WORD_MAX);
        }
        return clean.isEmpty() ? null : clean;
    }

    private record Shown(String plate, String days) {

        static Shown of(Vehicle vehicle) {
            return new Shown(Masked.plate(vehicle.plate()), vehicle.span().toString());
        }
    }

    /**
     * Many at once; a plate that somebody has already is changed in place, the same again changes nothing. Ids come back by plate.
     */
    public Saved saveAll(long community, List<VehicleEntry> entries) {
        access.require(Permission.RESIDENTS_WRITE, community);
        check(entries);
        VehicleBulk saved = VehicleBulk.save(db, community, entries);
        if (!saved.changed().isEmpty() || !saved.created().isEmpty()) {
            audit.record(
                    community,
                    "vehicles-saved",
                    "community",
                    community,
                    null,
                    Map.of(
                            "created",
                            saved.created().size(),
                            "changed",
                            saved.changed().size()),
                    null);
        }
        Map<String, Long> ids = db.select(VEHICLE.PLATE, VEHICLE.ID)
                .from(VEHICLE)
                .where(VEHICLE.COMMUNITY_ID.eq(community), VEHICLE.TO_ON.isNull())
                .and(VEHICLE.PLATE.eq(org.jooq.impl.DSL.any(
                        entries.stream().map(VehicleEntry::plate).toArray(String[]::new))))
                .fetchMap(VEHICLE.PLATE, VEHICLE.ID);
        return new Saved(saved.created().size(), saved.changed().size(), ids);
    }

    private static void check(List<VehicleEntry> entries) {
        Set<String> plates = new HashSet<>();
        for (VehicleEntry entry : entries) {
            if (entry.plate().isEmpty() || entry.plate().length() > PLATE_MAX) {
                throw new InvalidInput("plate", "plate-malformed", entry.plate());
            }
            if (!plates.add(entry.plate())) {
                throw new InvalidInput("plate", "plate-twice", entry.plate());
            }
        }
    }

    private List<Vehicle> list(Condition condition) {
        return db.selectFrom(VEHICLE)
                .where(condition)
                .orderBy(VEHICLE.PLATE, VEHICLE.FROM_ON)
                .fetch(Vehicles::vehicle);
    }

    private static Vehicle vehicle(VehicleRecord r) {
        return new Vehicle(
                r.getId(),
                r.getPlate(),
                r.getPersonId(),
                r.getPremisesId(),
                r.getKind(),
                r.getBrand(),
                r.getColour(),
                new DateSpan(r.getFromOn(), r.getToOn()),
                permit(r));
    }

    private static @Nullable Permit permit(VehicleRecord r) {
        return r.getPermit() == null
                ? null
                : new Permit(r.getPermit(), r.getPermitFromOn(), r.getPermitToOn(), r.getPermitRentFen());
    }
}
