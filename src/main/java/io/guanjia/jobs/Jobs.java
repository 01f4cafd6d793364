package io.guanjia.jobs;

import static io.guanjia.db.jobs.Tables.JOB;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Long work: started in the transaction of whoever asks, run in the background, looked at by whoever may see it. */
@Component
public class Jobs {
    static final TaskDescriptor<JobReference> TASK = TaskDescriptor.of("job", JobReference.class);

    private final DSLContext sql;
    private final Clock clock;
    private final JsonMapper json;
    /** Looked up late: the scheduler knows the runner, the runner knows the rooms, the rooms know this. */
    private final ObjectProvider<SchedulerClient> scheduler;

    Jobs(DSLContext sql, Clock clock, JsonMapper json, ObjectProvider<SchedulerClient> scheduler) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
        this.scheduler = scheduler;
    }

    /**
     * Queues work; it begins after the caller's transaction has committed, or never.
     *
     * @param communityId the only community that the work sees, or null for work of the whole company
     * @return the job's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long start(String kind, @Nullable Long communityId, Object arguments) {
        Long actor = Scopes.current().map(Scope::actor).orElse(null);
        long id = sql.insertInto(JOB)
                .set(JOB.COMMUNITY_ID, communityId)
                .set(JOB.KIND, kind)
                .set(JOB.ACTOR_ID, actor)
                .set(JOB.ARGUMENTS, JSONB.jsonb(json.writeValueAsString(arguments)))
                .set(JOB.CREATED_AT, clock.instant())
                .returningResult(JOB.ID)
                .fetchSingle(JOB.ID);
        JobReference reference = new JobReference(id, communityId, actor);
        // the scheduler goes by the machine's clock, whatever day the business clock shows
        scheduler
                .getObject()
                .schedule(TASK.instance(String.valueOf(id)).data(reference).build(), Instant.EPOCH);
        return id;
    }

    /** The job, when its community is in scope or the asker started it. */
    @Transactional(readOnly = true)
    public Optional<Job> find(long id) {
        Scope scope = Scopes.current().orElseThrow();
        return sql.selectFrom(JOB)
                .where(JOB.ID.eq(id))
                .fetchOptional(this::job)
                .filter(job -> job.communityId() != null || Objects.equals(job.actorId(), scope.actor()));
    }

    /** Those that {@link #find} finds, the latest first. */
    @Transactional(readOnly = true)
    public Page<Job> page(Paging paging) {
        Long actor = Scopes.current().orElseThrow().actor();
        Condition older = paging.after() == null
                ? DSL.noCondition()
                : JOB.ID.lt(paging.after().number(0));
        List<Job> rows = sql.selectFrom(JOB)
                .where(older)
                .and(JOB.COMMUNITY_ID.isNotNull().or(JOB.ACTOR_ID.eq(actor)))
                .orderBy(JOB.ID.desc())
                .limit(paging.rows())
                .fetch(this::job);
        return paging.page(rows, job -> Cursor.of(job.id()));
    }

    /** With what it was asked for. */
    @Transactional(readOnly = true)
    <A> A arguments(Job job, Class<A> type) {
        return sql.select(JOB.ARGUMENTS)
                .from(JOB)
                .where(JOB.ID.eq(job.id()))
                .fetchSingle(row -> json.readValue(row.value1().data(), type));
    }

    private Job job(Record row) {
        return new Job(
                row.get(JOB.ID),
                row.get(JOB.COMMUNITY_ID),
                row.get(JOB.KIND),
                row.get(JOB.ACTOR_ID),
                row.get(JOB.STATE),
                row.get(JOB.DONE),
                row.get(JOB.TOTAL),
                Arrays.asList(json.readValue(row.get(JOB.MESSAGES).data(), Job.Message[].class)),
                Optional.ofNullable(row.get(JOB.RESULT)).map(JSONB::data).orElse(null),
                row.get(JOB.CREATED_AT),
                row.get(JOB.FINISHED_AT));
    }

    static boolean isOpen(JobState state) {
        return state == JobState.QUEUED || state == JobState.RUNNING;
    }
}
