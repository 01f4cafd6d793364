package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.ALLOCATION;
import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.PREPAYMENT;
import static io.guanjia.db.billing.Tables.PREPAYMENT_ENTRY;
import static org.jooq.impl.DSL.excluded;

import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.SettlementSource;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of {@link Rebilling}. Payers come as who stands for them now. */
@Component
class RebillingTables {

    /** What bill runs posted of these premises since a month and still stands; an adjustment counts for the month it adjusts. */
    private static final String STANDING = """
            select c.id, c.premises_id, p.code, c.item_id, i.name, coalesce(o.month, c.month), c.bill_run_id, c.adjusts_id,
                residents.whoever(:community, c.payer_id), residents.whoever(:community, c.owner_id), c.from_on, c.to_on,
                c.amount_fen, c.open_fen, c.fee_class, coalesce(a.fen, 0)
            from billing.charge c
            left join billing.charge o on o.community_id = :community and o.id = c.adjusts_id
            join estate.premises p on p.community_id = :community and p.id = c.premises_id
            join billing.charge_item i on i.community_id = :community and i.id = c.item_id
            left join lateral (select sum(amount_fen) as fen from billing.allocation
                where community_id = :community and charge_id = c.id and source = 'PAYMENT') a on true
            where c.community_id = :community and c.premises_id = any (:premises) and c.reversed_on is null
                and c.bill_run_id is not null and coalesce(o.month, c.month) >= :since
            order by p.sort_key, coalesce(o.month, c.month), i.priority, c.item_id, c.id""";

    private static final String LINES = """

            select premises_id, item_id, residents.whoever(:community, payer_id), residents.whoever(:community, owner_id),
                from_on, to_on, amount_fen
            from line where amount_fen <> 0 order by premises_id, item_id, number""";

    /** In the open month, or in the fee month where that has not come; what was deferred is so again. */
    private static final String ADJUSTMENT = """
            insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before,
                days_borne, day_basis, bill_run_id, correction_id, adjusts_id, deferred, posted_on, posted_at)
            select c.community_id, c.premises_id, c.item_id, greatest(c.month, :open_month), 0, :payer, :owner, :from, :to,
                :amount, n.net_fen, :amount - n.net_fen, :amount, c.fee_class, c.fund_class, greatest(c.due_on, :on),
                '{}', :should_be, 0, (:to::date - :from::date + 1)::smallint, c.day_basis, c.bill_run_id, :correction, c.id,
                c.deferred and c.month > :open_month, :on, :at
            from billing.charge c
            join billing.charge_item_version v on v.community_id = :community and v.item_id = c.item_id
                and v.from_on <= c.from_on and (v.to_on is null or v.to_on >= c.from_on)
            cross join lateral (select sign(:amount)::bigint
                * billing.half_up(abs(:amount) * 10000, (10000 * (1 + v.tax_rate))::bigint) as net_fen) n
            where c.community_id = :community and c.id = :adjusts
            returning id""";

    private final DSLContext sql;
    private final Access access;
    private final Clock clock;

    RebillingTables(DSLContext sql, Access access, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.clock = clock;
    }

    /** What is billed as one: an item of premises in a month. */
    record Group(long premisesId, long itemId, Month month) {}

    /** What a fresh computation says. */
    record Line(Group group, long payerId, long ownerId, LocalDate from, LocalDate to, Money amount) {}

    /** What stands. @param adjusts null for a line of a run @param paid by payments */
    record Standing(
            Group group,
            long id,
            String premises,
            String item,
            long runId,
            @Nullable Long adjusts,
            long payerId,
            long ownerId,
            LocalDate from,
            LocalDate to,
            Money amount,
            Money open,
            FeeClass feeClass,
            Money paid) {

        Line line() {
            return new Line(group, payerId, ownerId, from, to, amount);
        }
    }

    /** A difference to be written. @param adjusts the charge it stands beside */
    record Difference(
            long correctionId, Standing adjusts, long payerId, long ownerId, Line days, Money shouldBe, Money amount) {}

    List<Standing> standing(long community, Collection<Long> premises, Month since) {
        return sql.fetch(Named.with("community", community)
                        .and("premises", premises.toArray(Long[]::new))
                        .and("since", since.firstDay())
                        .in(STANDING))
                .map(RebillingTables::standing);
    }

    private static Standing standing(Record row) {
        return new Standing(
                new Group(row.get(1, Long.class), row.get(3, Long.class), Month.of(row.get(5, LocalDate.class))),
                row.get(0, Long.class),
                row.get(2, String.class),
                row.get(4, String.class),
                row.get(6, Long.class),
                row.get(7, Long.class),
                row.get(8, Long.class),
                row.get(9, Long.class),
                row.get(10, LocalDate.class),
                row.get(11, LocalDate.class),
                new Money(row.get(12, Long.class)),
                new Money(row.get(13, Long.class)),
                row.get(14, FeeClass.class),
                new Money(row.get(15, Long.class)));
    }

    List<Line> lines(long community, Month month, Collection<Group> groups, DayBasis basis) {
        List<Long> items = groups.stream().map(Group::itemId).distinct().toList();
        Named values = BillRunLines.of(community, month, items, basis).and("scope", scope(groups));
        return BillRunLines.fetch(sql, LINES, values)
                .map(row -> new Line(
                        new Group(row.get(0, Long.class), row.get(1, Long.class), month),
                        row.get(2, Long.class),
                        row.get(3, Long.class),
                        row.get(4, LocalDate.class),
                        row.get(5, LocalDate.class),
                        new Money(row.get(6, Long.class))));
    }

