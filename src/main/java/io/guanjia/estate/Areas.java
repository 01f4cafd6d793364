package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.AREA;
import static io.guanjia.db.estate.Tables.AREA_COLLECTOR;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.database.Timeline;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 责任区: which collector answers for which premises, since when. */
@Component
@Transactional
public class Areas {

    static final String SUBJECT = "area";
    private static final int NAME_MAX = 60;

    private final DSLContext db;
    private final Access access;
    private final Appointments appointments;
    private final AuditTrail audit;
    private final Clock clock;
    private final PremisesRegister register;
    private final Timeline<Long> areaOfPremises;
    private final Timeline<Long> collectorOfArea;

    Areas(
            DSLContext db,
            Access access,
            Appointments appointments,
            AuditTrail audit,
            Clock clock,
            PremisesRegister register) {
        this.db = db;
        this.access = access;
        this.appointments = appointments;
        this.audit = audit;
        this.clock = clock;
        this.register = register;
        this.areaOfPremises = new Timeline<>(db, "estate.area_premises", "premises_id", "area_id", Long[].class);
        this.collectorOfArea = new Timeline<>(db, "estate.area_collector", "area_id", "collector_id", Long[].class);
    }

    /** A collector and the days for which he is put there. */
    public record Turn(long collectorId, String collector, DateSpan span) {}

    public long create(long community, String name) {
        access.require(Permission.ESTATE_WRITE, community);
        String wanted = name.strip();
        if (wanted.isEmpty() || wanted.length() > NAME_MAX) {
            throw new InvalidInput("name", "area-name", NAME_MAX);
        }
        if (db.fetchExists(AREA, AREA.COMMUNITY_ID.eq(community), AREA.NAME.eq(wanted))) {
            throw new InvalidInput("name", "area-name-taken");
        }
        long id = db.insertInto(AREA)
                .set(AREA.COMMUNITY_ID, community)
                .set(AREA.NAME, wanted)
                .returningResult(AREA.ID)
                .fetchSingle()
                .value1();
        audit.record(community, "area-created", SUBJECT, id, null, Map.of("name", wanted), null);
        return id;
    }

    /** What somebody wants of one area at once. @param name of a known or a new area; null and empty leave what stands */
    public record Assignment(
            String name,
            @Nullable Long collectorId,
            @Nullable Collection<Long> premises,
            LocalDate from) {}

    /** @return the id of the area, which is made when there is none of that name */
    public long assign(long community, Assignment wanted) {
        access.require(Permission.ESTATE_WRITE, community);
        long area = db.select(AREA.ID)
                .from(AREA)
                .where(
                        AREA.COMMUNITY_ID.eq(community),
                        AREA.NAME.eq(wanted.name().strip()))
                .fetchOptional(AREA.ID)
                .orElseGet(() -> create(community, wanted.name()));
        if (wanted.premises() != null && !wanted.premises().isEmpty()) {
            assignPremises(community, area, wanted.premises(), wanted.from());
        }
        if (wanted.collectorId() != null) {
            assignCollector(community, area, wanted.collectorId(), wanted.from());
        }
        return area;
    }

    /**
     * From that day until their next known change these premises belong to the area.
     *
     * @return how many changed hands
     */
    public int assignPremises(long community, long area, Collection<Long> premises, LocalDate from) {
        access.require(Permission.ESTATE_WRITE, community);
        hold(community, area);
        Set<Long> wanted = new TreeSet<>(premises);
        register.hold(community, wanted);
        Set<Long> changed = areaOfPremises.put(
                community,
                wanted.stream().map(id -> Timeline.Entry.of(id, from, area)).toList());
        if (!changed.isEmpty()) {
            audit.record(community, "area-premises-assigned", SUBJECT, area, null, new Assigned(from, changed), null);
        }
        return changed.size();
    }

    /** From that day these premises belong to no area. */
    public int release(long community, Collection<Long> premises, LocalDate from) {
        access.require(Permission.ESTATE_WRITE, community);
        Set<Long> wanted = new TreeSet<>(premises);
        register.hold(community, wanted);
        Set<Long> ended = areaOfPremises.end(community, wanted, from);
        if (!ended.isEmpty()) {
            audit.record(
                    community, "area-premises-released", "community", community, null, new Assigned(from, ended), null);
        }
        return ended.size();
    }

    /** From that day until the next known change this collector answers for the area; he must hold a post that collects. */
    public void assignCollector(long community, long area, long collector, LocalDate from) {
        access.require(Permission.ESTATE_WRITE, community);
        hold(community, area);
        if (appointments.holders(community, Permission.COLLECT).stream()
                .noneMatch(holder -> holder.id() == collector)) {
            throw new InvalidInput("collectorId", "not-a-collector", access.nameOf(collector));
        }
        List<Turn> before = turns(community, area);
        if (!collectorOfArea
                .put(community, List.of(Timeline.Entry.of(area, from, collector)))
                .isEmpty()) {
            audit.record(
                    community,
                    "area-collector-assigned",
                    SUBJECT,
                    area,
                    new Turns(before),
                    new Turns(turns(community, area)),
                    null);
        }
    }

