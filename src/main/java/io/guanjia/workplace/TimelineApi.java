package io.guanjia.workplace;

import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.Money;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything that happened to a household, newest first. */
@RestController
class TimelineApi {

    private final Happenings happenings;
    private final PremisesRegister register;

    TimelineApi(Happenings happenings, PremisesRegister register) {
        this.happenings = happenings;
        this.register = register;
    }

    /**
     * @param what the deed, as the audit trail calls it
     * @param amountFen what it came to; negative for what was taken back
     * @param path where it has a page of its own, below the address of the house
     */
    record HappeningJson(
            Instant at,
            Happening.Kind kind,
            String what,
            String by,
            @Nullable Money amountFen,
            @Nullable String detail,
            @Nullable String path) {

        static HappeningJson of(long c, Happening one) {
            String path = one.path();
            return new HappeningJson(
                    one.at(),
                    one.kind(),
                    one.what(),
                    one.who(),
                    one.amount(),
                    one.detail(),
                    path == null ? null : "/communities/" + c + path);
        }
    }

    /** @param kind one of the kinds in lower case; without it everything that the person may know */
    @GetMapping("/api/v1/communities/{c}/premises/{p}/timeline")
    Page<HappeningJson> timeline(
            @PathVariable long c,
            @PathVariable long p,
            @RequestParam(required = false) @Nullable String kind,
            Paging paging) {
        register.get(c, p);
        return happenings.page(c, p, kind, paging).map(one -> HappeningJson.of(c, one));
    }
}
