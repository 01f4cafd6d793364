package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;
import static io.guanjia.db.identity.Tables.POST_PERMISSION;
import static io.guanjia.db.identity.Tables.STAND_IN;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import io.guanjia.db.identity.tables.Appointment;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Derives permissions from appointments and stand-ins; nothing else gives any. */
@Component
class GrantTables {

    private final DSLContext sql;

    GrantTables(DSLContext sql) {
        this.sql = sql;
    }

    /** A row a post: somebody who manages 250 communities holds one post in all of them, and its permissions are read once. */
    Grants of(long accountId, LocalDate on) {
        Table<Record2<@Nullable Long, String>> held =
                own(accountId, on).union(lent(accountId, on)).asTable("held");
        Field<Long> community = Objects.requireNonNull(held.field(APPOINTMENT.COMMUNITY_ID));
        Field<String> post = Objects.requireNonNull(held.field(APPOINTMENT.POST_CODE));
        Field<@Nullable String[]> permissions = field(select(arrayAgg(POST_PERMISSION.PERMISSION))
                .from(POST_PERMISSION)
                .where(POST_PERMISSION.POST_CODE.eq(post)));
        Map<Long, Set<Permission>> byCommunity = new HashMap<>();
        Set<Permission> company = EnumSet.noneOf(Permission.class);
        for (var row : sql.select(arrayAgg(community), permissions)
                .from(held)
                .groupBy(post)
                .fetch()) {
            Set<Permission> allowed = permissions(row.value2());
            for (Long one : row.value1()) {
                (one == null ? company : byCommunity.computeIfAbsent(one, id -> EnumSet.noneOf(Permission.class)))
                        .addAll(allowed);
            }
        }
        return new Grants(accountId, byCommunity, company);
    }

    private static Set<Permission> permissions(@Nullable String @Nullable [] codes) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (String code : codes == null ? new String[0] : codes) {
            Permission.of(code).ifPresent(allowed::add);
        }
        return allowed;
    }

    /** An appointment that holds on the day. */
    static Condition holds(Appointment appointment, LocalDate on) {
        return appointment
                .FROM_ON
                .le(on)
                .and(appointment.TO_ON.isNull().or(appointment.TO_ON.ge(on)))
                .and(appointment.REVOKED_AT.isNull());
    }

    private Select<Record2<@Nullable Long, String>> own(long accountId, LocalDate on) {
        return sql.select(APPOINTMENT.COMMUNITY_ID, APPOINTMENT.POST_CODE)
                .from(APPOINTMENT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
                .where(APPOINTMENT.ACCOUNT_ID.eq(accountId))
                .and(ACCOUNT.ENDED_AT.isNull())
                .and(holds(APPOINTMENT, on));
    }

    /** What the absent one's own posts allow in that community; what he stands in for is not passed on. */
    private Select<Record2<@Nullable Long, String>> lent(long accountId, LocalDate on) {
        var absent = ACCOUNT.as("absent");
        var standIn = ACCOUNT.as("stand_in_account");
        return sql.select(STAND_IN.COMMUNITY_ID, APPOINTMENT.POST_CODE)
                .from(STAND_IN)
                .join(standIn)
                .on(standIn.ID.eq(STAND_IN.STAND_IN_ID))
                .join(absent)
                .on(absent.ID.eq(STAND_IN.ABSENT_ID))
                .join(APPOINTMENT)
                .on(APPOINTMENT.ACCOUNT_ID.eq(STAND_IN.ABSENT_ID))
                .and(APPOINTMENT.COMMUNITY_ID.eq(STAND_IN.COMMUNITY_ID))
                .and(holds(APPOINTMENT, on))
                .where(STAND_IN.STAND_IN_ID.eq(accountId))
                .and(STAND_IN.FROM_ON.le(on))
                .and(STAND_IN.TO_ON.ge(on))
                .and(STAND_IN.REVOKED_AT.isNull())
                .and(absent.ENDED_AT.isNull())
                .and(standIn.ENDED_AT.isNull());
    }
}
