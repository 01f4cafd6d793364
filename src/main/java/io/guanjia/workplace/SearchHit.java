package io.guanjia.workplace;

import io.guanjia.cashier.NumberedReceipt;
import io.guanjia.residents.Found;
import io.guanjia.web.CommunityChoice;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the search found.
 *
 * @param by what of it was found: CODE, NAME, PHONE, PLATE, INITIALS of a household; RECEIPT
 * @param name code of the premises or number of the receipt
 * @param payer masked; null where nobody answers or the person may not read residents, and of a receipt
 */
record SearchHit(
        CommunityChoice community,
        String by,
        String name,
        @Nullable String payer,
        @Nullable String phone,
        String path) {

    static SearchHit of(CommunityChoice community, Found found) {
        String path = "/communities/" + community.id() + "/premises/" + found.premisesId();
        return new SearchHit(community, found.by().name(), found.code(), found.payer(), found.phone(), path);
    }

    static SearchHit of(CommunityChoice community, NumberedReceipt receipt) {
        String path = "/communities/" + community.id() + "/receipts/" + receipt.number();
        return new SearchHit(community, "RECEIPT", receipt.number(), null, null, path);
    }
}
