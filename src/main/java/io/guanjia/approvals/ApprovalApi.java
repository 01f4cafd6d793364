package io.guanjia.approvals;

import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Approvals for programs. */
@RestController
@RequestMapping("/api/v1")
class ApprovalApi {

    private final Approvals approvals;
    private final ApprovalList list;

    ApprovalApi(Approvals approvals, ApprovalList list) {
        this.approvals = approvals;
        this.list = list;
    }

    /** The fields are {@link Approval}'s; persons by name. */
    record ApprovalItem(
            @OpaqueId long id,
            @OpaqueId long communityId,
            String kind,
            @OpaqueId long subjectId,
            String summary,
            @Nullable Money amountFen,
            String rule,
            Approval.State state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String proposalReason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason) {}

    record Remark(@Nullable String reason) {}

    record Reason(@NotBlank String reason) {}

    @GetMapping("/approvals")
    Page<ApprovalItem> list(@RequestParam(name = "list", defaultValue = "waiting") String which, Paging paging) {
        return list.page(ApprovalPages.which(which), paging).map(ApprovalApi::item);
    }

    @GetMapping("/communities/{c}/approvals/{id}")
    ApprovalItem get(@PathVariable long c, @PathVariable long id) {
        return item(list.row(approvals.get(c, id)));
    }

    @PostMapping("/communities/{c}/approvals/{id}/approval")
    ApprovalItem approve(
            @PathVariable long c, @PathVariable long id, @RequestBody(required = false) @Nullable Remark remark) {
        return item(list.row(approvals.approve(c, id, remark == null ? null : remark.reason())));
    }

    @PostMapping("/communities/{c}/approvals/{id}/rejection")
    ApprovalItem reject(@PathVariable long c, @PathVariable long id, @Valid @RequestBody Reason reason) {
        return item(list.row(approvals.reject(c, id, reason.reason())));
    }

    @PostMapping("/communities/{c}/approvals/{id}/withdrawal")
    ApprovalItem withdraw(
            @PathVariable long c, @PathVariable long id, @RequestBody(required = false) @Nullable Remark remark) {
        return item(list.row(approvals.withdraw(c, id, remark == null ? null : remark.reason())));
    }

    private static ApprovalItem item(ApprovalRow row) {
        Approval approval = row.approval();
        return new ApprovalItem(
                approval.id(),
                approval.communityId(),
                approval.kind(),
                approval.subjectId(),
                approval.summary(),
                approval.amount(),
                approval.rule(),
                approval.state(),
                row.proposedBy(),
                approval.proposedAt(),
                approval.proposalReason(),
                row.decidedBy(),
                approval.decidedAt(),
                approval.decisionReason());
    }
}
