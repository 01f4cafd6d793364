package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.kernel.Month;
import java.time.LocalDate;
import java.util.List;

/**
 * The collection rates of a month and of its year up to it, for the community and by building and collector.
 *
 * @param asOf payments and charges count up to and including this day
 * @param groups the community first, then what the developer pays (part of it, shown separately), buildings and collectors
 */
public record CollectionReport(Month month, LocalDate asOf, List<Group> groups) {

    /**
     * @param id of the building or collector; 0 for lines that have none, and for the whole community
     * @param name as people call it; empty where {@code id} is 0
     * @param current 当期收缴率 of the month
     * @param year 当年收缴率 from January up to it
     */
    public record Group(RateGroup kind, long id, String name, Rate current, Rate year) {

        public Rate of(RateSpan span) {
            return span == RateSpan.MONTH ? current : year;
        }
    }

    public CollectionReport {
        groups = List.copyOf(groups);
    }

    public List<Group> by(RateGroup kind) {
        return groups.stream().filter(group -> group.kind() == kind).toList();
    }

    public Group community() {
        return of(RateGroup.COMMUNITY, 0);
    }

    public Group developer() {
        return of(RateGroup.DEVELOPER, 0);
    }

    /** A group without any line has nothing to collect. */
    public Group of(RateGroup kind, long id) {
        return by(kind).stream()
                .filter(group -> group.id() == id)
                .findFirst()
                .orElse(new Group(kind, id, "", Rate.NONE, Rate.NONE));
    }
}
