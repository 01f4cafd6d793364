package io.guanjia.billing;

import io.guanjia.approvals.Approvals;
import io.guanjia.database.Answer;
import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Charges by hand. */
@RestController
@RequestMapping("/api/v1/communities/{c}/one-off-charges")
class OneOffApi {
    private final OneOffCharges charges;
    private final OneOffReversals reversals;
    private final Approvals approvals;

    OneOffApi(OneOffCharges charges, OneOffReversals reversals, Approvals approvals) {
        this.charges = charges;
        this.reversals = reversals;
        this.approvals = approvals;
    }

    /** An amount, or quantity and unit price; the fields are those of {@link NewOneOff}. */
    record Input(
            @OpaqueId @NotNull Long premisesId,
            @OpaqueId @NotNull Long itemId,
            @NotNull LocalDate on,
            @Nullable Money amountFen,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @OpaqueId @Nullable Long payerId,
            @Nullable LocalDate dueOn,
            @NotBlank String description) {}

    record DecisionInput(@Nullable String reason) {}

    record ReversalInput(@NotBlank String reason) {}

    record Body(
            @OpaqueId long id,
            @OpaqueId long premisesId,
            String premises,
            @OpaqueId long itemId,
            String item,
            Month month,
            Money amountFen,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @OpaqueId long payerId,
            String payer,
            LocalDate dueOn,
            String description,
            OneOffState state,
            @OpaqueId @Nullable Long approvalId,
            @OpaqueId @Nullable Long chargeId,
            @Nullable LocalDate reversedOn,
            @OpaqueId @Nullable Long reversalApprovalId) {}

    @GetMapping
    Page<Body> page(@PathVariable long c, Paging paging) {
        return charges.page(c, paging).map(OneOffApi::body);
    }

    @GetMapping("/{id}")
    Body one(@PathVariable long c, @PathVariable long id) {
        return body(charges.get(c, id));
    }

    /** The key is optional here: money moves only when another person approves. */
    @PostMapping
    ResponseEntity<Body> propose(
            @PathVariable long c,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Input input) {
        NewOneOff entry = new NewOneOff(
                input.premisesId(),
                input.itemId(),
                input.on(),
                input.amountFen(),
                input.quantity(),
                input.unitPrice(),
                input.payerId(),
                input.dueOn(),
                input.description());
        Answer<Long> answer = key == null
                ? new Answer<>(charges.propose(c, entry), false)
                : charges.proposeOnce(c, new IdempotencyKey(key).value(), entry);
        return IdempotencyKey.answer(HttpStatus.CREATED, body(charges.get(c, answer.value())), answer.replayed());
    }

    @PostMapping("/{id}/approval")
    Body approve(
            @PathVariable long c, @PathVariable long id, @RequestBody(required = false) @Nullable DecisionInput input) {
        approvals.approve(c, approvalOf(charges.get(c, id)), input == null ? null : input.reason());
        return body(charges.get(c, id));
    }

    /** Asks for it: 202 with the address of the approval, which another person decides. */
    @PostMapping("/{id}/reversal")
    ResponseEntity<Body> proposeReversal(
            @PathVariable long c, @PathVariable long id, @Valid @RequestBody ReversalInput input) {
        long approvalId = reversals.propose(c, id, input.reason());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/communities/" + c + "/approvals/" + approvalId))
                .body(body(charges.get(c, id)));
    }

    static long approvalOf(OneOffCharge one) {
        if (one.approvalId() == null) {
            throw new NotInThatState(OneOffCharges.KIND, one.state());
        }
        return one.approvalId();
    }

    private static Body body(OneOffCharge one) {
        return new Body(
                one.id(),
                one.premisesId(),
                one.premisesCode(),
                one.itemId(),
                one.itemName(),
                one.month(),
                one.amount(),
                one.quantity(),
                one.unitPrice(),
                one.payerId(),
                one.payerName(),
                one.dueOn(),
                one.description(),
                one.state(),
                one.approvalId(),
                one.chargeId(),
                one.reversedOn(),
                one.reversalApprovalId());
    }
}
