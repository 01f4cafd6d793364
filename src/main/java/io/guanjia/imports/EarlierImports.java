package io.guanjia.imports;

import static io.guanjia.db.files.Tables.FILE;
import static io.guanjia.db.jobs.Tables.JOB;
import static org.jooq.impl.DSL.field;

import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What was brought into a community before: who, when, which workbook, with what result. */
@Component
class EarlierImports {
    private final DSLContext sql;
    private final Access access;
    private final JsonMapper json;

    EarlierImports(DSLContext sql, Access access, JsonMapper json) {
        this.sql = sql;
        this.access = access;
        this.json = json;
    }

    /** @param summary null while it runs, and when it failed */
    record Earlier(
            long job,
            Instant at,
            String who,
            String file,
            JobState state,
            @Nullable ImportSummary summary) {

        /** The state of the job, told further by what became of the rows. */
        public String outcome() {
            if (summary == null) return state.name();
            if (!summary.rejections().isEmpty()) return "REJECTED";
            return summary.dryRun() ? "TRIED" : "APPLIED";
        }
    }

    /** The name of the workbook of one import. */
    @Transactional(readOnly = true)
    public String fileOf(long communityId, long job) {
        access.require(Permission.IMPORT, communityId);
        return query(communityId, 1, JOB.ID.eq(job)).stream()
                .findFirst()
                .map(Earlier::file)
                .orElse("");
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<Earlier> page(long communityId, Paging paging) {
        access.require(Permission.IMPORT, communityId);
        var before = paging.after() == null
                ? DSL.noCondition()
                : JOB.ID.lt(paging.after().number(0));
        return paging.page(query(communityId, paging.rows(), before), one -> Cursor.of(one.job()));
    }

    private List<Earlier> query(long communityId, int rows, Condition which) {
        var fileId = field("({0}->>'fileId')::bigint", Long.class, JOB.ARGUMENTS);
        return sql
                .select(JOB.ID, JOB.CREATED_AT, JOB.ACTOR_ID, JOB.STATE, JOB.RESULT, FILE.NAME)
                .from(JOB)
                .leftJoin(FILE)
                .on(FILE.COMMUNITY_ID.eq(JOB.COMMUNITY_ID), FILE.ID.eq(fileId))
                .where(JOB.COMMUNITY_ID.eq(communityId), JOB.KIND.eq(EstateImports.KIND))
                .and(which)
                .orderBy(JOB.ID.desc())
                .limit(rows)
                .fetch()
                .stream()
                .map(this::earlier)
                .toList();
    }

    private Earlier earlier(Record row) {
        Long actor = row.get(JOB.ACTOR_ID);
        var result = row.get(JOB.RESULT);
        return new Earlier(
                row.get(JOB.ID),
                row.get(JOB.CREATED_AT),
                actor == null ? "—" : access.nameOf(actor),
                Objects.requireNonNullElse(row.get(FILE.NAME), "—"),
                row.get(JOB.STATE),
                result == null ? null : json.readValue(result.data(), ImportSummary.class));
    }
}
