package io.guanjia.workplace;

import io.guanjia.web.OpaqueId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The same search for programs: at most 30 hits, masked. */
@RestController
class SearchApi {

    private static final int MOST = 30;

    private final Searches searches;

    SearchApi(Searches searches) {
        this.searches = searches;
    }

    /**
     * @param by what of it was found: CODE, NAME, PHONE, PLATE or INITIALS of a household, or RECEIPT
     * @param name code of the premises or number of the receipt
     * @param path where it stands, below the address of the house
     */
    record SearchHitJson(
            @OpaqueId long communityId,
            String community,
            String by,
            String name,
            @Nullable String payer,
            @Nullable String phone,
            String path) {}

    record SearchJson(List<SearchHitJson> hits) {}

    @GetMapping("/api/v1/search")
    SearchJson search(@RequestParam String q) {
        return new SearchJson(searches.find(q, MOST).stream()
                .map(hit -> new SearchHitJson(
                        hit.community().id(),
                        hit.community().name(),
                        hit.by(),
                        hit.name(),
                        hit.payer(),
                        hit.phone(),
                        hit.path()))
                .toList());
    }
}
