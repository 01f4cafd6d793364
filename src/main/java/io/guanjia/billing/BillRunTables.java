package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.BILL_RUN;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.estate.Tables.COMMUNITY;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.db.billing.tables.records.BillRunRecord;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The statements of {@link BillRuns}: the figures of a run, and its one INSERT … SELECT. */
@Component
class BillRunTables {
    private static final String FIGURES = """

            select count(*) filter (where state = 'NEW'),
                coalesce(sum(amount_fen) filter (where state = 'NEW'), 0)::bigint,
                count(*) filter (where state = 'BILLED'),
                count(*) filter (where state = 'CLASH'),
                coalesce(bit_xor(hash_record_extended((premises_id, item_id, number, payer_id, amount_fen), 0))
                    filter (where state = 'NEW'), 0),
                coalesce(sum(to_on - from_on + 1), 0) = (select coalesce(sum(to_on - from_on + 1), 0) from borne)
                    and count(*) filter (where fund_class is null) = 0,
                coalesce(sum(amount_fen) filter (where state = 'NEW' and item_id = any (:compared)), 0)::bigint
            from judged""";

    private static final String POSTED = """
            , posted as (
                insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                    amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before,
                    days_borne, day_basis, bill_run_id, correction_id, deferred, posted_on, posted_at)
                select :community, premises_id, item_id, :first, number, payer_id, owner_id, from_on, to_on,
                    amount_fen, net_fen, amount_fen - net_fen, amount_fen, fee_class, fund_class, due_on, pieces, whole_fen,
                    days_so_far - (to_on - from_on + 1), days_borne, :day_basis, :run, :correction,
                    :deferrable and fund_class = 'OWN_REVENUE', :posted_on, :posted_at
                from judged where state = 'NEW' and fund_class is not null
            )
            """;

