package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Charges of the time before Guanjia (期初), written for the room that had their total signed. One per premises, item and month as
 * those of a bill run, so that nothing is owed twice; the tax was the old books' business.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OpeningCharges {
    /** The fund class is the item's in that month, or its first where it did not exist yet. */
    private static final String TAKEN_OVER = """
            insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before,
                days_borne, day_basis, opening_id, opening_basis, deferred, posted_on, posted_at)
            select :community, l.premises_id, i.id, l.month, 1, l.payer_id, l.owner_id, l.month, d.last,
                l.open_fen, l.open_fen, 0, l.open_fen, i.fee_class, v.fund_class, l.due_on, '{}', l.due_fen, 0,
                d.last - l.month + 1, 'ACTUAL', :opening, l.basis, false, :posted_on, :posted_at
            from unnest(:premises, :months, :payers, :owners, :due, :open, :due_on, :bases)
                l(premises_id, month, payer_id, owner_id, due_fen, open_fen, due_on, basis)
            cross join lateral (select (l.month + interval '1 month')::date - 1 as last) d
            join billing.charge_item i on i.community_id = :community and i.id = :item
            cross join lateral (select x.fund_class from billing.charge_item_version x
                where x.community_id = :community and x.item_id = i.id
                order by x.from_on <= d.last and (x.to_on is null or x.to_on >= d.last) desc, x.from_on limit 1) v""";

    private final DSLContext sql;
    private final ChargePosting charges;
    private final Clock clock;

    OpeningCharges(DSLContext sql, ChargePosting charges, Clock clock) {
        this.sql = sql;
        this.charges = charges;
        this.clock = clock;
    }

    /**
     * One month of one household.
     *
     * @param due of the whole month
     * @param open what was not paid of it: becomes the charge
     * @param basis workbook, sheet and row
     */
    public record Line(
            long premisesId,
            Month month,
            long payerId,
            long ownerId,
            Money due,
            Money open,
            LocalDate dueOn,
            String basis) {}

    /**
     * Writes and posts them; prepayments settle what they can at once, as with every charge.
     *
     * @param openingId the document that was signed
     * @return how many charges were written
     */
    public int post(long communityId, LocalDate on, long openingId, long itemId, List<Line> lines) {
        int written = sql.execute(Named.with("community", communityId)
                .and("opening", openingId)
                .and("item", itemId)
                .and("premises", array(lines, Line::premisesId, Long[]::new))
                .and("months", array(lines, line -> line.month().firstDay(), LocalDate[]::new))
                .and("payers", array(lines, Line::payerId, Long[]::new))
                .and("owners", array(lines, Line::ownerId, Long[]::new))
                .and("due", array(lines, line -> line.due().fen(), Long[]::new))
                .and("open", array(lines, line -> line.open().fen(), Long[]::new))
                .and("due_on", array(lines, Line::dueOn, LocalDate[]::new))
                .and("bases", array(lines, Line::basis, String[]::new))
                .and("posted_on", on)
                .and("posted_at", clock.instant())
                .in(TAKEN_OVER));
        charges.takeOver(communityId, on, openingId, of(communityId, openingId));
        return written;
    }

    /** @throws ChargesAllocated when somebody has paid something of them */
    public void requireUnpaid(long communityId, long openingId) {
        charges.requireUnpaid(communityId, live(communityId, openingId));
    }

    /** Takes them back whole (红冲). @throws ChargesAllocated when somebody has paid something of them */
    public void reverse(long communityId, LocalDate on, long openingId) {
        charges.reverse(communityId, on, SourceKind.OPENING, openingId, live(communityId, openingId));
    }

    private static <T> T[] array(List<Line> lines, Function<Line, T> value, java.util.function.IntFunction<T[]> array) {
        return lines.stream().map(value).toArray(array);
    }

    private static Condition live(long communityId, long openingId) {
        return of(communityId, openingId).and(CHARGE.REVERSED_ON.isNull());
    }

    private static Condition of(long communityId, long openingId) {
        return CHARGE.COMMUNITY_ID.eq(communityId).and(CHARGE.OPENING_ID.eq(openingId));
    }
}
