package io.guanjia.billing;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which premises bear which charge items, since when. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class PremisesItemApi {

    private final PremisesItems premisesItems;

    PremisesItemApi(PremisesItems premisesItems) {
        this.premisesItems = premisesItems;
    }

    /** Premises by id, or all of a kind and building. */
    record PremisesInput(
            @NotNull LocalDate from,
            @OpaqueId @Nullable List<Long> premises,
            @Nullable PremisesKind kind,
            @OpaqueId @Nullable Long buildingId) {}

    /** The last day for premises by id, or for all of a kind and building. */
    record EndingInput(
            @NotNull LocalDate on,
            @OpaqueId @Nullable List<Long> premises,
            @Nullable PremisesKind kind,
            @OpaqueId @Nullable Long buildingId) {}

    record Assigned(int added) {}

    record Ended(int ended) {}

    record BorneBody(
            @OpaqueId long itemId,
            String name,
            LocalDate from,
            @Nullable LocalDate to) {

        static BorneBody of(PremisesItems.Borne borne) {
            return new BorneBody(
                    borne.itemId(),
                    borne.itemName(),
                    borne.span().from(),
                    borne.span().to());
        }
    }

    @PostMapping("/charge-items/{id}/premises")
    Assigned assign(@PathVariable long c, @PathVariable long id, @Valid @RequestBody PremisesInput input) {
        int added = input.premises() != null
                ? premisesItems.assign(c, id, input.premises(), input.from())
                : premisesItems.assignAll(
                        c, id, new PremisesItems.Selection(input.kind(), input.buildingId()), input.from());
        return new Assigned(added);
    }

    /** What is billed already stays billed. */
    @PostMapping("/charge-items/{id}/premises/ending")
    Ended end(@PathVariable long c, @PathVariable long id, @Valid @RequestBody EndingInput input) {
        int ended = input.premises() != null
                ? premisesItems.end(c, id, input.premises(), input.on())
                : premisesItems.endAll(
                        c, id, new PremisesItems.Selection(input.kind(), input.buildingId()), input.on());
        return new Ended(ended);
    }

    /** Which items the premises bear since when. */
    @GetMapping("/premises/{p}/charge-items")
    Page<BorneBody> borne(@PathVariable long c, @PathVariable long p) {
        return new Page<>(premisesItems.of(c, p).stream().map(BorneBody::of).toList(), null);
    }
}
