package io.guanjia.estate;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A whole estate straight from what a room above has staged: a few statements, however many premises. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StagedPremises {

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final PremisesBulk bulk;
    private final StatusBulk statuses;

    StagedPremises(DSLContext db, Access access, AuditTrail audit, Clock clock) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.statuses = new StatusBulk(db, new StatusTables(db, clock), clock);
        this.bulk = new PremisesBulk(db, new BuildingTables(db), statuses);
    }

    /**
     * As {@link PremisesRegister#savePremises}, but checked by the caller, who also has derived what others keep for premises: no
     * {@link PremisesWatcher} is called. Buildings and entrances are saved before; what is null is left as it stands.
     *
     * @param rows a query of the caller's own, each code once: {@code kind, code, sort_key, building, entrance, floor, layout,
     *     status, delivered_on, space_place, space_tenure}, {@code square_metres} with {@code measured_from}, and {@code place},
     *     their order
     * @return the ids of those that stood before and differ now
     */
    public Set<Long> save(long community, SQL rows) {
        access.require(Permission.ESTATE_WRITE, community);
        Sql.count(db, "estate.building", "estate.entrance");
        Set<Long> changed = new HashSet<>(bulk.change(community, rows));
        Set<Long> fresh = bulk.insert(community, rows, clock.instant());
        int created = fresh.size();
        statuses.begin(community, fresh);
        statuses.follow(community, changed, Set.of());
        changed.addAll(bulk.measureAll(community, rows));
        if (created + changed.size() > 0) {
            audit.record(
                    community,
                    "premises-saved",
                    "community",
                    community,
                    null,
                    Map.of("created", created, "changed", changed.size()),
                    null);
        }
        return changed;
    }
}
