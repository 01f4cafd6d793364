package io.guanjia.approvals;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Flash;
import io.guanjia.web.Paging;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for me, what I proposed, and what became of it. */
@Controller
class ApprovalPages {

    private final Approvals approvals;
    private final ApprovalList list;
    private final Flash flash;

    ApprovalPages(Approvals approvals, ApprovalList list, Flash flash) {
        this.approvals = approvals;
        this.list = list;
        this.flash = flash;
    }

    /** @param list which of the three is shown, as the address names it */
    record ListPage(
            String list,
            int waiting,
            List<ApprovalRow> rows,
            @Nullable String next) {}

    @GetMapping("/approvals")
    String page(@RequestParam(name = "list", defaultValue = "waiting") String which, Paging paging, Model model) {
        var page = list.page(which(which), paging);
        model.addAttribute("page", new ListPage(which, approvals.countWaitingForMe(), page.items(), page.next()));
        return "approvals/approvals";
    }

    @PostMapping("/communities/{c}/approvals/{id}/approval")
    String approve(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect) {
        flash.success(
                redirect, "approvals.approved", approvals.approve(c, id, reason).summary());
        return "redirect:/approvals";
    }

    @PostMapping("/communities/{c}/approvals/{id}/rejection")
    String reject(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        flash.success(
                redirect, "approvals.rejected", approvals.reject(c, id, reason).summary());
        return "redirect:/approvals";
    }

    @PostMapping("/communities/{c}/approvals/{id}/withdrawal")
    String withdraw(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        flash.success(
                redirect, "approvals.withdrawn", approvals.withdraw(c, id, null).summary());
        return "redirect:/approvals?list=mine";
    }

    static ApprovalList.Which which(String name) {
        try {
            return ApprovalList.Which.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInput("list", "approval-list");
        }
    }
}
