package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.REDIRECT;

import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.udt.records.PieceRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was charged (应收): lines of one item, premises, payer and month, each with the basis of its amount. */
@Component
@Transactional(readOnly = true)
public class Charges {

    // written out, not bound: a plan for any value does not know the partial indexes
    private static final Field<Money> NOTHING = DSL.inline(Money.ZERO, CHARGE.OPEN_FEN);
    private static final Condition DEPOSIT_HELD =
            CHARGE.FUND_CLASS.eq(DSL.inline(FundClass.DEPOSIT)).and(CHARGE.REVERSED_ON.isNull());

    private final DSLContext sql;
    private final Access access;
    private final Formulas formulas;

    Charges(DSLContext sql, Access access, Formulas formulas) {
        this.sql = sql;
        this.access = access;
        this.formulas = formulas;
    }

    /** What is still owed for these premises by whomever, in the order in which money is allocated (rules.md §1.8). */
    public List<OpenCharge> open(long communityId, Collection<Long> premisesIds) {
        access.require(Permission.BILLING_READ, communityId);
        return inAllocationOrder(communityId, CHARGE.PREMISES_ID.in(premisesIds).and(CHARGE.OPEN_FEN.gt(NOTHING)));
    }

    /** Everything charged for the premises, latest fee month first, reversed charges included. */
    public List<Charge> of(long communityId, long premisesId, int limit) {
        access.require(Permission.BILLING_READ, communityId);
        return select(communityId)
                .and(CHARGE.PREMISES_ID.eq(premisesId))
                .orderBy(CHARGE.MONTH.desc(), CHARGE_ITEM.PRIORITY, CHARGE.ID.desc())
                .limit(limit)
                .fetch(Charges::charge);
    }

    /** What is open of one premises, with everything that is known of it, in the order of allocation. */
    List<Charge> openOf(long communityId, long premisesId) {
        access.require(Permission.BILLING_READ, communityId);
        return select(communityId)
                .and(CHARGE.PREMISES_ID.eq(premisesId))
                .and(CHARGE.OPEN_FEN.ne(NOTHING))
                .orderBy(CHARGE.DUE_ON, CHARGE.MONTH, CHARGE_ITEM.PRIORITY, CHARGE.ID)
                .fetch(Charges::charge);
    }

    /** What is open of one premises, and its deposits that are not given back, in the order of allocation. */
    public List<Charge> openAndHeld(long communityId, long premisesId) {
        access.require(Permission.BILLING_READ, communityId);
        return select(communityId)
                .and(CHARGE.ID.in(ids(communityId, premisesId, CHARGE.OPEN_FEN.ne(NOTHING))
                        .unionAll(ids(communityId, premisesId, DEPOSIT_HELD))))
                .orderBy(CHARGE.DUE_ON, CHARGE.MONTH, CHARGE_ITEM.PRIORITY, CHARGE.ID)
                .fetch(Charges::charge);
    }

