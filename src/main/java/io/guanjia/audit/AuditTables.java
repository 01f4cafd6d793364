package io.guanjia.audit;

import static io.guanjia.db.audit.Tables.ENTRY;

import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The trail as its readers see it: business of their own communities, or what concerns no community. */
@Component
class AuditTables {

    private static final int LATELY = 2000;

    private final DSLContext sql;
    private final Clock clock;
    private final AuditTrail trail;
    private final AuditAuthority authority;

    AuditTables(DSLContext sql, Clock clock, AuditTrail trail, AuditAuthority authority) {
        this.sql = sql;
        this.clock = clock;
        this.trail = trail;
        this.authority = authority;
    }

    /** Every part may be absent; days include both ends. */
    record Filter(
            @Nullable Long community,
            @Nullable String person,
            @Nullable String kind,
            @Nullable String subject,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    @Transactional(readOnly = true)
    public Page<Entry> page(Filter filter, Paging paging) {
        Condition before = paging.after() == null
                ? DSL.noCondition()
                : ENTRY.ID.lt(paging.after().number(0));
        List<Entry> rows = sql.selectFrom(ENTRY)
                .where(readable(filter.community()))
                .and(text(filter.person()) ? ENTRY.ACTOR_NAME.eq(stripped(filter.person())) : DSL.noCondition())
                .and(text(filter.kind()) ? ENTRY.SUBJECT_KIND.eq(stripped(filter.kind())) : DSL.noCondition())
                .and(text(filter.subject()) ? ENTRY.SUBJECT_ID.eq(stripped(filter.subject())) : DSL.noCondition())
                .and(filter.from() == null ? DSL.noCondition() : ENTRY.AT.ge(start(filter.from())))
                .and(
                        filter.to() == null
                                ? DSL.noCondition()
                                : ENTRY.AT.lt(start(filter.to().plusDays(1))))
                .and(before)
                .orderBy(ENTRY.ID.desc())
                .limit(paging.rows())
                .fetch(trail::entry);
        return paging.page(rows, entry -> Cursor.of(entry.id()));
    }

    /** Kinds that occurred lately, for the chooser: all there are would mean to read the whole trail. */
    @Transactional(readOnly = true)
    public List<String> kinds() {
        var lately = sql.select(ENTRY.SUBJECT_KIND)
                .from(ENTRY)
                .where(readable(null))
                .orderBy(ENTRY.ID.desc())
                .limit(LATELY)
                .asTable("lately");
        return sql.selectDistinct(lately.field(ENTRY.SUBJECT_KIND))
                .from(lately)
                .orderBy(lately.field(ENTRY.SUBJECT_KIND))
                .fetchInto(String.class);
    }

    private Condition readable(@Nullable Long community) {
        List<Long> communities = authority.communitiesWithTrail();
        boolean company = authority.mayReadTrailOfCompany();
        if (communities.isEmpty() && !company) {
            throw new AccessDeniedException("audit-read");
        }
        if (community != null) {
            return communities.contains(community) ? ENTRY.COMMUNITY_ID.eq(community) : DSL.falseCondition();
        }
        Condition business = communities.isEmpty() ? DSL.falseCondition() : ENTRY.COMMUNITY_ID.in(communities);
        return company ? business.or(ENTRY.COMMUNITY_ID.isNull()) : business;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static boolean text(@Nullable String typed) {
        return typed != null && !typed.isBlank();
    }

    private static String stripped(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
