package io.guanjia.mending;

import io.guanjia.billing.Effect;
import io.guanjia.database.Answer;
import io.guanjia.db.mending.enums.CorrectionKind;
import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
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

/** Corrections for other programs: previewed, proposed; decided where all approvals are. People come as ids. */
@RestController
@RequestMapping("/api/v1/communities/{c}/corrections")
class CorrectionApi {

    private final Corrections corrections;

    CorrectionApi(Corrections corrections) {
        this.corrections = corrections;
    }

    /** @param from left out: from the beginning @param ownerIds the one who gets the bills first */
    record Body(
            @NotNull @Nullable CorrectionKind kind,
            @OpaqueId @NotNull @Nullable Long premisesId,
            @OpaqueId @Nullable Long otherId,
            @OpaqueId @Nullable Long ownershipId,
            @Nullable LocalDate from,
            @OpaqueId @Nullable List<Long> ownerIds,
            @Nullable BigDecimal squareMetres,
            @NotBlank String reason) {

        @SuppressWarnings("NullAway") // the body is valid: nothing in it is missing
        CorrectionRequest asked() {
            return new CorrectionRequest(
                    kind,
                    premisesId,
                    otherId,
                    ownershipId,
                    from,
                    ownerIds == null ? List.of() : ownerIds,
                    squareMetres == null ? null : new Area(squareMetres),
                    reason);
        }
    }

    record ChangeJson(
            @OpaqueId long premisesId,
            String premises,
            String item,
            String month,
            boolean closed,
            @OpaqueId long payerId,
            Money wasFen,
            Money shouldBeFen,
            Money differenceFen,
            Money paidFen,
            Money creditedFen,
            Effect.Way way) {

        static ChangeJson of(Effect.Change change) {
            return new ChangeJson(
                    change.premisesId(),
                    change.premises(),
                    change.item(),
                    change.month().toString(),
                    change.closed(),
                    change.payerId(),
                    change.was(),
                    change.shouldBe(),
                    change.difference(),
                    change.paid(),
                    change.credited(),
                    change.way());
        }
    }

    /** @param to code of the premises it moves to; left out when it stays */
    record HeldJson(
            String premises,
            @OpaqueId long payerId,
            Money amountFen,
            @Nullable String to) {}

    record CorrectionJson(
            @OpaqueId long id,
            CorrectionKind kind,
            @OpaqueId long premisesId,
            String premises,
            @Nullable String other,
            @Nullable LocalDate from,
            String reason,
            CorrectionState state,
            @OpaqueId @Nullable Long approvalId,
            Money differenceFen,
            Money offsetFen,
            List<ChangeJson> changes,
            List<HeldJson> prepayments,
            @Nullable LocalDate appliedOn) {

        static CorrectionJson of(Correction one) {
            return new CorrectionJson(
                    one.id(),
                    one.asked().kind(),
                    one.asked().premisesId(),
                    one.premises(),
                    one.other(),
                    one.asked().from(),
                    one.asked().reason(),
                    one.state(),
                    one.approvalId(),
                    one.effect().difference(),
                    one.effect().offset(),
                    one.effect().changes().stream().map(ChangeJson::of).toList(),
                    one.effect().prepayments().stream()
                            .map(held -> new HeldJson(
                                    held.premises(),
                                    held.payerId(),
                                    held.amount(),
                                    held.to().isEmpty() ? null : held.to()))
                            .toList(),
                    one.appliedOn());
        }
    }

    /** The latest first. */
    @GetMapping
    Page<CorrectionJson> list(@PathVariable long c) {
        return new Page<>(
                corrections.latest(c, null).stream().map(CorrectionJson::of).toList(), null);
    }

    /** Tried for real and rolled back: the answer says what it would do. */
    @PostMapping
    ResponseEntity<CorrectionJson> preview(@PathVariable long c, IdempotencyKey key, @Valid @RequestBody Body body) {
        Answer<Long> answer = corrections.previewOnce(c, key.value(), body.asked());
        return IdempotencyKey.answer(HttpStatus.CREATED, one(c, answer.value()), answer.replayed());
    }

    @GetMapping("/{id}")
    CorrectionJson one(@PathVariable long c, @PathVariable long id) {
        return CorrectionJson.of(corrections.get(c, id));
    }

    /** The same with what it does now. */
    @PostMapping("/{id}/preview")
    CorrectionJson previewAgain(@PathVariable long c, @PathVariable long id) {
        corrections.previewAgain(c, id);
        return one(c, id);
    }

    /** Applied where no bill changes, else PROPOSED. */
    @PostMapping("/{id}/proposal")
    CorrectionJson propose(@PathVariable long c, @PathVariable long id) {
        corrections.propose(c, id);
        return one(c, id);
    }

    @PostMapping("/{id}/discard")
    CorrectionJson discard(@PathVariable long c, @PathVariable long id) {
        corrections.discard(c, id);
        return one(c, id);
    }
}