    /** Each by its partial index: of many bills the few that matter. */
    private Select<Record1<Long>> ids(long communityId, long premisesId, Condition which) {
        return sql.select(CHARGE.ID)
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(communityId), CHARGE.PREMISES_ID.eq(premisesId))
                .and(which);
    }

    /** The latest posted first. */
    public Page<Charge> page(long communityId, ChargeFilter filter, Paging paging) {
        access.require(Permission.BILLING_READ, communityId);
        Condition older = paging.after() == null
                ? DSL.noCondition()
                : CHARGE.ID.lt(paging.after().number(0));
        List<Charge> rows = select(communityId)
                .and(filter.condition())
                .and(older)
                .orderBy(CHARGE.ID.desc())
                .limit(paging.rows())
                .fetch(Charges::charge);
        return paging.page(rows, charge -> Cursor.of(charge.line().id()));
    }

    /** How many charges there are, what they come to without the reversed ones, and what of it is open. */
    public record Totals(int charges, Money amount, Money open) {}

    public Totals totals(long communityId, ChargeFilter filter) {
        access.require(Permission.BILLING_READ, communityId);
        Field<Money> live = DSL.when(CHARGE.REVERSED_ON.isNull(), CHARGE.AMOUNT_FEN);
        return sql.select(DSL.count(), Sums.of(live), Sums.of(CHARGE.OPEN_FEN))
                .from(CHARGE)
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), PREMISES.ID.eq(CHARGE.PREMISES_ID))
                .where(CHARGE.COMMUNITY_ID.eq(communityId))
                .and(filter.condition())
                .fetchSingle(row -> new Totals(row.value1(), row.value2(), row.value3()));
    }

    /** @throws NotFound also when it is another community's */
    public Charge get(long communityId, long chargeId) {
        access.require(Permission.BILLING_READ, communityId);
        return select(communityId)
                .and(CHARGE.ID.eq(chargeId))
                .fetchOptional(Charges::charge)
                .orElseThrow(() -> new NotFound("charge", chargeId));
    }

    /** How the amount of a charge was computed. */
    public Basis basis(long communityId, long chargeId) {
        return get(communityId, chargeId).basis();
    }

    /** How the amount came about, in the language of the reader; of a charge taken over, from what the old books say. */
    public String explain(Charge charge) {
        return charge.openingBasis() == null ? explain(charge.basis()) : formulas.takenOver(charge);
    }

    /** {@link #basis} as a formula, in the language of the reader: "89.37 ㎡ × 2.35 元 = 210.02 元". */
    public String explain(Basis basis) {
        return formulas.of(basis);
    }

    List<OpenCharge> inAllocationOrder(long communityId, Condition which) {
        return select(communityId)
                .and(which)
                .orderBy(CHARGE.DUE_ON, CHARGE.MONTH, CHARGE_ITEM.PRIORITY, CHARGE.ID)
                .fetch(Charges::openCharge);
    }

    private SelectConditionStep<Record> select(long communityId) {
        return sql.select(CHARGE.asterisk())
                .select(PREMISES.CODE, CHARGE_ITEM.NAME, CHARGE_ITEM.METHOD, PERSON.ID, PERSON.NAME)
                .from(CHARGE)
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), CHARGE_ITEM.ID.eq(CHARGE.ITEM_ID))
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), PREMISES.ID.eq(CHARGE.PREMISES_ID))
                .leftJoin(REDIRECT)
                .on(REDIRECT.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), REDIRECT.PERSON_ID.eq(CHARGE.PAYER_ID))
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(CHARGE.COMMUNITY_ID), PERSON.ID.eq(Payers.redirected(CHARGE.PAYER_ID)))
                .where(CHARGE.COMMUNITY_ID.eq(communityId));
    }

    private static OpenCharge openCharge(Record row) {
        PieceRecord[] pieces = row.get(CHARGE.PIECES);
        PieceRecord only = pieces.length == 1 ? pieces[0] : null;
        return new OpenCharge(
                row.get(CHARGE.ID),
                row.get(CHARGE.PREMISES_ID),
                row.get(PREMISES.CODE),
                row.get(CHARGE.ITEM_ID),
                row.get(CHARGE_ITEM.NAME),
                row.get(CHARGE.FEE_CLASS),
                row.get(CHARGE.FUND_CLASS),
                Month.of(row.get(CHARGE.MONTH)),
                new DateSpan(row.get(CHARGE.FROM_ON), row.get(CHARGE.TO_ON)),
                row.get(CHARGE.AMOUNT_FEN),
                row.get(CHARGE.OPEN_FEN),
                row.get(CHARGE.DUE_ON),
                row.get(PERSON.ID),
                row.get(PERSON.NAME),
                only == null ? null : only.getQuantity(),
                only == null ? null : only.getUnitPrice(),
                row.get(CHARGE.OPENING_ID) != null);
    }

    private static Charge charge(Record row) {
        return new Charge(
                openCharge(row),
                row.get(CHARGE.OWNER_ID),
                row.get(CHARGE.NET_FEN),
                row.get(CHARGE.TAX_FEN),
                row.get(CHARGE.BILL_RUN_ID),
                row.get(CHARGE.ONE_OFF_ID),
                row.get(CHARGE.OPENING_ID),
                row.get(CHARGE.OPENING_BASIS),
                row.get(CHARGE.POSTED_ON),
                row.get(CHARGE.DEFERRED),
                row.get(CHARGE.RELEASED_ON),
                row.get(CHARGE.REVERSED_ON),
                Basis.of(row),
                row.get(CHARGE.CORRECTION_ID),
                row.get(CHARGE.ADJUSTS_ID));
    }
}