    static org.jooq.SQL scope(Collection<Group> groups) {
        return DSL.sql(
                "(p.premises_id, p.item_id) in (select * from unnest({0}, {1}))",
                DSL.val(groups.stream().map(Group::premisesId).toArray(Long[]::new)),
                DSL.val(groups.stream().map(Group::itemId).toArray(Long[]::new)));
    }

    long adjust(long community, Difference difference, LocalDate on) {
        return sql.fetchSingle(Named.with("community", community)
                        .and("open_month", Month.of(on).firstDay())
                        .and("payer", difference.payerId())
                        .and("owner", difference.ownerId())
                        .and("from", difference.days().from())
                        .and("to", difference.days().to())
                        .and("amount", DSL.val(difference.amount().fen()))
                        .and("should_be", difference.shouldBe().fen())
                        .and("on", on)
                        .and("at", clock.instant())
                        .and("correction", difference.correctionId())
                        .and("adjusts", difference.adjusts().id())
                        .in(ADJUSTMENT))
                .get(0, Long.class);
    }

    /** One side of a settlement between lines, or of a line with a prepayment; what is open follows. */
    long allocate(long community, long charge, Money amount, long sourceId, LocalDate on) {
        sql.update(CHARGE)
                .set(CHARGE.OPEN_FEN, CHARGE.OPEN_FEN.minus(DSL.val(amount, CHARGE.OPEN_FEN)))
                .where(CHARGE.COMMUNITY_ID.eq(community), CHARGE.ID.eq(charge))
                .execute();
        return sql.insertInto(ALLOCATION)
                .set(ALLOCATION.COMMUNITY_ID, community)
                .set(ALLOCATION.CHARGE_ID, charge)
                .set(ALLOCATION.AMOUNT_FEN, amount)
                .set(ALLOCATION.SOURCE, SettlementSource.CREDIT)
                .set(ALLOCATION.SOURCE_ID, sourceId)
                .set(ALLOCATION.BUSINESS_ON, on)
                .set(ALLOCATION.ALLOCATED_AT, clock.instant())
                .set(ALLOCATION.ACTOR_ID, access.actor())
                .returningResult(ALLOCATION.ID)
                .fetchSingle()
                .value1();
    }

    /** @return id of the prepayment, whose balance is higher by that */
    long hold(long community, long premises, long payer, FeeClass feeClass, Money amount) {
        return sql.insertInto(PREPAYMENT)
                .set(PREPAYMENT.COMMUNITY_ID, community)
                .set(PREPAYMENT.PREMISES_ID, premises)
                .set(PREPAYMENT.PAYER_ID, payer)
                .set(PREPAYMENT.FEE_CLASS, feeClass)
                .set(PREPAYMENT.BALANCE_FEN, amount)
                .onConflict(PREPAYMENT.COMMUNITY_ID, PREPAYMENT.PREMISES_ID, PREPAYMENT.PAYER_ID, PREPAYMENT.FEE_CLASS)
                .doUpdate()
                .set(PREPAYMENT.BALANCE_FEN, PREPAYMENT.BALANCE_FEN.plus(excluded(PREPAYMENT.BALANCE_FEN)))
                .returningResult(PREPAYMENT.ID)
                .fetchSingle()
                .value1();
    }

    void empty(long community, long prepayment) {
        sql.update(PREPAYMENT)
                .set(PREPAYMENT.BALANCE_FEN, Money.ZERO)
                .where(PREPAYMENT.COMMUNITY_ID.eq(community), PREPAYMENT.ID.eq(prepayment))
                .execute();
    }

    /** @param allocation or the correction, the other one null */
    void enter(
            long community,
            long prepayment,
            Money amount,
            @Nullable Long allocation,
            @Nullable Long correction,
            LocalDate on) {
        sql.insertInto(PREPAYMENT_ENTRY)
                .set(PREPAYMENT_ENTRY.COMMUNITY_ID, community)
                .set(PREPAYMENT_ENTRY.PREPAYMENT_ID, prepayment)
                .set(PREPAYMENT_ENTRY.AMOUNT_FEN, amount)
                .set(PREPAYMENT_ENTRY.ALLOCATION_ID, allocation)
                .set(PREPAYMENT_ENTRY.CORRECTION_ID, correction)
                .set(PREPAYMENT_ENTRY.BUSINESS_ON, on)
                .set(PREPAYMENT_ENTRY.ENTERED_AT, clock.instant())
                .execute();
    }

    /** A balance with the payer as it is written and as it is read. */
    record Balance(
            long id, long premisesId, String premises, long payerId, long standsId, FeeClass feeClass, Money fen) {}

    List<Balance> held(long community, Collection<Long> premises) {
        return sql.fetch(Named.with("community", community)
                        .and("premises", premises.toArray(Long[]::new))
                        .in("""
                select h.id, h.premises_id, p.code, h.payer_id, residents.whoever(:community, h.payer_id), h.fee_class, h.balance_fen
                from billing.prepayment h join estate.premises p on p.community_id = :community and p.id = h.premises_id
                where h.community_id = :community and h.premises_id = any (:premises) and h.balance_fen > 0 order by h.id"""))
                .map(row -> new Balance(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, String.class),
                        row.get(3, Long.class),
                        row.get(4, Long.class),
                        row.get(5, FeeClass.class),
                        new Money(row.get(6, Long.class))));
    }
}
