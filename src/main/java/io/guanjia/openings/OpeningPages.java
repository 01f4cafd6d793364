package io.guanjia.openings;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Waiting;
import io.guanjia.audit.AuditTrail;
import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Flash;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.Text;
import io.guanjia.web.TimelineEntry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Opening balances, and the page on which another person signs their total. */
@Controller
@RequestMapping("/communities/{c}/openings")
class OpeningPages {
    private final Openings openings;
    private final OpeningReversals reversals;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Access access;
    private final Flash flash;

    OpeningPages(
            Openings openings,
            OpeningReversals reversals,
            Approvals approvals,
            AuditTrail audit,
            Access access,
            Flash flash) {
        this.openings = openings;
        this.reversals = reversals;
        this.approvals = approvals;
        this.audit = audit;
        this.access = access;
        this.flash = flash;
    }

    record ListPage(long c, Page<OpeningStatement> statements) {}

    record OnePage(
            long c,
            OpeningStatement one,
            String createdBy,
            @Nullable String postedBy,
            @Nullable Waiting signature,
            @Nullable Waiting reversal,
            boolean mayReverse,
            Page<OpeningRow> rows,
            List<TimelineEntry> history) {}

    @GetMapping
    String list(@PathVariable long c, Paging paging, Model model) {
        model.addAttribute("page", new ListPage(c, openings.page(c, paging)));
        return "openings/list";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long c, @PathVariable long id, Paging paging, Model model) {
        OpeningStatement one = openings.get(c, id);
        boolean mayReverse = one.state() == StatementState.POSTED
                && one.reversalApprovalId() == null
                && access.may(Permission.BILL_RUN_PROPOSE, c);
        model.addAttribute(
                "page",
                new OnePage(
                        c,
                        one,
                        access.nameOf(one.createdBy()),
                        one.postedBy() == null ? null : access.nameOf(one.postedBy()),
                        Waiting.of(approvals, access, c, Openings.KIND, id),
                        Waiting.of(approvals, access, c, OpeningReversals.KIND, id),
                        mayReverse,
                        openings.rows(c, id, paging),
                        history(c, id)));
        return "openings/one";
    }

    @PostMapping("/{id}/reversal")
    String proposeReversal(
            @PathVariable long c, @PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        reversals.propose(c, id, reason);
        flash.success(redirect, "billing.reversal.proposed");
        return "redirect:/communities/" + c + "/openings/" + id;
    }

    private List<TimelineEntry> history(long c, long id) {
        return audit.about(c, Openings.KIND, id).stream()
                .map(entry -> new TimelineEntry(
                        entry.at(),
                        Objects.requireNonNullElse(entry.actorName(), "—"),
                        Text.of("audit.action." + entry.action()),
                        entry.reason() == null ? null : Text.plain(entry.reason())))
                .toList();
    }

    @Bean
    static MenuEntry openingsMenu() {
        return new MenuEntry(
                Section.BILLING, 47, "opening.title", "/communities/{c}/openings", Permission.BILLING_READ.code());
    }
}
