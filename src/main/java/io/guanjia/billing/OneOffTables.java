package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.billing.Tables.ONE_OFF_CHARGE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.db.billing.tables.records.OneOffChargeRecord;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Month;
import io.guanjia.web.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of {@link OneOffCharges}. */
@Component
class OneOffTables {
    /** The owner on the day of the proposal's month stays liable; a developer or tenant who pays has one as well. */
    private static final String POSTED = """
            insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before,
                days_borne, day_basis, one_off_id, deferred, posted_on, posted_at)
            select o.community_id, o.premises_id, o.item_id, o.month, 0, o.payer_id, o.owner_id, o.month, :last,
                o.amount_fen, n.net_fen, o.amount_fen - n.net_fen, o.amount_fen, i.fee_class, v.fund_class, o.due_on,
                case when o.quantity is null then '{}'
                    else array[(o.month, :last, o.quantity, o.unit_price, null)::billing.piece] end,
                o.amount_fen, 0, :days, 'ACTUAL', o.id, :deferrable and v.fund_class = 'OWN_REVENUE', :posted_on, :posted_at
            from billing.one_off_charge o
            join billing.charge_item i on i.community_id = o.community_id and i.id = o.item_id
            join billing.charge_item_version v on v.community_id = o.community_id and v.item_id = o.item_id
                and v.from_on <= :last and (v.to_on is null or v.to_on >= :last)
            cross join lateral (select billing.half_up(o.amount_fen * 10000, (10000 * (1 + v.tax_rate))::bigint) as net_fen) n
            where o.community_id = :community and o.id = :document""";

    private final DSLContext sql;

    OneOffTables(DSLContext sql) {
        this.sql = sql;
    }

    record Payer(long payerId, long ownerId) {}

    /** How many charges were written: one, or none when the item has no fund class and tax rate in that month. */
    int post(OneOffChargeRecord document, LocalDate on, Instant at, boolean deferrable) {
        Month month = Month.of(document.getMonth());
        return sql.execute(Named.with("community", document.getCommunityId())
                .and("document", document.getId())
                .and("last", month.lastDay())
                .and("days", DSL.inline(month.days()))
                .and("deferrable", DSL.inline(deferrable))
                .and("posted_on", on)
                .and("posted_at", at)
                .in(POSTED));
    }

    /** Who pays for premises on a day and who stays liable; a payer that is given must be a person of the community. */
    Payer payer(long communityId, NewOneOff entry) {
        Record2<String, Long> premises = sql.select(PREMISES.CODE, PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(communityId), PREMISES.ID.eq(entry.premisesId()))
                .fetchOptional()
                .orElseThrow(() -> new InvalidInput("premisesId", "premises-unknown"));
        Long named = entry.payerId();
        if (named != null && !isPerson(communityId, named)) {
            throw new InvalidInput("payerId", "person-unknown");
        }
        return sql.select(HOUSEHOLD.PAYER_ID, HOUSEHOLD.OWNER_ID)
                .from(HOUSEHOLD)
                .where(HOUSEHOLD.COMMUNITY_ID.eq(communityId), HOUSEHOLD.PREMISES_ID.eq(entry.premisesId()))
                .and(HOUSEHOLD.FROM_ON.le(entry.on()))
                .and(HOUSEHOLD.TO_ON.isNull().or(HOUSEHOLD.TO_ON.ge(entry.on())))
                .fetchOptional(row -> new Payer(named == null ? row.value1() : named, row.value2()))
                .orElseThrow(() -> new NobodyAnswers(premises.value1(), entry.on()));
    }

    OneOffChargeRecord lock(long communityId, long id) {
        return sql.selectFrom(ONE_OFF_CHARGE)
                .where(ONE_OFF_CHARGE.COMMUNITY_ID.eq(communityId), ONE_OFF_CHARGE.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("one-off-charge", id));
    }

    List<OneOffCharge> fetch(long communityId, Condition which, @Nullable Integer rows) {
        var query = sql.select(ONE_OFF_CHARGE.asterisk())
                .select(PREMISES.CODE, CHARGE_ITEM.NAME, PERSON.NAME, CHARGE.ID)
                .from(ONE_OFF_CHARGE)
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(ONE_OFF_CHARGE.COMMUNITY_ID))
                .and(PREMISES.ID.eq(ONE_OFF_CHARGE.PREMISES_ID))
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(ONE_OFF_CHARGE.COMMUNITY_ID))
                .and(CHARGE_ITEM.ID.eq(ONE_OFF_CHARGE.ITEM_ID))
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(ONE_OFF_CHARGE.COMMUNITY_ID), PERSON.ID.eq(ONE_OFF_CHARGE.PAYER_ID))
                .leftJoin(CHARGE)
                .on(CHARGE.COMMUNITY_ID.eq(ONE_OFF_CHARGE.COMMUNITY_ID), CHARGE.ONE_OFF_ID.eq(ONE_OFF_CHARGE.ID))
                .where(ONE_OFF_CHARGE.COMMUNITY_ID.eq(communityId))
                .and(which)
                .orderBy(ONE_OFF_CHARGE.ID.desc());
        return rows == null
                ? query.fetch(OneOffTables::oneOff)
                : query.limit(rows).fetch(OneOffTables::oneOff);
    }

    private boolean isPerson(long communityId, long personId) {
        return sql.fetchExists(PERSON, PERSON.COMMUNITY_ID.eq(communityId), PERSON.ID.eq(personId));
    }

    private static OneOffCharge oneOff(Record row) {
        return new OneOffCharge(
                row.get(ONE_OFF_CHARGE.ID),
                row.get(ONE_OFF_CHARGE.PREMISES_ID),
                row.get(PREMISES.CODE),
                row.get(ONE_OFF_CHARGE.ITEM_ID),
                row.get(CHARGE_ITEM.NAME),
                Month.of(row.get(ONE_OFF_CHARGE.MONTH)),
                row.get(ONE_OFF_CHARGE.AMOUNT_FEN),
                row.get(ONE_OFF_CHARGE.QUANTITY),
                row.get(ONE_OFF_CHARGE.UNIT_PRICE),
                row.get(ONE_OFF_CHARGE.PAYER_ID),
                row.get(PERSON.NAME),
                row.get(ONE_OFF_CHARGE.DUE_ON),
                row.get(ONE_OFF_CHARGE.DESCRIPTION),
                row.get(ONE_OFF_CHARGE.STATE),
                row.get(ONE_OFF_CHARGE.CREATED_BY),
                row.get(ONE_OFF_CHARGE.CREATED_AT),
                row.get(ONE_OFF_CHARGE.APPROVAL_ID),
                row.get(CHARGE.ID),
                row.get(ONE_OFF_CHARGE.REVERSED_ON),
                row.get(ONE_OFF_CHARGE.REVERSAL_APPROVAL_ID));
    }
}
