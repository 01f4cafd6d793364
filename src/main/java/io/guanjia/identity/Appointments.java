package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.POST;
import static io.guanjia.db.identity.Tables.POST_PERMISSION;
import static io.guanjia.db.identity.Tables.STAND_IN;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.identity.tables.records.AppointmentRecord;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who holds which post in which community, over time; a person may hold several. */
@Component
@Transactional
public class Appointments {

    /** @param communityId null for the administrator's post, and only for that one */
    public record NewAppointment(
            long accountId,
            String postCode,
            @Nullable Long communityId,
            LocalDate fromOn,
            @Nullable LocalDate toOn) {}

    /** Nobody gives himself a post, whatever his permissions. */
    public static final class OwnAppointment extends Refusal {
        private static final long serialVersionUID = 1L;

        OwnAppointment() {
            super("own-appointment");
        }
    }

    public static final class AlreadyAppointed extends Refusal {
        private static final long serialVersionUID = 1L;

        AlreadyAppointed(String name, LocalDate fromOn) {
            super("already-appointed", name, fromOn);
        }
    }

    /** Whoever manages accounts sees no business data, so the same person holds no other post on the same days. */
    public static final class AdministratorHoldsNoOtherPost extends Refusal {
        private static final long serialVersionUID = 1L;

        AdministratorHoldsNoOtherPost(String name) {
            super("administrator-holds-no-other-post", name);
        }
    }

    /** Somebody has to be left who can appoint the next one. */
    public static final class LastAdministrator extends Refusal {
        private static final long serialVersionUID = 1L;

        LastAdministrator(String name) {
            super("last-administrator", name);
        }
    }

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;
    private final ObjectProvider<CommunityDirectory> communities;

    Appointments(
            DSLContext sql,
            Clock clock,
            Access access,
            AuditTrail audit,
            ObjectProvider<CommunityDirectory> communities) {
        this.communities = communities;
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
    }

