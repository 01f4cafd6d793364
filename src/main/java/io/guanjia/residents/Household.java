package io.guanjia.residents;

import io.guanjia.db.residents.enums.PayerBasis;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.DateSpan;

/**
 * 业户: who answers for one premises on these days (rules.md §1.1).
 *
 * @param payerId gets the bills; the owner, the tenant where that is agreed, or the developer
 * @param ownerId stays liable beside a tenant who pays
 * @param payer name, whole for those who may read residents, masked for others
 */
public record Household(
        long premisesId,
        DateSpan span,
        long payerId,
        PersonKind payerKind,
        String payer,
        long ownerId,
        PersonKind ownerKind,
        String owner,
        PayerBasis basis) {

    public String maskedPayer() {
        return Person.maskedName(payerKind, payer);
    }

    public String maskedOwner() {
        return Person.maskedName(ownerKind, owner);
    }

    @Override
    public String toString() {
        return "Household[" + premisesId + " " + span + " " + basis + " " + payerId + "]";
    }
}
