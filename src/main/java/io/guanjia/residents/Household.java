package io.guanjia.residents;

import io.guanjia.db.residents.enums.PayerBasis;
import io.guanjia.kernel.DateSpan;

/**
 * 业户: who answers for one premises on these days (rules.md §1.1).
 *
 * @param payerId gets the bills; the owner, the tenant where that is agreed, or the developer
 * @param ownerId stays liable beside a tenant who pays
 * @param payer name, whole for those who may read residents, masked for others
 */
public record Household(
        long premisesId, DateSpan span, long payerId, String payer, long ownerId, String owner, PayerBasis basis) {

    @Override
    public String toString() {
        return "Household[" + premisesId + " " + span + " " + basis + " " + payerId + "]";
    }
}
