package io.guanjia.insight;

import static io.guanjia.db.insight.Tables.COLLECTION_RATE;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.MonthEnd;
import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was reported of a closed month. It stays as it was; what is computed later stands beside it (rules.md §6.3). */
@Component
@Transactional
class PublishedRates implements MonthEnd {

    private final DSLContext dsl;
    private final CollectionRates rates;
    private final Access access;
    private final Clock clock;

    PublishedRates(DSLContext dsl, CollectionRates rates, Access access, Clock clock) {
        this.dsl = dsl;
        this.rates = rates;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void closed(long communityId, Month month) {
        CollectionReport report = rates.compute(communityId, month, month.lastDay());
        for (CollectionReport.Group group : report.groups()) {
            publish(communityId, report, group, RateSpan.MONTH);
            publish(communityId, report, group, RateSpan.YEAR);
        }
    }

    /** Of the whole community; empty while the month is open. */
    @Transactional(readOnly = true)
    Map<RateSpan, Rate> of(long communityId, Month month) {
        access.require(Permission.INSIGHT_READ, communityId);
        return dsl.selectFrom(COLLECTION_RATE)
                .where(COLLECTION_RATE.COMMUNITY_ID.eq(communityId))
                .and(COLLECTION_RATE.MONTH.eq(month.firstDay()))
                .and(COLLECTION_RATE.GROUPED_BY.eq(RateGroup.COMMUNITY))
                .fetchMap(COLLECTION_RATE.SPAN, row -> new Rate(row.getNumeratorFen(), row.getDenominatorFen()));
    }

    private void publish(long communityId, CollectionReport report, CollectionReport.Group group, RateSpan span) {
        Rate rate = group.of(span);
        var row = dsl.newRecord(COLLECTION_RATE);
        row.setCommunityId(communityId);
        row.setMonth(report.month().firstDay());
        row.setSpan(span);
        row.setGroupedBy(group.kind());
        row.setGroupId(group.id());
        row.setAsOf(report.asOf());
        row.setNumeratorFen(rate.numerator());
        row.setDenominatorFen(rate.denominator());
        row.setFormula(Formula.of(span).code());
        row.setPublishedAt(clock.instant());
        row.insert();
    }
}
