package io.guanjia.mending;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Waiting;
import io.guanjia.db.mending.enums.CorrectionKind;
import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.residents.Timelines;
import io.guanjia.web.Flash;
import io.guanjia.web.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Corrections: the list, and one with what it does to bills, proposed, decided or set aside. */
@Controller
@RequestMapping("/communities/{c}/corrections")
class CorrectionPages {

    private final Corrections corrections;
    private final Timelines timelines;
    private final Approvals approvals;
    private final Access access;
    private final Flash flash;

    CorrectionPages(Corrections corrections, Timelines timelines, Approvals approvals, Access access, Flash flash) {
        this.corrections = corrections;
        this.timelines = timelines;
        this.approvals = approvals;
        this.access = access;
        this.flash = flash;
    }

    record ListPage(long c, List<Correction> corrections) {}

    /** @param mayPropose it is previewed, and this person may ask for it */
    record OnePage(
            long c,
            Correction correction,
            String createdBy,
            boolean mayPropose,
            boolean mayPreview,
            @Nullable Waiting waiting,
            List<TimelineEntry> timeline) {}

    @GetMapping
    String list(@PathVariable long c, Model model) {
        model.addAttribute("page", new ListPage(c, corrections.latest(c, null)));
        return "mending/corrections";
    }

    @GetMapping("/{id}")
    String show(@PathVariable long c, @PathVariable long id, Model model) {
        Correction correction = corrections.get(c, id);
        boolean writes = access.may(
                correction.asked().kind() == CorrectionKind.AREA ? Permission.ESTATE_WRITE : Permission.RESIDENTS_WRITE,
                c);
        CorrectionState state = correction.state();
        model.addAttribute(
                "page",
                new OnePage(
                        c,
                        correction,
                        access.nameOf(correction.createdBy()),
                        writes && state == CorrectionState.PREVIEWED,
                        writes && (state == CorrectionState.PREVIEWED || state == CorrectionState.REJECTED),
                        Waiting.of(approvals, access, c, Corrections.KIND, id),
                        timelines.of(c, Corrections.KIND, id)));
        return "mending/correction";
    }

    @PostMapping("/{id}/preview")
    String previewAgain(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        corrections.previewAgain(c, id);
        return done(c, id, redirect, "mending.previewed");
    }

    @PostMapping("/{id}/proposal")
    String propose(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        corrections.propose(c, id);
        boolean applied = corrections.get(c, id).state() == CorrectionState.APPLIED;
        return done(c, id, redirect, applied ? "mending.applied" : "mending.proposed");
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        corrections.discard(c, id);
        return done(c, id, redirect, "mending.discarded");
    }

    private String done(long c, long id, RedirectAttributes redirect, String message) {
        flash.success(redirect, message);
        return "redirect:/communities/" + c + "/corrections/" + id;
    }
}
