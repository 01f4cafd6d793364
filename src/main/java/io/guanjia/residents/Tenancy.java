package io.guanjia.residents;

import io.guanjia.kernel.DateSpan;

/** A lease. @param pays agreed that the tenant gets the bills; the owner stays liable (rules.md §1.1) */
public record Tenancy(
        long id, long premisesId, long tenantId, String tenant, boolean pays, DateSpan span, int version) {

    @Override
    public String toString() {
        return "Tenancy[" + id + " " + span + "]";
    }
}
