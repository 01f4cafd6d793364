package io.guanjia.openings;

import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opening balances and what was paid before; they come with an import and are signed as every approval is. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class OpeningApi {
    private static final int MOST = 500;

    private final Openings openings;
    private final OpeningReversals reversals;
    private final PaymentHistory history;

    OpeningApi(Openings openings, OpeningReversals reversals, PaymentHistory history) {
        this.openings = openings;
        this.reversals = reversals;
        this.history = history;
    }

    record BuildingBody(String building, int rows, Money paidFen, Money arrearsFen) {}

    record OpeningBody(
            @OpaqueId long id,
            @OpaqueId long itemId,
            String item,
            int year,
            String source,
            @OpaqueId @Nullable Long importId,
            int rows,
            Money paidFen,
            Money arrearsFen,
            StatementState state,
            @OpaqueId @Nullable Long approvalId,
            @Nullable LocalDate postedOn,
            @OpaqueId @Nullable Long reversalApprovalId,
            @Nullable LocalDate reversedOn,
            List<BuildingBody> buildings) {}

    record OpeningRowBody(
            String sheet,
            int row,
            @OpaqueId long premisesId,
            String premises,
            List<String> payers,
            List<Month> months,
            Money openFen) {}

    record OpeningReversalInput(@NotBlank String reason) {}

    record PastPaymentBody(
            @OpaqueId long itemId,
            String item,
            String payer,
            String period,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate paidOn,
            Money dueFen,
            Money paidFen,
            @Nullable String receipt,
            String source) {}

    @GetMapping("/openings")
    Page<OpeningBody> list(@PathVariable long c, Paging paging) {
        return openings.page(c, paging).map(OpeningApi::body);
    }

    @GetMapping("/openings/{id}")
    OpeningBody one(@PathVariable long c, @PathVariable long id) {
        return body(openings.get(c, id));
    }

    /** What is owed by row of the old books. */
    @GetMapping("/openings/{id}/rows")
    Page<OpeningRowBody> rows(@PathVariable long c, @PathVariable long id, Paging paging) {
        return openings.rows(c, id, paging)
                .map(row -> new OpeningRowBody(
                        row.sheet(),
                        row.row(),
                        row.premisesId(),
                        row.premises(),
                        row.payers(),
                        row.months(),
                        row.open()));
    }

    /** Asks for it; another person decides. */
    @PostMapping("/openings/{id}/reversal")
    OpeningBody reverse(@PathVariable long c, @PathVariable long id, @Valid @RequestBody OpeningReversalInput input) {
        reversals.propose(c, id, input.reason());
        return body(openings.get(c, id));
    }

    /** What was paid before Guanjia, the latest period first. */
    @GetMapping("/premises/{p}/payment-history")
    Page<PastPaymentBody> history(@PathVariable long c, @PathVariable long p) {
        return new Page<>(
                history.of(c, p, MOST).stream()
                        .map(one -> new PastPaymentBody(
                                one.itemId(),
                                one.itemName(),
                                one.payer(),
                                one.period(),
                                one.span().from(),
                                Objects.requireNonNull(one.span().to()),
                                one.paidOn(),
                                one.due(),
                                one.paid(),
                                one.receipt(),
                                one.source()))
                        .toList(),
                null);
    }

    private static OpeningBody body(OpeningStatement one) {
        return new OpeningBody(
                one.id(),
                one.itemId(),
                one.itemName(),
                one.year(),
                one.source(),
                one.importId(),
                one.rows(),
                one.paid(),
                one.arrears(),
                one.state(),
                one.approvalId(),
                one.postedOn(),
                one.reversalApprovalId(),
                one.reversedOn(),
                one.buildings().stream()
                        .map(total -> new BuildingBody(total.building(), total.rows(), total.paid(), total.arrears()))
                        .toList());
    }
}
