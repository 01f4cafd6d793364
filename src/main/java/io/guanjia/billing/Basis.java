package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.db.billing.udt.records.PieceRecord;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Shares;
import io.guanjia.kernel.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * How the amount of a charge was computed: enough to do it again by hand.
 *
 * @param pieces days of one quantity and one price; none for an amount by hand
 * @param whole of all payers of the month together, rounded once (rules.md §1.3)
 * @param days which this payer answers for, out of {@code daysBorne}, after the {@code daysBefore} of those before
 * @param monthDays days of the fee month
 */
public record Basis(
        List<Piece> pieces,
        Money whole,
        int days,
        int daysBefore,
        int daysBorne,
        int monthDays,
        DayBasis dayBasis,
        ChargeMethod method,
        Money amount) {

    public record Piece(
            DateSpan span,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable Long tariffId) {

        /** As it is written for people. */
        public String price() {
            return UnitPrice.text(unitPrice);
        }

        private boolean goesOnAs(Piece next) {
            return next.span().from().minusDays(1).equals(span.to())
                    && quantity.equals(next.quantity())
                    && unitPrice.equals(next.unitPrice())
                    && Objects.equals(tariffId, next.tariffId());
        }

        private Piece until(Piece next) {
            return new Piece(new DateSpan(span.from(), next.span().to()), quantity, unitPrice, tariffId);
        }
    }

    public Basis {
        pieces = List.copyOf(pieces);
    }

    /** False when the item is borne, by all payers together, on some days of the month only. */
    public boolean isWholeMonth() {
        return daysBorne == monthDays;
    }

    public boolean isShared() {
        return days != daysBorne;
    }

    public boolean isByHand() {
        return pieces.isEmpty();
    }

    /** The difference to what it should have been: {@code whole} is what it should be. */
    public boolean isAdjustment() {
        return isByHand() && !whole.equals(amount);
    }

    /** What the payers before this one were charged of the whole. */
    public Money before() {
        return Shares.proRata(whole, daysBefore, daysBorne);
    }

    /** What this payer and those before were charged of the whole. */
    public Money soFar() {
        return Shares.proRata(whole, daysBefore + days, daysBorne);
    }

    static Basis of(Record row) {
        DateSpan span = new DateSpan(row.get(CHARGE.FROM_ON), row.get(CHARGE.TO_ON));
        return new Basis(
                pieces(row.get(CHARGE.PIECES)),
                row.get(CHARGE.WHOLE_FEN),
                span.days(),
                row.get(CHARGE.DAYS_BEFORE),
                row.get(CHARGE.DAYS_BORNE),
                Month.of(row.get(CHARGE.MONTH)).days(),
                row.get(CHARGE.DAY_BASIS),
                row.get(CHARGE_ITEM.METHOD),
                row.get(CHARGE.AMOUNT_FEN));
    }

    /** In order of time; what only the payer divides is one piece again. */
    private static List<Piece> pieces(PieceRecord[] stored) {
        List<Piece> pieces = new ArrayList<>();
        Arrays.stream(stored)
                .map(Basis::piece)
                .sorted(Comparator.comparing(piece -> piece.span().from()))
                .forEach(piece -> {
                    int last = pieces.size() - 1;
                    if (last >= 0 && pieces.get(last).goesOnAs(piece)) {
                        pieces.set(last, pieces.get(last).until(piece));
                    } else {
                        pieces.add(piece);
                    }
                });
        return pieces;
    }

    private static Piece piece(PieceRecord piece) {
        return new Piece(
                new DateSpan(piece.getFromOn(), piece.getToOn()),
                piece.getQuantity().stripTrailingZeros(),
                piece.getUnitPrice().stripTrailingZeros(),
                piece.getTariffId());
    }
}
