package io.guanjia.jobs;

import io.guanjia.audit.ActorNames;
import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Long work on the screen: the list of it, a page of its own, and the box in it that asks for itself, which other pages may put in too. */
@Controller
class JobPages {
    private final Jobs jobs;
    private final ObjectProvider<JobKind<?>> kinds;
    private final ActorNames names;

    JobPages(Jobs jobs, ObjectProvider<JobKind<?>> kinds, ActorNames names) {
        this.jobs = jobs;
        this.kinds = kinds;
        this.names = names;
    }

    /**
     * @param message what it says last, or that it is done
     * @param madeAt the page of what it made
     */
    record Page(
            Job job,
            @Nullable Text message,
            @Nullable String startedBy,
            @Nullable String madeAt) {
        public String tone() {
            return job.state() == JobState.FAILED ? "danger" : "success";
        }
    }

    record Line(Job job, @Nullable Text message, @Nullable String startedBy) {}

    @GetMapping("/jobs")
    String list(Paging paging, Model model) {
        model.addAttribute("page", jobs.page(paging).map(job -> new Line(job, message(job), startedBy(job))));
        return "jobs/jobs";
    }

    /** Work that has ended well changed the page around the box: that page is asked for again. */
    @GetMapping("/jobs/{id}")
    String job(
            @PathVariable long id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean box,
            HttpServletResponse response,
            Model model) {
        Job job = jobs.find(id).orElseThrow(() -> new NotFound("job", id));
        if (box && job.state() == JobState.SUCCEEDED) response.setHeader("HX-Refresh", "true");
        model.addAttribute("page", new Page(job, message(job), startedBy(job), madeAt(job)));
        return box ? "jobs/job :: progress" : "jobs/job";
    }

    private @Nullable String startedBy(Job job) {
        return job.actorId() == null ? null : names.nameOf(job.actorId());
    }

    private @Nullable String madeAt(Job job) {
        return job.state() != JobState.SUCCEEDED
                ? null
                : kinds.stream()
                        .filter(kind -> kind.name().equals(job.kind()))
                        .findFirst()
                        .map(kind -> madeAt(kind, job))
                        .orElse(null);
    }

    private <A> @Nullable String madeAt(JobKind<A> kind, Job job) {
        return kind.madeAt(job, jobs.arguments(job, kind.arguments()));
    }

    private static @Nullable Text message(Job job) {
        List<Job.Message> said = job.messages();
        if (!said.isEmpty()) {
            return said.get(said.size() - 1).text();
        }
        return job.ended() ? Text.of("job.state." + job.state()) : null;
    }
}
