package io.guanjia.billing;

import io.guanjia.approvals.Approvals;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bill runs: created with their preview and proposed at once, unless something stops them or they would add nothing. */
@RestController
@RequestMapping("/api/v1/communities/{c}/bill-runs")
class BillRunApi {
    private final BillRuns runs;
    private final BillRunReversals reversals;
    private final ChargeItems items;
    private final Approvals approvals;

    BillRunApi(BillRuns runs, BillRunReversals reversals, ChargeItems items, Approvals approvals) {
        this.runs = runs;
        this.reversals = reversals;
        this.items = items;
        this.approvals = approvals;
    }

    /** @param items absent: every monthly item */
    record RunInput(@NotNull Month month, @Nullable List<@NotNull Long> items) {}

    record DecisionInput(@Nullable String reason) {}

    record ReversalInput(@NotBlank String reason) {}

    record ItemBody(@OpaqueId long id, String code, String name) {}

    record SampleBody(
            @OpaqueId long premisesId,
            String premises,
            @OpaqueId long itemId,
            String item,
            String days,
            Money previousFen,
            Money amountFen) {}

    record FindingBody(Finding.Kind kind, boolean stops, long count, List<SampleBody> samples) {}

    record RunBody(
            @OpaqueId long id,
            Month month,
            List<ItemBody> items,
            RunState state,
            long charges,
            Money totalFen,
            long alreadyBilled,
            Money billedFen,
            Money previousFen,
            Money changeFen,
            @Nullable BigDecimal changePercent,
            List<FindingBody> findings,
            @OpaqueId @Nullable Long approvalId,
            @OpaqueId @Nullable Long jobId,
            @Nullable LocalDate postedOn,
            @Nullable Instant postedAt,
            @Nullable Money offsetFen,
            @Nullable LocalDate reversedOn,
            @OpaqueId @Nullable Long reversalApprovalId) {}

    @GetMapping
    Page<RunBody> page(@PathVariable long c, Paging paging) {
        return runs.page(c, paging).map(BillRunApi::body);
    }

    @GetMapping("/{id}")
    RunBody run(@PathVariable long c, @PathVariable long id) {
        return body(runs.get(c, id));
    }

    @PostMapping
    ResponseEntity<RunBody> create(@PathVariable long c, @Valid @RequestBody RunInput input) {
        List<Long> wanted = input.items() != null
                ? input.items()
                : items.all(c).stream()
                        .filter(ChargeItem::isMonthly)
                        .map(ChargeItem::id)
                        .toList();
        long id = runs.preview(c, input.month(), wanted);
        if (runs.get(c, id).isReady()) {
            runs.propose(c, id);
        }
        return ResponseEntity.created(address(c, id)).body(body(runs.get(c, id)));
    }

    /** The same run with the figures of now, proposed again unless something stops it or it would add nothing. */
    @PostMapping("/{id}/preview")
    RunBody previewAgain(@PathVariable long c, @PathVariable long id) {
        runs.previewAgain(c, id);
        if (runs.get(c, id).isReady()) {
            runs.propose(c, id);
        }
        return body(runs.get(c, id));
    }

    /** Sets a preview aside that will not be proposed. */
    @PostMapping("/{id}/discarding")
    RunBody discard(@PathVariable long c, @PathVariable long id) {
        runs.discard(c, id);
        return body(runs.get(c, id));
    }

    /** Another person says yes: 200 with the posted run, or 202 with the address of the job that posts it. */
    @PostMapping("/{id}/approval")
    ResponseEntity<RunBody> approve(
            @PathVariable long c, @PathVariable long id, @RequestBody(required = false) @Nullable DecisionInput input) {
        approvals.approve(c, approvalOf(runs.get(c, id)), input == null ? null : input.reason());
        BillRun run = runs.get(c, id);
        return run.state() == RunState.APPROVED
                ? ResponseEntity.status(HttpStatus.ACCEPTED)
                        .location(URI.create("/api/v1/jobs/" + run.jobId()))
                        .body(body(run))
                : ResponseEntity.ok(body(run));
    }

    /** Asks for it: 202 with the address of the approval, which another person decides. */
    @PostMapping("/{id}/reversal")
    ResponseEntity<RunBody> proposeReversal(
            @PathVariable long c, @PathVariable long id, @Valid @RequestBody ReversalInput input) {
        long approvalId = reversals.propose(c, id, input.reason());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/communities/" + c + "/approvals/" + approvalId))
                .body(body(runs.get(c, id)));
    }

    static long approvalOf(BillRun run) {
        if (run.approvalId() == null) {
            if (run.isStopped()) {
                throw new BillRunStopped(run.month(), run.stops().size());
            }
            if (run.state() == RunState.PREVIEWED && run.isEmpty()) {
                throw new BillRunEmpty(run.month(), run.alreadyBilled());
            }
            throw new NotInThatState(BillRuns.KIND, run.state());
        }
        return run.approvalId();
    }

    private static URI address(long c, long id) {
        return URI.create("/api/v1/communities/" + c + "/bill-runs/" + id);
    }

    private static RunBody body(BillRun run) {
        return new RunBody(
                run.id(),
                run.month(),
                run.items().stream()
                        .map(item -> new ItemBody(item.id(), item.code(), item.name()))
                        .toList(),
                run.state(),
                run.charges(),
                run.total(),
                run.alreadyBilled(),
                run.billed(),
                run.previous(),
                run.change(),
                run.changePercent().orElse(null),
                run.findings().stream().map(BillRunApi::body).toList(),
                run.approvalId(),
                run.jobId(),
                run.postedOn(),
                run.postedAt(),
                run.offset(),
                run.reversedOn(),
                run.reversalApprovalId());
    }

    private static FindingBody body(Finding finding) {
        return new FindingBody(
                finding.kind(),
                finding.stops(),
                finding.count(),
                finding.samples().stream()
                        .map(sample -> new SampleBody(
                                sample.premisesId(),
                                sample.premisesCode(),
                                sample.itemId(),
                                sample.itemName(),
                                sample.span(),
                                sample.before(),
                                sample.after()))
                        .toList());
    }
}
