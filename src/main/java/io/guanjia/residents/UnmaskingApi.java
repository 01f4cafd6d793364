package io.guanjia.residents;

import io.guanjia.residents.Unmasked.Field;
import io.guanjia.residents.Unmasked.Reason;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One hidden number of one person for a reason, and the list of who looked. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class UnmaskingApi {

    private final Unmaskings unmaskings;

    UnmaskingApi(Unmaskings unmaskings) {
        this.unmaskings = unmaskings;
    }

    /** @param premisesId the household from which it is asked for, when there is one */
    record UnmaskingBody(
            @NotNull Field field,
            @NotNull Reason reason,
            @NotBlank String words,
            @OpaqueId @Nullable Long premisesId) {}

    record UnmaskedJson(@OpaqueId long personId, Field field, String value) {}

    record UnmaskingJson(
            @OpaqueId long id,
            Instant at,
            String by,
            @OpaqueId long personId,
            String person,
            Field field,
            Reason reason,
            String words,
            @OpaqueId @Nullable Long premisesId,
            @Nullable String premises) {

        static UnmaskingJson of(Unmaskings.Line line) {
            return new UnmaskingJson(
                    line.id(),
                    line.at(),
                    line.actor(),
                    line.personId(),
                    line.person(),
                    line.field(),
                    line.reason(),
                    line.words(),
                    line.premisesId(),
                    line.premises());
        }
    }

    @PostMapping("/people/{id}/unmasking")
    UnmaskedJson unmask(@PathVariable long c, @PathVariable long id, @Valid @RequestBody UnmaskingBody body) {
        Unmasked unmasked = unmaskings.unmask(
                c, id, new Unmaskings.Asked(body.field(), body.reason(), body.words(), body.premisesId()));
        return new UnmaskedJson(unmasked.personId(), unmasked.field(), unmasked.value());
    }

    @GetMapping("/unmaskings")
    Page<UnmaskingJson> list(@PathVariable long c, Paging paging) {
        return unmaskings.page(c, paging).map(UnmaskingJson::of);
    }
}
