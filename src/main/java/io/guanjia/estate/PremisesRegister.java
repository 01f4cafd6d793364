package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.estate.Tables.PREMISES_AREA;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The property register (房屋台账): rooms, shops and parking spaces of a community, one by one. */
@Component
@Transactional
public class PremisesRegister {

    static final String SUBJECT = "premises";

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final ObjectProvider<PremisesWatcher> watchers;
    private final BuildingTables buildings;
    private final PremisesTables tables;
    private final PremisesBulk bulk;

    PremisesRegister(
            DSLContext db, Access access, AuditTrail audit, Clock clock, ObjectProvider<PremisesWatcher> watchers) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.watchers = watchers;
        this.buildings = new BuildingTables(db);
        this.tables = new PremisesTables(db, buildings);
        this.bulk = new PremisesBulk(db, buildings, new StatusBulk(db, new StatusTables(db, clock), clock));
    }

    /** How many premises, and what they measure together today. */
    public record Totals(int premises, BigDecimal squareMetres) {}

    /** An area and the days on which it holds. */
    public record Measured(DateSpan span, Area area) {}

    /** @throws NotFound also when they belong to another community */
    public Premises get(long community, long id) {
        access.require(Permission.ESTATE_READ, community);
        return tables.premises(community, today())
                .and(PREMISES.ID.eq(id))
                .fetchOptional(PremisesTables::premises)
                .orElseThrow(() -> new NotFound(SUBJECT, id));
    }

    public Optional<Premises> byCode(long community, String code) {
        access.require(Permission.ESTATE_READ, community);
        return tables.premises(community, today()).and(PREMISES.CODE.eq(code)).fetchOptional(PremisesTables::premises);
    }

    /** Those of the ids that belong to the community. */
    public Map<Long, Premises> some(long community, Collection<Long> ids) {
        access.require(Permission.ESTATE_READ, community);
        Map<Long, Premises> found = new TreeMap<>();
        tables.premises(community, today())
                .and(Sql.among(PREMISES.ID, ids.toArray(Long[]::new)))
                .fetch(PremisesTables::premises)
                .forEach(premises -> found.put(premises.id(), premises));
        return found;
    }

    /** In natural order of the codes. */
    public Page<Premises> page(long community, PremisesFilter filter, Paging paging) {
        access.require(Permission.ESTATE_READ, community);
        return paging.page(tables.slice(community, today(), filter, paging), PremisesTables::cursor);
    }

    /** Of all premises that stand in the building. */
    List<Long> idsIn(long community, String building) {
        access.require(Permission.ESTATE_READ, community);
        return tables.premises(community, today())
                .and(BUILDING.CODE.eq(building))
                .orderBy(PREMISES.ID)
                .fetch(PREMISES.ID);
    }

    /** How lists find premises by what people say: the beginning of the code, with or without hyphens, or its last part. */
    public static Condition said(String query) {
        return PremisesTables.said(query);
    }

    public Totals totals(long community, PremisesFilter filter) {
        access.require(Permission.ESTATE_READ, community);
        return tables.totals(community, today(), filter);
    }

    public List<Measured> measurements(long community, long id) {
        access.require(Permission.ESTATE_READ, community);
        return db.selectFrom(PREMISES_AREA)
                .where(PREMISES_AREA.COMMUNITY_ID.eq(community), PREMISES_AREA.PREMISES_ID.eq(id))
                .orderBy(PREMISES_AREA.FROM_ON)
                .fetch(r -> new Measured(new DateSpan(r.getFromOn(), r.getToOn()), new Area(r.getSquareMetres())));
    }

    public Saved saveBuildings(long community, List<BuildingEntry> entries) {
        access.require(Permission.ESTATE_WRITE, community);
        entries.forEach(PremisesRules::check);
        return audited(community, "buildings-saved", buildings.buildings(community, entries));
    }

    /** Their buildings are saved before. Ids come back by {@link EntranceEntry#key}. */
    public Saved saveEntrances(long community, List<EntranceEntry> entries) {
        access.require(Permission.ESTATE_WRITE, community);
        return audited(community, "entrances-saved", buildings.entrances(community, entries));
    }

    /** Their buildings and entrances are saved before. An area that differs is a new version from its day on. */
    public Saved savePremises(long community, List<PremisesEntry> entries) {
        access.require(Permission.ESTATE_WRITE, community);
        Saved saved = bulk.premises(community, entries, clock.instant());
        if (saved.created() + saved.changed() > 0) {
            tell(community, saved.ids().values());
        }
        return audited(community, "premises-saved", saved);
    }

    public long add(long community, PremisesEntry entry) {
        access.require(Permission.ESTATE_WRITE, community);
        PremisesRules.check(entry);
        refuseTaken(community, entry.code(), null);
        long id = bulk.premises(community, List.of(entry), clock.instant()).id(entry.code());
        audit.record(community, "premises-added", SUBJECT, id, null, get(community, id), null);
        tell(community, List.of(id));
        return id;
    }

    /**
     * Everything but area, delivery and status, which have their own verbs because they hold from a day on.
     *
     * @param version as it was read
     * @throws ChangedMeanwhile when somebody else was faster
     */
    public void edit(long community, long id, int version, PremisesEntry entry) {
        access.require(Permission.ESTATE_WRITE, community);
        PremisesRules.check(entry);
        buildings.check(community, List.of(entry));
        refuseTaken(community, entry.code(), id);
        Premises before = get(community, id);
        if (entry.status() != null && entry.status() != before.status()) {
            throw new InvalidInput("status", "status-has-its-day");
        }
        if (tables.update(community, id, version, entry) == 0) {
            throw ChangedMeanwhile.of(audit, community, SUBJECT, id);
        }
        audit.record(community, "premises-edited", SUBJECT, id, before, get(community, id), null);
    }

    /** From which day a first measurement holds when nobody says: the day from which the books are kept here, else today. */
    LocalDate measuredFrom(long community, @Nullable LocalDate said) {
        return said == null ? tables.cutOver(community).orElseGet(this::today) : said;
    }

    /** A new measurement from a day on (rules.md §1.1). Bills that were posted stay as they are. */
    public void measure(long community, long id, LocalDate from, Area area) {
        access.require(Permission.ESTATE_WRITE, community);
        DaysAhead.check("from", from, LocalDate.now(clock));
        hold(community, List.of(id));
        List<Measured> before = measurements(community, id);
        if (bulk.measure(community, id, from, area)) {
            List<Measured> after = measurements(community, id);
            audit.record(community, "premises-measured", SUBJECT, id, new Areas(before), new Areas(after), null);
        }
    }

    /**
     * A measurement that was entered wrongly holds no more from that day on; what it said stays visible with the reason. Whoever calls
     * has asked for the permission and holds the decision.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correctArea(long community, long id, LocalDate from, Area area, String reason) {
        access.require(Permission.ESTATE_READ, community);
        hold(community, List.of(id));
        List<Measured> before = measurements(community, id);
        tables.keepVoid(community, id, from, access.actor(), clock.instant(), reason);
        if (bulk.measure(community, id, from, area)) {
            List<Measured> after = measurements(community, id);
            audit.record(
                    community, "premises-area-corrected", SUBJECT, id, new Areas(before), new Areas(after), reason);
        }
    }

    /** A measurement that holds no more. */
    public record WrongArea(DateSpan span, Area area, String reason) {}

    /** The latest corrected first. */
    public List<WrongArea> wrongAreas(long community, long id) {
        access.require(Permission.ESTATE_READ, community);
        return tables.voidedAreas(community, id);
    }

    /**
     * Handed over on these days; a day that stands already is replaced. Who answers for them is the business of another room, which
     * calls this, and {@link Statuses#delivered} for the register.
     */
    public void deliver(long community, Map<Long, LocalDate> days) {
        access.require(Permission.RESIDENTS_WRITE, community);
        bulk.deliver(community, days);
    }

    /**
     * Keeps everybody else from changing what holds over time for these premises until the transaction ends, in the order of
     * their ids, so that two changes of many premises cannot lock each other out.
     *
     * @throws NotFound when one of them does not belong to the community
     */
    public void hold(long community, Collection<Long> ids) {
        access.require(Permission.ESTATE_READ, community);
        Collection<Long> wanted = new java.util.TreeSet<>(ids);
        List<Long> held = db.select(PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(community), Sql.among(PREMISES.ID, wanted.toArray(Long[]::new)))
                .orderBy(PREMISES.ID)
                .forNoKeyUpdate()
                .fetch(PREMISES.ID);
        if (held.size() < wanted.size()) {
            wanted.removeAll(held);
            throw new NotFound(SUBJECT, wanted);
        }
    }

    private void tell(long community, Collection<Long> premises) {
        watchers.forEach(watcher -> watcher.changed(community, premises));
    }

    private void refuseTaken(long community, String code, @Nullable Long exceptId) {
        Optional<Premises> taken = byCode(community, code);
        if (taken.isPresent() && (exceptId == null || taken.get().id() != exceptId)) {
            throw new InvalidInput("code", "premises-code-taken", code);
        }
    }

    private Saved audited(long community, String action, Saved saved) {
        if (saved.created() + saved.changed() > 0) {
            audit.record(
                    community,
                    action,
                    "community",
                    community,
                    null,
                    new Counts(saved.created(), saved.changed()),
                    null);
        }
        return saved;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private record Counts(int created, int changed) {}

    private record Areas(List<Measured> areas) {}
}
