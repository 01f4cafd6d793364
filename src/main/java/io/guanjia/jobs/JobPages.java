package io.guanjia.jobs;

import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Long work on the screen: the list of it, a page of its own, and the box in it that asks for itself, which other pages may put in too. */
@Controller
class JobPages {
    private final Jobs jobs;

    JobPages(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @param message what it says last, or that it is done */
    record Page(Job job, @Nullable Text message) {
        public String tone() {
            return job.state() == JobState.FAILED ? "danger" : "success";
        }
    }

    record Line(Job job, @Nullable Text message) {}

    @GetMapping("/jobs")
    String list(Paging paging, Model model) {
        model.addAttribute("page", jobs.page(paging).map(job -> new Line(job, message(job))));
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
        model.addAttribute("page", new Page(job, message(job)));
        return box ? "jobs/job :: progress" : "jobs/job";
    }

    private static @Nullable Text message(Job job) {
        List<Job.Message> said = job.messages();
        if (!said.isEmpty()) {
            Job.Message last = said.get(said.size() - 1);
            return Text.of(last.code(), last.arguments().toArray());
        }
        return job.ended() ? Text.of("job.state." + job.state()) : null;
    }
}