    /** Who has answered for the area, first to last. */
    @Transactional(readOnly = true)
    public List<Turn> turns(long community, long area) {
        access.require(Permission.ESTATE_READ, community);
        return db.selectFrom(AREA_COLLECTOR)
                .where(AREA_COLLECTOR.COMMUNITY_ID.eq(community), AREA_COLLECTOR.AREA_ID.eq(area))
                .orderBy(AREA_COLLECTOR.FROM_ON)
                .fetch(r -> new Turn(
                        r.getCollectorId(),
                        access.nameOf(r.getCollectorId()),
                        new DateSpan(r.getFromOn(), r.getToOn())));
    }

    /** Empty when the premises belong to no area, or the area to nobody, on that day. */
    @Transactional(readOnly = true)
    public Optional<Long> collectorOf(long community, long premises, LocalDate on) {
        access.require(Permission.ESTATE_READ, community);
        return db.resultQuery("""
                        select c.collector_id from estate.area_premises p
                        join estate.area_collector c on c.community_id = p.community_id and c.area_id = p.area_id
                            and {2} >= c.from_on and (c.to_on is null or {2} <= c.to_on)
                        where p.community_id = {0} and p.premises_id = {1}
                            and {2} >= p.from_on and (p.to_on is null or {2} <= p.to_on)""", Sql.arguments(community, premises, on)).fetchOptional(0, Long.class);
    }

    /** The name of {@link #collectorOf}, in one statement. */
    @Transactional(readOnly = true)
    public Optional<String> collectorNameOf(long community, long premises, LocalDate on) {
        access.require(Permission.ESTATE_READ, community);
        return db.resultQuery("""
                        select a.name from estate.area_premises p
                        join estate.area_collector c on c.community_id = {0} and c.area_id = p.area_id
                            and {2} >= c.from_on and (c.to_on is null or {2} <= c.to_on)
                        join identity.account a on a.id = c.collector_id
                        where p.community_id = {0} and p.premises_id = {1}
                            and {2} >= p.from_on and (p.to_on is null or {2} <= p.to_on)""", Sql.arguments(community, premises, on)).fetchOptional(0, String.class);
    }

    /** As they stand today, by name. */
    @Transactional(readOnly = true)
    public List<CollectorArea> list(long community) {
        return list(community, LocalDate.now(clock));
    }

    @Transactional(readOnly = true)
    public List<CollectorArea> list(long community, LocalDate on) {
        access.require(Permission.ESTATE_READ, community);
        return db.resultQuery("""
                        select a.id, a.name, c.collector_id, c.from_on, c.to_on, count(p.premises_id), coalesce(sum(m.square_metres), 0)
                        from estate.area a
                        left join estate.area_collector c on c.community_id = a.community_id and c.area_id = a.id
                            and {1} >= c.from_on and (c.to_on is null or {1} <= c.to_on)
                        left join estate.area_premises p on p.community_id = a.community_id and p.area_id = a.id
                            and {1} >= p.from_on and (p.to_on is null or {1} <= p.to_on)
                        left join estate.premises_area m on m.community_id = p.community_id and m.premises_id = p.premises_id
                            and {1} >= m.from_on and (m.to_on is null or {1} <= m.to_on)
                        where a.community_id = {0}
                        group by a.id, a.name, c.collector_id, c.from_on, c.to_on order by a.name, a.id""", Sql.arguments(community, on)).fetch(this::area);
    }

    private CollectorArea area(Record r) {
        Long collector = r.get(2, Long.class);
        LocalDate from = r.get(3, LocalDate.class);
        return new CollectorArea(
                r.get(0, Long.class),
                r.get(1, String.class),
                collector,
                collector == null ? null : access.nameOf(collector),
                from == null ? null : new DateSpan(from, r.get(4, LocalDate.class)),
                r.get(5, Integer.class),
                Objects.requireNonNull(r.get(6, BigDecimal.class)));
    }

    private void hold(long community, long area) {
        boolean found = db.selectOne()
                .from(AREA)
                .where(AREA.COMMUNITY_ID.eq(community), AREA.ID.eq(area))
                .forNoKeyUpdate()
                .fetch()
                .isNotEmpty();
        if (!found) {
            throw new NotFound(SUBJECT, area);
        }
    }

    private record Assigned(LocalDate from, Set<Long> premises) {}

    private record Turns(List<Turn> collectors) {}
}
