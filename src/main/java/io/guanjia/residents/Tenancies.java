package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.TENANCY;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.estate.ChangedMeanwhile;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Statuses;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import io.guanjia.web.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Leases over time; one that pays makes the tenant the payer of bills, beside the owner who stays liable. */
@Component
@Transactional
public class Tenancies {

    private static final int REASON_MIN = 2;

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final PremisesRegister register;
    private final Statuses statuses;
    private final People people;
    private final Households households;

    Tenancies(
            DSLContext db,
            Access access,
            AuditTrail audit,
            Clock clock,
            PremisesRegister register,
            Statuses statuses,
            People people,
            Households households) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.register = register;
        this.statuses = statuses;
        this.people = people;
        this.households = households;
    }

    /** One premises is let to one tenant at a time. */
    public static final class LetAlready extends Refusal {
        private static final long serialVersionUID = 1L;

        LetAlready(String premises, Tenancy other) {
            super(
                    "let-already",
                    premises,
                    other.maskedTenant(),
                    other.span().from(),
                    other.span().to() == null
                            ? Text.of("residents.open-end")
                            : other.span().to());
        }
    }

    /** First to last. */
    @Transactional(readOnly = true)
    public List<Tenancy> of(long community, long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.select(TENANCY.fields())
                .select(PERSON.NAME, PERSON.KIND)
                .from(TENANCY)
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(TENANCY.COMMUNITY_ID), PERSON.ID.eq(TENANCY.TENANT_ID))
                .where(TENANCY.COMMUNITY_ID.eq(community), TENANCY.PREMISES_ID.eq(premises))
                .and(TENANCY.VOIDED_AT.isNull())
                .orderBy(TENANCY.FROM_ON)
                .fetch(r -> new Tenancy(
                        r.get(TENANCY.ID),
                        r.get(TENANCY.PREMISES_ID),
                        r.get(TENANCY.TENANT_ID),
                        r.get(PERSON.KIND),
                        r.get(PERSON.NAME),
                        r.get(TENANCY.PAYS),
                        new DateSpan(r.get(TENANCY.FROM_ON), r.get(TENANCY.TO_ON)),
                        r.get(TENANCY.VERSION)));
    }

    /** Who pays by it, and how long. */
    public record Lease(long tenantId, boolean pays, DateSpan span) {}

    /** @throws LetAlready when another lease shares a day with it */
    public long begin(long community, long premises, Lease lease) {
        access.require(Permission.RESIDENTS_WRITE, community);
        DaysAhead.check("from", lease.span().from(), LocalDate.now(clock));
        people.standing(community, lease.tenantId());
        register.hold(community, List.of(premises));
        refuseOverlap(community, premises, lease.span(), 0);
        long id = db.insertInto(TENANCY)
                .set(TENANCY.COMMUNITY_ID, community)
                .set(TENANCY.PREMISES_ID, premises)
                .set(TENANCY.TENANT_ID, lease.tenantId())
                .set(TENANCY.PAYS, lease.pays())
                .set(TENANCY.FROM_ON, lease.span().from())
                .set(TENANCY.TO_ON, lease.span().to())
                .set(TENANCY.CREATED_AT, clock.instant())
                .set(TENANCY.CREATED_BY, actor())
                .returningResult(TENANCY.ID)
                .fetchSingle()
                .value1();
        statuses.let(community, premises, id, lease.span());
        written(community, premises, "tenancy-begun", null, one(community, premises, id), null);
        return id;
    }

    /** The tenant answers through that day. @throws ChangedMeanwhile when somebody else was faster */
    public void end(long community, long premises, long tenancy, int version, LocalDate on) {
        access.require(Permission.RESIDENTS_WRITE, community);
        register.hold(community, List.of(premises));
        Tenancy before = one(community, premises, tenancy);
        if (on.isBefore(before.span().from())) {
            throw new InvalidInput(
                    "on", "tenancy-ends-before-it-begins", before.span().from());
        }
        if (before.version() != version) {
            throw ChangedMeanwhile.of(audit, community, "premises", premises);
        }
        refuseOverlap(community, premises, before.span().until(on), tenancy);
        db.update(TENANCY)
                .set(TENANCY.TO_ON, on)
                .set(TENANCY.VERSION, version + 1)
                .where(TENANCY.COMMUNITY_ID.eq(community), TENANCY.ID.eq(tenancy))
                .execute();
        statuses.let(community, premises, tenancy, before.span().until(on));
        written(community, premises, "tenancy-ended", before, one(community, premises, tenancy), null);
    }

    /** It was entered by mistake. */
    public void undo(long community, long premises, long tenancy, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        if (reason.strip().length() < REASON_MIN) {
            throw new InvalidInput("reason", "reason-needed");
        }
        register.hold(community, List.of(premises));
        Tenancy before = one(community, premises, tenancy);
        db.update(TENANCY)
                .set(TENANCY.VOIDED_AT, clock.instant())
                .set(TENANCY.VOIDED_BY, actor())
                .set(TENANCY.VOID_REASON, reason.strip())
                .set(TENANCY.VERSION, before.version() + 1)
                .where(TENANCY.COMMUNITY_ID.eq(community), TENANCY.ID.eq(tenancy))
                .execute();
        statuses.unlet(community, premises, tenancy);
        written(community, premises, "tenancy-undone", before, null, reason.strip());
    }

    private void refuseOverlap(long community, long premises, DateSpan span, long except) {
        for (Tenancy other : of(community, premises)) {
            if (other.id() != except && other.span().overlaps(span)) {
                throw new LetAlready(register.get(community, premises).code(), other);
            }
        }
    }

    private Tenancy one(long community, long premises, long id) {
        return of(community, premises).stream()
                .filter(tenancy -> tenancy.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("tenancy", id));
    }

    private void written(
            long community,
            long premises,
            String action,
            @Nullable Tenancy before,
            @Nullable Tenancy after,
            @Nullable String reason) {
        audit.record(community, action, "premises", premises, Shown.of(before), Shown.of(after), reason);
        households.refresh(community, List.of(premises));
    }

    private static @Nullable Long actor() {
        return Scopes.current().map(Scope::actor).orElse(null);
    }

    private record Shown(String tenant, boolean pays, String days) {

        static @Nullable Shown of(@Nullable Tenancy tenancy) {
            return tenancy == null
                    ? null
                    : new Shown(tenancy.tenant(), tenancy.pays(), tenancy.span().toString());
        }
    }
}
