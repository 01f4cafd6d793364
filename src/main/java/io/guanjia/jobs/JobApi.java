package io.guanjia.jobs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.web.NotFound;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How far long work is (api.md). */
@RestController
class JobApi {
    private final Jobs jobs;
    private final Texts texts;

    JobApi(Jobs jobs, Texts texts) {
        this.jobs = jobs;
        this.texts = texts;
    }

    /**
     * @param result what came of it, by the kind of job; null until it ended well, and for everybody but the person who started
     *     it: it may quote rows of people's data, which the room that did the work shows to whom it may
     */
    record State(
            @OpaqueId long id,
            String kind,
            JobState state,
            long done,
            long total,
            List<String> messages,
            @JsonRawValue @Nullable String result,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** The latest first. */
    @GetMapping("/api/v1/jobs")
    Page<State> jobs(Paging paging) {
        return jobs.page(paging).map(this::state);
    }

    @GetMapping("/api/v1/jobs/{id}")
    State job(@PathVariable long id) {
        return state(jobs.find(id).orElseThrow(() -> new NotFound("job", id)));
    }

    private State state(Job job) {
        List<String> messages =
                job.messages().stream().map(message -> texts.of(message.text())).toList();
        return new State(
                job.id(),
                job.kind(),
                job.state(),
                job.done(),
                job.total(),
                messages,
                isOwn(job) ? job.result() : null,
                job.createdAt(),
                job.finishedAt());
    }

    private static boolean isOwn(Job job) {
        Long actor = Scopes.current().map(Scope::actor).orElse(null);
        return actor != null && actor.equals(job.actorId());
    }
}
