package io.guanjia.billing;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Waiting;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.estate.Communities;
import io.guanjia.estate.Community;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Bills of a month, from preview to posting; one run per community. */
@Controller
@RequestMapping("/communities/{c}/bill-runs")
class BillRunPages {
    private final BillRuns runs;
    private final BillRunReversals reversals;
    private final ChargeItems items;
    private final Communities communities;
    private final Approvals approvals;
    private final Access access;
    private final Histories histories;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    BillRunPages(
            BillRuns runs,
            BillRunReversals reversals,
            ChargeItems items,
            Communities communities,
            Approvals approvals,
            Access access,
            Histories histories,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.runs = runs;
        this.reversals = reversals;
        this.items = items;
        this.communities = communities;
        this.approvals = approvals;
        this.access = access;
        this.histories = histories;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    record ListPage(long c, Page<BillRun> runs, boolean mayPropose) {}

    record NewPage(long c, List<Choice> communities, List<Choice> items) {}

    record Names(String createdBy, String postedBy, String reversedBy) {}

    record RunPage(
            long c,
            BillRun run,
            Names names,
            boolean mayPropose,
            boolean mayApprove,
            boolean mayReverse,
            @Nullable Waiting reversal,
            List<TimelineEntry> history) {}

    /** @param items by code, which the communities of a company share */
    record Form(
            @NotNull @Nullable Month month,
            @NotEmpty @Nullable List<@NotNull Long> communities,
            @NotEmpty @Nullable List<String> items) {}

    @GetMapping
    String list(@PathVariable long c, Paging paging, Model model) {
        model.addAttribute("page", new ListPage(c, runs.page(c, paging), mayPropose(c)));
        return "billing/bill-runs";
    }

    @GetMapping("/new")
    String blank(@PathVariable long c, Model model) {
        access.require(Permission.BILL_RUN_PROPOSE, c);
        List<String> all = monthly(c).stream().map(ChargeItem::code).toList();
        model.addAttribute("form", new Form(Month.of(LocalDate.now(clock)), List.of(c), all));
        return newRun(c, model);
    }

    @PostMapping
    String preview(
            @PathVariable long c,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    return previewed(c, form, redirect);
                },
                () -> newRun(c, model));
    }

    @GetMapping("/{id}")
    String run(@PathVariable long c, @PathVariable long id, Model model) {
        BillRun run = runs.get(c, id);
        boolean waits = run.state() == RunState.PROPOSED;
        model.addAttribute(
                "page",
                new RunPage(
                        c,
                        run,
                        new Names(access.nameOf(run.createdBy()), name(run.postedBy()), name(run.reversedBy())),
                        mayPropose(c),
                        waits && run.createdBy() != access.actor() && access.may(Permission.BILL_RUN_APPROVE, c),
                        run.state() == RunState.POSTED && run.reversalApprovalId() == null && mayPropose(c),
                        Waiting.of(approvals, access, c, BillRunReversals.KIND, id),
                        histories.of(c, BillRuns.KIND, id)));
        return "billing/bill-run";
    }

    @PostMapping("/{id}/preview")
    String previewAgain(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        runs.previewAgain(c, id);
        return done(c, id, redirect, "billing.run.previewed-again");
    }

    @PostMapping("/{id}/proposal")
    String propose(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        runs.propose(c, id);
        return done(c, id, redirect, "billing.run.proposed");
    }

    @PostMapping("/{id}/discarding")
    String discard(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        runs.discard(c, id);
        return done(c, id, redirect, "billing.run.discarded");
    }

    @PostMapping("/{id}/approval")
    String approve(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect) {
        approvals.approve(c, BillRunApi.approvalOf(runs.get(c, id)), reason);
        return done(c, id, redirect, "billing.run.approved");
    }

    @PostMapping("/{id}/rejection")
    String reject(
            @PathVariable long c, @PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        approvals.reject(c, BillRunApi.approvalOf(runs.get(c, id)), reason);
        return done(c, id, redirect, "billing.run.rejected");
    }

    @PostMapping("/{id}/reversal")
    String proposeReversal(
            @PathVariable long c, @PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        reversals.propose(c, id, reason);
        return done(c, id, redirect, "billing.reversal.proposed");
    }

    /** One run in each community chosen; leads to the run, or to the list when there are several. */
    @SuppressWarnings("NullAway") // a valid form misses nothing
    private String previewed(long c, Form form, RedirectAttributes redirect) {
        Map<Long, List<Long>> wanted = new LinkedHashMap<>();
        for (long community : form.communities()) {
            wanted.put(
                    community,
                    monthly(community).stream()
                            .filter(item -> form.items().contains(item.code()))
                            .map(ChargeItem::id)
                            .toList());
        }
        long last = c;
        long id = 0;
        for (var one : wanted.entrySet()) {
            last = one.getKey();
            id = runs.preview(last, form.month(), one.getValue());
        }
        flash.success(redirect, "billing.run.previewed", wanted.size());
        return wanted.size() == 1
                ? "redirect:/communities/" + last + "/bill-runs/" + id
                : "redirect:/communities/" + c + "/bill-runs";
    }

    private String newRun(long c, Model model) {
        List<Long> mine = access.communitiesWith(Permission.BILL_RUN_PROPOSE);
        List<Choice> offered = communities.visible().stream()
                .filter(community -> mine.contains(community.id()))
                .map((Community community) -> Choice.of(community.id(), community.name()))
                .toList();
        List<Choice> monthly = monthly(c).stream()
                .map(item -> Choice.of(item.code(), item.name()))
                .toList();
        model.addAttribute("page", new NewPage(c, offered, monthly));
        return "billing/bill-run-new";
    }

    private List<ChargeItem> monthly(long c) {
        return items.all(c).stream().filter(ChargeItem::isMonthly).toList();
    }

    private boolean mayPropose(long c) {
        return access.may(Permission.BILL_RUN_PROPOSE, c);
    }

    private String name(@Nullable Long account) {
        return account == null ? "" : access.nameOf(account);
    }

    private String done(long c, long id, RedirectAttributes redirect, String message) {
        flash.success(redirect, message);
        return "redirect:/communities/" + c + "/bill-runs/" + id;
    }
}
