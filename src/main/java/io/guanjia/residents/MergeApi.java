package io.guanjia.residents;

import io.guanjia.database.Answer;
import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.residents.Merging.Field;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People who stand in the register twice, for other programs; everybody comes masked. */
@RestController
@RequestMapping("/api/v1/communities/{c}/people")
class MergeApi {

    private final Duplicates duplicates;
    private final Merges merges;

    MergeApi(Duplicates duplicates, Merges merges) {
        this.duplicates = duplicates;
        this.merges = merges;
    }

    record SomebodyJson(
            @OpaqueId long id, String name, @Nullable String phone) {
        static SomebodyJson of(PersonLine line) {
            return new SomebodyJson(line.id(), line.name(), line.phone());
        }
    }

    record SuspectJson(SomebodyJson one, SomebodyJson other, List<Suspect.Why> why) {}

    /** @param taken fields whose value is the duplicate's */
    record MergeBody(
            @OpaqueId @NotNull @Nullable Long duplicateId,
            @OpaqueId @NotNull @Nullable Long survivorId,
            @Nullable Set<Field> taken,
            @NotBlank String reason) {}

    record DistinctionBody(
            @OpaqueId @NotNull @Nullable Long oneId,
            @OpaqueId @NotNull @Nullable Long otherId,
            @NotBlank String reason) {}

    record UndoBody(@NotBlank String reason) {}

    /** @param approvalId what another person decides, where money stands in either name */
    record MergeJson(
            @OpaqueId long id,
            SomebodyJson duplicate,
            SomebodyJson survivor,
            List<Field> taken,
            String reason,
            MergeState state,
            @OpaqueId @Nullable Long approvalId,
            Instant proposedAt,
            @Nullable Instant mergedAt,
            @Nullable String undoReason) {

        static MergeJson of(Merge merge) {
            return new MergeJson(
                    merge.id(),
                    SomebodyJson.of(merge.duplicate()),
                    SomebodyJson.of(merge.survivor()),
                    merge.taken(),
                    merge.reason(),
                    merge.state(),
                    merge.approvalId(),
                    merge.proposedAt(),
                    merge.mergedAt(),
                    merge.undoReason());
        }
    }

    /** Who may be one person, the surest first, with the reasons. */
    @GetMapping("/duplicates")
    Page<SuspectJson> duplicates(@PathVariable long c) {
        return new Page<>(
                duplicates.suspected(c).stream()
                        .map(one ->
                                new SuspectJson(SomebodyJson.of(one.one()), SomebodyJson.of(one.other()), one.why()))
                        .toList(),
                null);
    }

    /** Merged at once, or PROPOSED where money stands in either name. */
    @PostMapping("/merges")
    @SuppressWarnings("NullAway") // the body is valid: nothing in it is missing
    ResponseEntity<MergeJson> merge(@PathVariable long c, IdempotencyKey key, @Valid @RequestBody MergeBody body) {
        Merging merging = new Merging(
                body.duplicateId(), body.survivorId(), body.taken() == null ? Set.of() : body.taken(), body.reason());
        Answer<Long> answer = merges.mergeOnce(c, key.value(), merging);
        return IdempotencyKey.answer(
                HttpStatus.CREATED, MergeJson.of(merges.get(c, answer.value())), answer.replayed());
    }

    @GetMapping("/merges/{id}")
    MergeJson merge(@PathVariable long c, @PathVariable long id) {
        return MergeJson.of(merges.get(c, id));
    }

    /** Refused when money or changes came since that rest on both being one. */
    @PostMapping("/merges/{id}/undo")
    MergeJson undo(@PathVariable long c, @PathVariable long id, @Valid @RequestBody UndoBody body) {
        merges.undo(c, id, body.reason());
        return MergeJson.of(merges.get(c, id));
    }

    /** These two are not the same: they are suspected no more. */
    @PostMapping("/distinctions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SuppressWarnings("NullAway") // the body is valid: nothing in it is missing
    void distinguish(@PathVariable long c, @Valid @RequestBody DistinctionBody body) {
        duplicates.distinguish(c, body.oneId(), body.otherId(), body.reason());
    }
}
