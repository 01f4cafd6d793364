package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.STAND_IN;

import io.guanjia.audit.AuditTrail;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who stands in for whom; money, books and sheets stay personal all the same (rules.md §0). */
@Component
@Transactional
public class StandIns {

    public record NewStandIn(
            long communityId, long absentId, long standInId, LocalDate fromOn, LocalDate toOn, String reason) {}

    public static final class StandsInAlready extends Refusal {
        private static final long serialVersionUID = 1L;

        StandsInAlready(String standIn, String absent) {
            super("stands-in-already", standIn, absent);
        }
    }

    /** The absent person holds no post there, so there is nothing to stand in for. */
    public static final class NothingToStandInFor extends Refusal {
        private static final long serialVersionUID = 1L;

        NothingToStandInFor(String absent) {
            super("nothing-to-stand-in-for", absent);
        }
    }

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;

    StandIns(DSLContext sql, Clock clock, Access access, AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
    }

    public long arrange(NewStandIn wanted) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        check(wanted);
        if (wanted.standInId() == access.actor()) {
            throw new Appointments.OwnAppointment();
        }
        String standIn = lock(wanted.standInId());
        String absent = name(wanted.absentId());
        refuseWithoutPost(wanted, absent);
        refuseAdministrator(wanted, standIn);
        refuseOverlap(wanted, standIn, absent);
        Long id = insert(wanted);
        Access.forget();
        audit.record(null, "stand-in-arranged", "account", wanted.standInId(), null, shown(wanted), wanted.reason());
        return Objects.requireNonNull(id);
    }

    /** At once, whatever its days. */
    public void revoke(long id) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        Long standIn = sql.update(STAND_IN)
                .set(STAND_IN.REVOKED_AT, clock.instant())
                .set(STAND_IN.REVOKED_BY, access.actor())
                .where(STAND_IN.ID.eq(id), STAND_IN.REVOKED_AT.isNull())
                .returningResult(STAND_IN.STAND_IN_ID)
                .fetchOptional(STAND_IN.STAND_IN_ID)
                .orElseThrow(() -> new NotFound("stand-in", id));
        Access.forget();
        audit.record(null, "stand-in-revoked", "account", standIn, null, null, null);
    }

    /** The latest first day first. */
    @Transactional(readOnly = true)
    public Page<StandIn> list(Paging paging) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        var absent = ACCOUNT.as("absent");
        var other = ACCOUNT.as("other");
        List<StandIn> rows = sql.select(STAND_IN, absent.NAME, other.NAME)
                .from(STAND_IN)
                .join(absent)
                .on(absent.ID.eq(STAND_IN.ABSENT_ID))
                .join(other)
                .on(other.ID.eq(STAND_IN.STAND_IN_ID))
                .where(after(paging.after()))
                .orderBy(STAND_IN.FROM_ON.desc(), STAND_IN.ID.desc())
                .limit(paging.rows())
                .fetch(row -> new StandIn(
                        row.value1().getId(),
                        row.value1().getCommunityId(),
                        row.value1().getAbsentId(),
                        row.value2(),
                        row.value1().getStandInId(),
                        row.value3(),
                        row.value1().getFromOn(),
                        row.value1().getToOn(),
                        row.value1().getReason(),
                        row.value1().getRevokedAt() != null));
        return paging.page(rows, standIn -> Cursor.of(standIn.fromOn(), standIn.id()));
    }

    private static Condition after(@Nullable Cursor after) {
        return after == null
                ? DSL.noCondition()
                : DSL.row(STAND_IN.FROM_ON, STAND_IN.ID).lt(after.day(0), after.number(1));
    }

    private void check(NewStandIn wanted) {
        if (wanted.absentId() == wanted.standInId()) {
            throw new InvalidInput("standInId", "stands-in-for-oneself");
        }
        if (wanted.toOn().isBefore(wanted.fromOn())) {
            throw new InvalidInput("toOn", "ends-before-it-starts");
        }
        if (wanted.fromOn().isBefore(access.today())) {
            throw new InvalidInput("fromOn", "starts-in-the-past");
        }
        if (wanted.reason().isBlank()) {
            throw new InvalidInput("reason", "missing");
        }
    }

    private String lock(long accountId) {
        return sql.select(ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId), ACCOUNT.ENDED_AT.isNull())
                .forUpdate()
                .fetchOptional(ACCOUNT.NAME)
                .orElseThrow(() -> new NotFound("account", accountId));
    }

    private String name(long accountId) {
        return sql.select(ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId), ACCOUNT.ENDED_AT.isNull())
                .fetchOptional(ACCOUNT.NAME)
                .orElseThrow(() -> new NotFound("account", accountId));
    }

    private void refuseWithoutPost(NewStandIn wanted, String absent) {
        boolean holds = sql.fetchExists(
                APPOINTMENT,
                APPOINTMENT.ACCOUNT_ID.eq(wanted.absentId()),
                APPOINTMENT.COMMUNITY_ID.eq(wanted.communityId()),
                APPOINTMENT.REVOKED_AT.isNull(),
                APPOINTMENT.FROM_ON.le(wanted.toOn()),
                APPOINTMENT.TO_ON.isNull().or(APPOINTMENT.TO_ON.ge(wanted.fromOn())));
        if (!holds) {
            throw new NothingToStandInFor(absent);
        }
    }

    private void refuseAdministrator(NewStandIn wanted, String standIn) {
        boolean administrator = sql.fetchExists(
                APPOINTMENT,
                APPOINTMENT.ACCOUNT_ID.eq(wanted.standInId()),
                APPOINTMENT.POST_CODE.eq(Post.ADMINISTRATOR),
                APPOINTMENT.REVOKED_AT.isNull(),
                APPOINTMENT.FROM_ON.le(wanted.toOn()),
                APPOINTMENT.TO_ON.isNull().or(APPOINTMENT.TO_ON.ge(wanted.fromOn())));
        if (administrator) {
            throw new Appointments.AdministratorHoldsNoOtherPost(standIn);
        }
    }

    private void refuseOverlap(NewStandIn wanted, String standIn, String absent) {
        boolean overlaps = sql.fetchExists(
                STAND_IN,
                STAND_IN.COMMUNITY_ID.eq(wanted.communityId()),
                STAND_IN.ABSENT_ID.eq(wanted.absentId()),
                STAND_IN.STAND_IN_ID.eq(wanted.standInId()),
                STAND_IN.REVOKED_AT.isNull(),
                STAND_IN.FROM_ON.le(wanted.toOn()),
                STAND_IN.TO_ON.ge(wanted.fromOn()));
        if (overlaps) {
            throw new StandsInAlready(standIn, absent);
        }
    }

    private Long insert(NewStandIn wanted) {
        return sql.insertInto(STAND_IN)
                .set(STAND_IN.COMMUNITY_ID, wanted.communityId())
                .set(STAND_IN.ABSENT_ID, wanted.absentId())
                .set(STAND_IN.STAND_IN_ID, wanted.standInId())
                .set(STAND_IN.FROM_ON, wanted.fromOn())
                .set(STAND_IN.TO_ON, wanted.toOn())
                .set(STAND_IN.REASON, wanted.reason().strip())
                .set(STAND_IN.MADE_BY, access.actor())
                .set(STAND_IN.MADE_AT, clock.instant())
                .returningResult(STAND_IN.ID)
                .fetchOne(STAND_IN.ID);
    }

    private static Map<String, Object> shown(NewStandIn wanted) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("standsInFor", wanted.absentId());
        shown.put("community", wanted.communityId());
        shown.put("fromOn", wanted.fromOn());
        shown.put("toOn", wanted.toOn());
        return shown;
    }
}
