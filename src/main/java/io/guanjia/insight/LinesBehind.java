package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.kernel.Month;
import java.time.LocalDate;

/**
 * Which lines of a report to look at: those behind one of its figures.
 *
 * @param groupId building or collector; 0 for lines without one
 * @param unpaidOnly leaves out what is settled
 */
public record LinesBehind(
        Month month, LocalDate asOf, RateSpan span, RateGroup group, long groupId, boolean unpaidOnly) {

    /** The first fee month that counts: of a year its January (rules.md §7.1). */
    Month firstMonth() {
        return span == RateSpan.MONTH ? month : Month.of(month.year(), 1);
    }
}
