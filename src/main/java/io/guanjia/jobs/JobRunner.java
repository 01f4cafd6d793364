package io.guanjia.jobs;

import static io.guanjia.db.jobs.Tables.JOB;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.guanjia.database.Scopes;
import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Runs queued jobs and writes down what becomes of them. A job whose machine died is revived by db-scheduler and run again. */
@Configuration(proxyBeanMethods = false)
class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final DSLContext sql;
    private final Clock clock;
    private final JsonMapper json;
    private final ObjectProvider<JobKind<?>> kinds;
    /** Progress is seen while the work's own transaction still runs. */
    private final TransactionTemplate apart;

    JobRunner(
            DSLContext sql,
            Clock clock,
            JsonMapper json,
            ObjectProvider<JobKind<?>> kinds,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
        this.kinds = kinds;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Bean
    Task<JobReference> jobTask() {
        return Tasks.oneTime(Jobs.TASK).onDeadExecutionRevive().execute((instance, context) -> run(instance.getData()));
    }

    void run(JobReference reference) {
        Scopes.run(reference.scope(), () -> {
            Record row = apart.execute(status -> begin(reference.id()));
            if (!Jobs.isOpen(row.get(JOB.STATE))) return; // ended before the machine died
            try {
                work(row, progressOf(reference.id()));
                end(reference.id(), JobState.SUCCEEDED);
            } catch (Refusal refusal) {
                message(reference.id(), "refusal." + refusal.code(), refusal.arguments());
                end(reference.id(), JobState.FAILED);
            } catch (RuntimeException bug) {
                LOG.error("Job {} of kind {} failed", reference.id(), row.get(JOB.KIND), bug);
                message(reference.id(), "job.message.failed", reference.id());
                end(reference.id(), JobState.FAILED);
            }
        });
    }

    private Record begin(long id) {
        Record row = sql.selectFrom(JOB).where(JOB.ID.eq(id)).forUpdate().fetchSingle();
        if (Jobs.isOpen(row.get(JOB.STATE))) {
            sql.update(JOB)
                    .set(JOB.STATE, JobState.RUNNING)
                    .set(JOB.DONE, 0L)
                    .set(JOB.MESSAGES, JSONB.jsonb("[]"))
                    .set(JOB.ATTEMPTS, JOB.ATTEMPTS.plus(1))
                    .set(JOB.STARTED_AT, clock.instant())
                    .where(JOB.ID.eq(id))
                    .execute();
        }
        return row;
    }

    private void work(Record row, Progress progress) {
        JobKind<?> kind = kinds.stream()
                .filter(known -> known.name().equals(row.get(JOB.KIND)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody knows the kind of job " + row.get(JOB.KIND)));
        run(kind, row.get(JOB.ARGUMENTS).data(), progress);
    }

    private <A> void run(JobKind<A> kind, String arguments, Progress progress) {
        kind.run(json.readValue(arguments, kind.arguments()), progress);
    }

    private void end(long id, JobState state) {
        set(id, Map.of(JOB.STATE, state, JOB.FINISHED_AT, clock.instant()));
    }

    private void message(long id, String code, Object... arguments) {
        String added = json.writeValueAsString(List.of(Job.Message.of(code, arguments)));
        set(id, Map.of(JOB.MESSAGES, DSL.field("{0} || {1}::jsonb", JSONB.class, JOB.MESSAGES, DSL.val(added))));
    }

    private void set(long id, Map<? extends Field<?>, ?> changes) {
        apart.executeWithoutResult(status -> {
            UpdateSetMoreStep<?> update = sql.update(JOB).set(changes);
            update.where(JOB.ID.eq(id)).execute();
        });
    }

    private Progress progressOf(long id) {
        return new Progress() {
            @Override
            public void total(long steps) {
                set(id, Map.of(JOB.TOTAL, steps));
            }

            @Override
            public void done(long steps) {
                set(id, Map.of(JOB.DONE, steps));
            }

            @Override
            public void message(String code, Object... arguments) {
                JobRunner.this.message(id, "job.message." + code, arguments);
            }

            @Override
            public void result(Object result) {
                set(id, Map.of(JOB.RESULT, JSONB.jsonb(json.writeValueAsString(result))));
            }
        };
    }
}
