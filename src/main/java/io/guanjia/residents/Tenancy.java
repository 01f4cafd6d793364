package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.DateSpan;

/** A lease. @param pays agreed that the tenant gets the bills; the owner stays liable (rules.md §1.1) */
public record Tenancy(
        long id,
        long premisesId,
        long tenantId,
        PersonKind tenantKind,
        String tenant,
        boolean pays,
        DateSpan span,
        int version) {

    public String maskedTenant() {
        return Person.maskedName(tenantKind, tenant);
    }

    @Override
    public String toString() {
        return "Tenancy[" + id + " " + span + "]";
    }
}
