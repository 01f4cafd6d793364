package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The house register of one premises for other programs. */
@RestController
@RequestMapping("/api/v1/communities/{c}/premises/{p}/statuses")
class StatusApi {

    private final Statuses statuses;

    StatusApi(Statuses statuses) {
        this.statuses = statuses;
    }

    /**
     * @param from null: as far back as anybody knows
     * @param until the first day on which it no longer holds
     * @param replacedAt when another version took its place; null: it stands
     */
    record StatusJson(
            @OpaqueId long id,
            PremisesStatus status,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            StatusCause cause,
            @Nullable String reason,
            Instant enteredAt,
            @Nullable String enteredBy,
            @Nullable Instant replacedAt) {

        static StatusJson of(StatusChange one) {
            return new StatusJson(
                    one.id(),
                    one.status(),
                    one.from(),
                    one.until(),
                    one.cause(),
                    one.reason(),
                    one.enteredAt(),
                    one.enteredBy(),
                    one.replacedAt());
        }
    }

    /** @param correcting the id of a change that was entered wrongly */
    record StatusBody(
            @NotNull PremisesStatus status,
            @NotNull LocalDate from,
            @NotBlank String reason,
            @Nullable @OpaqueId Long correcting) {}

    record ReasonBody(@NotBlank String reason) {}

    record OnDay(LocalDate on, PremisesStatus status) {}

    /** Every version, the latest day first. */
    @GetMapping
    Page<StatusJson> history(@PathVariable long c, @PathVariable long p) {
        return new Page<>(statuses.history(c, p).stream().map(StatusJson::of).toList(), null);
    }

    @GetMapping("/on")
    OnDay on(@PathVariable long c, @PathVariable long p, @RequestParam LocalDate day) {
        return new OnDay(day, statuses.on(c, p, day));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Page<StatusJson> enter(
            @PathVariable long c, @PathVariable long p, @Valid @RequestBody StatusBody body, IdempotencyKey key) {
        Statuses.Entry entry = new Statuses.Entry(body.status(), body.from(), body.reason());
        statuses.enterOnce(c, p, key.value(), body.correcting(), entry);
        return history(c, p);
    }

    @PostMapping("/{id}/withdrawal")
    Page<StatusJson> withdraw(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody ReasonBody body) {
        statuses.withdraw(c, p, id, body.reason());
        return history(c, p);
    }
}