    public long appoint(NewAppointment wanted) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        refuseOwn(wanted.accountId());
        check(wanted);
        String name = lock(wanted.accountId());
        refuseOverlap(wanted, name);
        refuseAdministratorBeside(wanted, name);
        return insert(wanted);
    }

    /** The last day, today or later. */
    public void end(long id, LocalDate lastOn) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        holdAdministrators();
        AppointmentRecord row = row(id);
        if (lastOn.isBefore(access.today()) || lastOn.isBefore(row.getFromOn())) {
            throw new InvalidInput("toOn", "ends-too-early");
        }
        if (row.getToOn() != null && row.getToOn().isBefore(lastOn)) {
            throw new InvalidInput("toOn", "ended-already");
        }
        Map<String, Object> before = shown(row);
        row.setToOn(lastOn);
        row.update();
        refuseNoAdministrator(row);
        changed("appointment-ended", row, before);
    }

    /** At once, whatever its days: a mistake, or a person who must not act any more. */
    public void revoke(long id) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        holdAdministrators();
        AppointmentRecord row = row(id);
        Map<String, Object> before = shown(row);
        revoke(row);
        refuseNoAdministrator(row);
        changed("appointment-revoked", row, before);
    }

    @Transactional(readOnly = true)
    public List<Appointment> of(long accountId) {
        if (!Objects.equals(Scopes.current().map(Scope::actor).orElse(null), accountId)) {
            access.requireAnywhere(Permission.STAFF_MANAGE);
        }
        return list(APPOINTMENT.ACCOUNT_ID.eq(accountId));
    }

    /** Who may do that in the community today by a post of his own, by name; for choosers. */
    @Transactional(readOnly = true)
    public List<StaffMember> holders(long communityId, Permission permission) {
        if (!Scopes.current().map(scope -> scope.covers(communityId)).orElse(false)) {
            throw new NotFound("community", communityId);
        }
        return sql.selectDistinct(ACCOUNT.ID, ACCOUNT.NAME)
                .from(APPOINTMENT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
                .join(POST_PERMISSION)
                .on(POST_PERMISSION.POST_CODE.eq(APPOINTMENT.POST_CODE))
                .where(APPOINTMENT.COMMUNITY_ID.eq(communityId))
                .and(POST_PERMISSION.PERMISSION.eq(permission.code()))
                .and(ACCOUNT.ENDED_AT.isNull())
                .and(GrantTables.holds(APPOINTMENT, access.today()))
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .fetch(row -> new StaffMember(row.value1(), row.value2()));
    }

    /**
     * Whoever makes a community works in it from today: with the posts of his that allow making one. Called by the room that makes
     * it, in its transaction; the new community joins the person's scope with the next request.
     */
    public void appointFounder(long communityId) {
        Long founder = Scopes.current().map(Scope::actor).orElse(null);
        if (founder == null) {
            return;
        }
        access.requireAnywhere(Permission.COMMUNITY_CREATE);
        Set<String> posts = sql.selectDistinct(APPOINTMENT.POST_CODE)
                .from(APPOINTMENT)
                .join(POST_PERMISSION)
                .on(POST_PERMISSION.POST_CODE.eq(APPOINTMENT.POST_CODE))
                .where(APPOINTMENT.ACCOUNT_ID.eq(founder))
                .and(POST_PERMISSION.PERMISSION.eq(Permission.COMMUNITY_CREATE.code()))
                .and(GrantTables.holds(APPOINTMENT, access.today()))
                .fetchSet(APPOINTMENT.POST_CODE);
        posts.forEach(post -> insert(new NewAppointment(founder, post, communityId, access.today(), null)));
    }

    /**
     * Before anything else is locked by whoever ends something: two administrators who end each other come one after the other, and
     * the second one sees that nobody would be left.
     */
    void holdAdministrators() {
        sql.select(APPOINTMENT.ID)
                .from(APPOINTMENT)
                .where(APPOINTMENT.POST_CODE.eq(Post.ADMINISTRATOR), APPOINTMENT.REVOKED_AT.isNull())
                .orderBy(APPOINTMENT.ID)
                .forNoKeyUpdate()
                .execute();
    }

    void endAllOf(long accountId) {
        LocalDate today = access.today();
        for (Appointment appointment : list(APPOINTMENT.ACCOUNT_ID.eq(accountId))) {
            if (appointment.over(today)) {
                continue;
            }
            AppointmentRecord row = row(appointment.id());
            Map<String, Object> before = shown(row);
            if (appointment.fromOn().isAfter(today)) {
                revoke(row);
            } else {
                row.setToOn(today);
                row.update();
            }
            changed("appointment-ended", row, before);
        }
        refuseWithoutAdministrator(accountId);
    }

    private void check(NewAppointment wanted) {
        if (wanted.toOn() != null && wanted.toOn().isBefore(wanted.fromOn())) {
            throw new InvalidInput("toOn", "ends-before-it-starts");
        }
        if (!sql.fetchExists(POST, POST.CODE.eq(wanted.postCode()))) {
            throw new InvalidInput("postCode", "post-unknown");
        }
        boolean administrator = wanted.postCode().equals(Post.ADMINISTRATOR);
        if (administrator != (wanted.communityId() == null)) {
            throw new InvalidInput("communityId", administrator ? "administrator-nowhere" : "community-missing");
        }
        if (wanted.communityId() != null && !isKnown(wanted.communityId())) {
            throw new InvalidInput("communityId", "community-missing");
        }
    }

    /** The communities lie in a room above; while none answers (tests of this room alone) any is taken. */
    private boolean isKnown(long communityId) {
        CommunityDirectory all = communities.getIfAvailable();
        return all == null || all.all().stream().anyMatch(community -> community.id() == communityId);
    }

    private void refuseOwn(long accountId) {
        if (Objects.equals(Scopes.current().map(Scope::actor).orElse(null), accountId)) {
            throw new OwnAppointment();
        }
    }

    /** One after the other for one person, so that the checks see what the other one wrote. */
    private String lock(long accountId) {
        var row = sql.select(ACCOUNT.NAME, ACCOUNT.ENDED_AT)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId))
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("account", accountId));
        if (row.value2() != null) {
            throw new Accounts.AccountEnded(row.value1());
        }
        return row.value1();
    }

    private void refuseOverlap(NewAppointment wanted, String name) {
        list(APPOINTMENT.ACCOUNT_ID.eq(wanted.accountId()).and(APPOINTMENT.POST_CODE.eq(wanted.postCode()))).stream()
                .filter(held -> Objects.equals(held.communityId(), wanted.communityId()))
                .filter(held -> overlaps(held, wanted))
                .findFirst()
                .ifPresent(held -> {
                    throw new AlreadyAppointed(name, held.fromOn());
                });
    }

    private void refuseAdministratorBeside(NewAppointment wanted, String name) {
        boolean administrator = wanted.postCode().equals(Post.ADMINISTRATOR);
        boolean other = list(APPOINTMENT.ACCOUNT_ID.eq(wanted.accountId())).stream()
                .filter(held -> held.postCode().equals(Post.ADMINISTRATOR) != administrator)
                .anyMatch(held -> overlaps(held, wanted));
        if (other || (administrator && standsIn(wanted))) {
            throw new AdministratorHoldsNoOtherPost(name);
        }
    }

    private boolean standsIn(NewAppointment wanted) {
        return sql.fetchExists(
                STAND_IN,
                STAND_IN.STAND_IN_ID.eq(wanted.accountId()),
                STAND_IN.REVOKED_AT.isNull(),
                STAND_IN.TO_ON.ge(wanted.fromOn()),
                wanted.toOn() == null ? DSL.noCondition() : STAND_IN.FROM_ON.le(wanted.toOn()));
    }

    private void refuseNoAdministrator(AppointmentRecord changed) {
        if (changed.getPostCode().equals(Post.ADMINISTRATOR)) {
            refuseWithoutAdministrator(changed.getAccountId());
        }
    }

    /** Somebody without a known end must remain; the rows are held ({@link #holdAdministrators}). */
    private void refuseWithoutAdministrator(long accountId) {
        boolean wasOne = sql.fetchExists(
                APPOINTMENT, APPOINTMENT.ACCOUNT_ID.eq(accountId), APPOINTMENT.POST_CODE.eq(Post.ADMINISTRATOR));
        boolean left = sql.fetchExists(sql.selectOne()
                .from(APPOINTMENT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
                .where(APPOINTMENT.POST_CODE.eq(Post.ADMINISTRATOR))
                .and(APPOINTMENT.TO_ON.isNull())
                .and(APPOINTMENT.REVOKED_AT.isNull())
                .and(ACCOUNT.ENDED_AT.isNull())
                .and(APPOINTMENT.FROM_ON.le(access.today())));
        if (wasOne && !left) {
            throw new LastAdministrator(access.nameOf(accountId));
        }
    }

    private long insert(NewAppointment wanted) {
        Long id = sql.insertInto(APPOINTMENT)
                .set(APPOINTMENT.ACCOUNT_ID, wanted.accountId())
                .set(APPOINTMENT.POST_CODE, wanted.postCode())
                .set(APPOINTMENT.COMMUNITY_ID, wanted.communityId())
                .set(APPOINTMENT.FROM_ON, wanted.fromOn())
                .set(APPOINTMENT.TO_ON, wanted.toOn())
                .set(APPOINTMENT.MADE_BY, Scopes.current().map(Scope::actor).orElse(null))
                .set(APPOINTMENT.MADE_AT, clock.instant())
                .returningResult(APPOINTMENT.ID)
                .fetchOne(APPOINTMENT.ID);
        AppointmentRecord row = row(Objects.requireNonNull(id));
        changed("appointed", row, null);
        return id;
    }

    private void revoke(AppointmentRecord row) {
        row.setRevokedAt(clock.instant());
        row.setRevokedBy(Scopes.current().map(Scope::actor).orElse(null));
        row.update();
    }

    private void changed(String action, AppointmentRecord row, @Nullable Map<String, Object> before) {
        Access.forget();
        audit.record(null, action, "account", row.getAccountId(), before, shown(row), null);
    }

    private List<Appointment> list(Condition condition) {
        return sql.selectFrom(APPOINTMENT)
                .where(condition)
                .orderBy(APPOINTMENT.FROM_ON.desc(), APPOINTMENT.ID.desc())
                .fetch(Appointments::appointment);
    }

    static Appointment appointment(AppointmentRecord row) {
        return new Appointment(
                row.getId(),
                row.getAccountId(),
                row.getPostCode(),
                row.getCommunityId(),
                row.getFromOn(),
                row.getToOn(),
                row.getRevokedAt() != null);
    }

    private AppointmentRecord row(long id) {
        return sql.selectFrom(APPOINTMENT)
                .where(APPOINTMENT.ID.eq(id), APPOINTMENT.REVOKED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("appointment", id));
    }

    private static boolean overlaps(Appointment held, NewAppointment wanted) {
        return !held.revoked()
                && (held.toOn() == null || !held.toOn().isBefore(wanted.fromOn()))
                && (wanted.toOn() == null || !wanted.toOn().isBefore(held.fromOn()));
    }

    private static Map<String, Object> shown(AppointmentRecord row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("post", row.getPostCode());
        shown.put("community", row.getCommunityId());
        shown.put("fromOn", row.getFromOn());
        shown.put("toOn", row.getToOn());
        shown.put("revoked", row.getRevokedAt() != null);
        return shown;
    }
}
