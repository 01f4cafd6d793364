package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.POST_PERMISSION;
import static io.guanjia.db.identity.Tables.STAND_IN;

import io.guanjia.db.identity.tables.Appointment;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Derives permissions from appointments and stand-ins; nothing else gives any. */
@Component
class GrantTables {

    private final DSLContext sql;

    GrantTables(DSLContext sql) {
        this.sql = sql;
    }

    Grants of(long accountId, LocalDate on) {
        Map<Long, Set<Permission>> byCommunity = new HashMap<>();
        Set<Permission> company = EnumSet.noneOf(Permission.class);
        for (Record2<@Nullable Long, @Nullable String> row :
                own(accountId, on).union(lent(accountId, on)).fetch()) {
            Set<Permission> allowed = row.value1() == null
                    ? company
                    : byCommunity.computeIfAbsent(row.value1(), id -> EnumSet.noneOf(Permission.class));
            if (row.value2() != null) {
                Permission.of(row.value2()).ifPresent(allowed::add);
            }
        }
        return new Grants(accountId, byCommunity, company);
    }

    /** An appointment that holds on the day. */
    static Condition holds(Appointment appointment, LocalDate on) {
        return appointment
                .FROM_ON
                .le(on)
                .and(appointment.TO_ON.isNull().or(appointment.TO_ON.ge(on)))
                .and(appointment.REVOKED_AT.isNull());
    }

    private Select<Record2<@Nullable Long, @Nullable String>> own(long accountId, LocalDate on) {
        return sql.select(APPOINTMENT.COMMUNITY_ID, POST_PERMISSION.PERMISSION)
                .from(APPOINTMENT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
                .leftJoin(POST_PERMISSION)
                .on(POST_PERMISSION.POST_CODE.eq(APPOINTMENT.POST_CODE))
                .where(APPOINTMENT.ACCOUNT_ID.eq(accountId))
                .and(ACCOUNT.ENDED_AT.isNull())
                .and(holds(APPOINTMENT, on));
    }

    /** What the absent one's own posts allow in that community; what he stands in for is not passed on. */
    private Select<Record2<@Nullable Long, @Nullable String>> lent(long accountId, LocalDate on) {
        var absent = ACCOUNT.as("absent");
        var standIn = ACCOUNT.as("stand_in_account");
        return sql.select(STAND_IN.COMMUNITY_ID, POST_PERMISSION.PERMISSION)
                .from(STAND_IN)
                .join(standIn)
                .on(standIn.ID.eq(STAND_IN.STAND_IN_ID))
                .join(absent)
                .on(absent.ID.eq(STAND_IN.ABSENT_ID))
                .join(APPOINTMENT)
                .on(APPOINTMENT.ACCOUNT_ID.eq(STAND_IN.ABSENT_ID))
                .and(APPOINTMENT.COMMUNITY_ID.eq(STAND_IN.COMMUNITY_ID))
                .and(holds(APPOINTMENT, on))
                .leftJoin(POST_PERMISSION)
                .on(POST_PERMISSION.POST_CODE.eq(APPOINTMENT.POST_CODE))
                .where(STAND_IN.STAND_IN_ID.eq(accountId))
                .and(STAND_IN.FROM_ON.le(on))
                .and(STAND_IN.TO_ON.ge(on))
                .and(STAND_IN.REVOKED_AT.isNull())
                .and(absent.ENDED_AT.isNull())
                .and(standIn.ENDED_AT.isNull());
    }
}