    /** Of its own: what is stored does not change with the look of the API. */
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultVisibility(seen -> seen.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .build();

    private final DSLContext sql;

    BillRunTables(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What a run adds and what stands in its way.
     *
     * @param fingerprint over payer and amount of every line it adds
     * @param complete every day that an item is borne has its area, tariff, payer and rate
     * @param compared of the total, what is of items that were billed last month too
     */
    record Figures(
            long charges,
            Money total,
            long alreadyBilled,
            long clashes,
            long fingerprint,
            boolean complete,
            Money compared) {

        boolean sameAs(BillRunRecord run) {
            return charges == run.getCharges()
                    && total.equals(run.getTotalFen())
                    && fingerprint == run.getFingerprint();
        }
    }

    /** When and for which run charges are posted. */
    record Posting(long runId, LocalDate on, Instant at, boolean deferrable) {}

    /** @param compared items that were billed last month too */
    Figures figures(long communityId, Month month, Collection<Long> items, DayBasis basis, Collection<Long> compared) {
        Named values = BillRunLines.of(communityId, month, items, basis).and("compared", compared.toArray(Long[]::new));
        return figures(FIGURES, values);
    }

    /** Writes the charges of a run; the figures are those of what was written. */
    Figures post(long communityId, BillRunRecord run, Posting posting) {
        Named values = BillRunLines.of(
                        communityId, Month.of(run.getMonth()), Arrays.asList(run.getItemIds()), run.getDayBasis())
                .and("compared", new Long[0])
                .and("day_basis", inline(run.getDayBasis()))
                .and("run", posting.runId())
                .and("correction", DSL.val(null, CHARGE.CORRECTION_ID))
                .and("deferrable", inline(posting.deferrable()))
                .and("posted_on", posting.on())
                .and("posted_at", posting.at());
        return figures(POSTED + FIGURES, values);
    }

    /** Writes lines of premises and items again that a correction took back; they stay with their run. */
    void postAgain(long communityId, Month month, Collection<Long> items, Again again) {
        figures(
                POSTED + FIGURES,
                BillRunLines.of(communityId, month, items, again.basis())
                        .and("scope", again.scope())
                        .and("compared", new Long[0])
                        .and("day_basis", inline(again.basis()))
                        .and("run", again.posting().runId())
                        .and("correction", again.correctionId())
                        .and("deferrable", inline(again.posting().deferrable()))
                        .and("posted_on", again.posting().on())
                        .and("posted_at", again.posting().at()));
    }

    /** @param scope on billing.premises_item p: what is written again */
    record Again(long correctionId, DayBasis basis, QueryPart scope, Posting posting) {}

    /** What live charges come to in a month, of each of the items that has any. */
    Map<Long, Money> billed(long communityId, Month month, Collection<Long> items) {
        return sql.select(CHARGE.ITEM_ID, Sums.of(CHARGE.AMOUNT_FEN))
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(communityId))
                .and(CHARGE.MONTH.eq(month.firstDay()))
                .and(CHARGE.ITEM_ID.in(items))
                .and(CHARGE.REVERSED_ON.isNull())
                .and(CHARGE.ONE_OFF_ID.isNull())
                .and(CHARGE.ADJUSTS_ID.isNull())
                .groupBy(CHARGE.ITEM_ID)
                .fetchMap(Record2::value1, Record2::value2);
    }

    /** Whether the books of the community began after the last day of that month. */
    boolean isBeforeCutOver(long communityId, Month month) {
        return sql.fetchExists(COMMUNITY, COMMUNITY.ID.eq(communityId), COMMUNITY.CUT_OVER_ON.gt(month.lastDay()));
    }

    List<BillRun.Item> items(long communityId, Collection<Long> ids) {
        return sql.select(CHARGE_ITEM.ID, CHARGE_ITEM.CODE, CHARGE_ITEM.NAME)
                .from(CHARGE_ITEM)
                .where(CHARGE_ITEM.COMMUNITY_ID.eq(communityId), CHARGE_ITEM.ID.in(ids))
                .orderBy(CHARGE_ITEM.PRIORITY, CHARGE_ITEM.ID)
                .fetch(row -> new BillRun.Item(row.value1(), row.value2(), row.value3()));
    }

    BillRunRecord lock(long communityId, long runId) {
        return sql.selectFrom(BILL_RUN)
                .where(BILL_RUN.COMMUNITY_ID.eq(communityId), BILL_RUN.ID.eq(runId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("bill-run", runId));
    }

    BillRun run(long communityId, long runId) {
        return sql.selectFrom(BILL_RUN)
                .where(BILL_RUN.COMMUNITY_ID.eq(communityId), BILL_RUN.ID.eq(runId))
                .fetchOptional(row -> run(communityId, row))
                .orElseThrow(() -> new NotFound("bill-run", runId));
    }

    List<BillRun> runs(long communityId, @Nullable Long before, int rows) {
        return sql.selectFrom(BILL_RUN)
                .where(BILL_RUN.COMMUNITY_ID.eq(communityId))
                .and(before == null ? noCondition() : BILL_RUN.ID.lt(before))
                .orderBy(BILL_RUN.ID.desc())
                .limit(rows)
                .fetch(row -> run(communityId, row));
    }

    String written(List<Finding> findings) {
        return json.writeValueAsString(findings);
    }

    private BillRun run(long communityId, BillRunRecord row) {
        return new BillRun(
                row.getId(),
                Month.of(row.getMonth()),
                items(communityId, Arrays.asList(row.getItemIds())),
                row.getState(),
                row.getCharges(),
                row.getTotalFen(),
                row.getAlreadyBilled(),
                row.getBilledFen(),
                row.getPreviousFen(),
                Arrays.asList(json.readValue(row.getFindings().data(), Finding[].class)),
                row.getCreatedBy(),
                row.getCreatedAt(),
                row.getApprovalId(),
                row.getJobId(),
                row.getPostedOn(),
                row.getPostedAt(),
                row.getPostedBy(),
                row.getOffsetFen(),
                row.getReversedOn(),
                row.getReversedBy(),
                row.getReversalReason(),
                row.getReversalApprovalId());
    }

    private Figures figures(String rest, Named values) {
        Record row = BillRunLines.fetch(sql, rest, values).get(0);
        return new Figures(
                row.get(0, Long.class),
                new Money(row.get(1, Long.class)),
                row.get(2, Long.class),
                row.get(3, Long.class),
                row.get(4, Long.class),
                row.get(5, Boolean.class),
                new Money(row.get(6, Long.class)));
    }
}
