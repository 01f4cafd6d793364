package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.APPOINTMENT;

import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of the staff. */
@Component
class StaffTables {

    private final DSLContext sql;
    private final Access access;
    private final Clock clock;

    StaffTables(DSLContext sql, Access access, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.clock = clock;
    }

    enum State {
        ACTIVE,
        LOCKED,
        ENDED
    }

    /** @param query part of a name or the beginning of a username */
    record Filter(
            @Nullable String query,
            @Nullable State state,
            @Nullable String post,
            @Nullable Long community) {}

    record Row(Account account, State state, List<Appointment> appointments) {}

    @Transactional(readOnly = true)
    public Page<Row> page(Filter filter, Paging paging) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        String after = paging.after() == null ? null : paging.after().text(0);
        List<Account> accounts = sql.selectFrom(ACCOUNT)
                .where(matches(filter))
                .and(after == null ? DSL.noCondition() : ACCOUNT.USERNAME.gt(after))
                .orderBy(ACCOUNT.USERNAME)
                .limit(paging.rows())
                .fetch(Accounts::account);
        Map<Long, List<Appointment>> held = appointments(accounts);
        return paging.page(accounts, account -> Cursor.of(account.username()))
                .map(account -> new Row(account, state(account), held.getOrDefault(account.id(), List.of())));
    }

    /** Everybody who can be given a post or stand in, by name. */
    @Transactional(readOnly = true)
    public List<StaffMember> living() {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        return sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ENDED_AT.isNull())
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .fetch(row -> new StaffMember(row.value1(), row.value2() + " (" + row.value3() + ")"));
    }

    State state(Account account) {
        if (account.ended()) {
            return State.ENDED;
        }
        return account.lockedAt(clock.instant()) ? State.LOCKED : State.ACTIVE;
    }

    private Condition matches(Filter filter) {
        Condition matches = DSL.noCondition();
        if (filter.query() != null && !filter.query().isBlank()) {
            String query = filter.query().strip();
            matches = matches.and(ACCOUNT.NAME.contains(query).or(ACCOUNT.USERNAME.startsWith(Accounts.normal(query))));
        }
        if (filter.state() != null) {
            matches = matches.and(isIn(filter.state()));
        }
        if (filter.post() != null && !filter.post().isEmpty() || filter.community() != null) {
            matches = matches.and(holds(filter));
        }
        return matches;
    }

    private Condition isIn(State state) {
        Instant now = clock.instant();
        Condition locked = ACCOUNT.LOCKED_UNTIL.isNotNull().and(ACCOUNT.LOCKED_UNTIL.gt(now));
        return switch (state) {
            case ENDED -> ACCOUNT.ENDED_AT.isNotNull();
            case LOCKED -> ACCOUNT.ENDED_AT.isNull().and(locked);
            case ACTIVE ->
                ACCOUNT.ENDED_AT.isNull().and(ACCOUNT.LOCKED_UNTIL.isNull().or(ACCOUNT.LOCKED_UNTIL.le(now)));
        };
    }

    private Condition holds(Filter filter) {
        String post = filter.post();
        return DSL.exists(sql.selectOne()
                .from(APPOINTMENT)
                .where(APPOINTMENT.ACCOUNT_ID.eq(ACCOUNT.ID))
                .and(GrantTables.holds(APPOINTMENT, access.today()))
                .and(post == null || post.isEmpty() ? DSL.noCondition() : APPOINTMENT.POST_CODE.eq(post))
                .and(filter.community() == null ? DSL.noCondition() : APPOINTMENT.COMMUNITY_ID.eq(filter.community())));
    }

    private Map<Long, List<Appointment>> appointments(List<Account> accounts) {
        return sql.selectFrom(APPOINTMENT)
                .where(APPOINTMENT.ACCOUNT_ID.in(
                        accounts.stream().map(Account::id).toList()))
                .and(GrantTables.holds(APPOINTMENT, access.today()))
                .orderBy(APPOINTMENT.POST_CODE, APPOINTMENT.COMMUNITY_ID)
                .fetchGroups(APPOINTMENT.ACCOUNT_ID, Appointments::appointment);
    }
}
