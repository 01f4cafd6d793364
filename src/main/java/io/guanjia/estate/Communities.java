package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.COMMUNITY;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.tables.records.CommunityRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The communities (项目) in which the company works. */
@Component
@Transactional
public class Communities {

    static final String SUBJECT = "community";
    private static final int NAME_MAX = 100;

    private final DSLContext db;
    private final Access access;
    private final Appointments appointments;
    private final AuditTrail audit;
    private final Clock clock;

    Communities(DSLContext db, Access access, Appointments appointments, AuditTrail audit, Clock clock) {
        this.db = db;
        this.access = access;
        this.appointments = appointments;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whoever creates a community holds there, from today, the posts that let him create it. */
    public long create(NewCommunity entry) {
        access.requireAnywhere(Permission.COMMUNITY_CREATE);
        check(entry, 0);
        long id = db.insertInto(COMMUNITY)
                .set(row(entry))
                .set(COMMUNITY.CREATED_AT, clock.instant())
                .returningResult(COMMUNITY.ID)
                .fetchSingle()
                .value1();
        appointments.appointFounder(id);
        // the new community is not in the scope of this transaction yet: the entry belongs to the company
        audit.record(null, "community-created", SUBJECT, id, null, entry, null);
        return id;
    }

    /** @throws ChangedMeanwhile when the version is another by now */
    public void edit(long id, int version, NewCommunity entry) {
        access.require(Permission.ESTATE_WRITE, id);
        check(entry, id);
        Community before = get(id);
        int changed = db.update(COMMUNITY)
                .set(row(entry))
                .set(COMMUNITY.VERSION, version + 1)
                .where(COMMUNITY.ID.eq(id), COMMUNITY.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw ChangedMeanwhile.of(audit, id, SUBJECT, id);
        }
        audit.record(id, "community-edited", SUBJECT, id, before, get(id), null);
    }

    /** Those in scope, by name. */
    @Transactional(readOnly = true)
    public List<Community> visible() {
        List<Long> scope = Scopes.current().map(Scope::communities).orElse(List.of());
        return db.selectFrom(COMMUNITY)
                .where(COMMUNITY.ID.in(scope))
                .orderBy(COMMUNITY.NAME, COMMUNITY.ID)
                .fetch(Communities::community);
    }

    /** @throws NotFound also when it is not in scope */
    @Transactional(readOnly = true)
    public Community get(long id) {
        access.require(Permission.ESTATE_READ, id);
        return db.selectFrom(COMMUNITY)
                .where(COMMUNITY.ID.eq(id))
                .fetchOptional(Communities::community)
                .orElseThrow(() -> new NotFound(SUBJECT, id));
    }

    private void check(NewCommunity entry, long except) {
        if (entry.name().isBlank() || entry.name().length() > NAME_MAX) {
            throw new InvalidInput("name", "community-name", NAME_MAX);
        }
        boolean taken = db.fetchExists(COMMUNITY, COMMUNITY.NAME.eq(entry.name().strip()), COMMUNITY.ID.ne(except));
        if (taken) {
            throw new InvalidInput("name", "community-name-taken");
        }
    }

    private static CommunityRecord row(NewCommunity entry) {
        CommunityRecord row = new CommunityRecord();
        row.setName(entry.name().strip());
        row.setAddress(entry.address());
        row.setPhone(entry.phone());
        row.setManagementMode(entry.managementMode());
        row.setCutOverOn(entry.cutOverOn());
        return row;
    }

    private static Community community(CommunityRecord r) {
        return new Community(
                r.getId(),
                r.getName(),
                r.getAddress(),
                r.getPhone(),
                r.getManagementMode(),
                r.getCutOverOn(),
                r.getVersion());
    }
}
