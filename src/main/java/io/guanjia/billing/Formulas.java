package io.guanjia.billing;

import io.guanjia.billing.Basis.Piece;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.kernel.Money;
import io.guanjia.web.Texts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes the basis of an amount as a formula that a household can follow with a pocket calculator. */
@Component
class Formulas {
    private final Texts texts;

    Formulas(Texts texts) {
        this.texts = texts;
    }

    String of(Basis basis) {
        if (basis.isByHand()) {
            return basis.isAdjustment()
                    ? texts.of(
                            "billing.formula.adjusted",
                            basis.whole(),
                            basis.whole().minus(basis.amount()),
                            basis.amount())
                    : texts.of("billing.formula.by-hand", basis.amount());
        }
        List<Piece> pieces = basis.pieces();
        boolean inDays = pieces.size() > 1 || !basis.isWholeMonth();
        String terms = pieces.stream()
                .map(piece -> inDays ? inDays(basis, piece) : term(basis, piece))
                .collect(Collectors.joining(" + "));
        String whole = texts.of("billing.formula.whole", terms, basis.whole());
        return basis.isShared() ? texts.of("billing.formula.both", whole, share(basis)) : whole;
    }

    /** Of the time before Guanjia: the month's fee, without what was paid of it. */
    String takenOver(Charge charge) {
        Money whole = charge.basis().whole();
        Money amount = charge.basis().amount();
        return texts.of(
                "billing.formula.opening",
                Objects.requireNonNull(charge.openingBasis()),
                whole,
                whole.minus(amount),
                amount);
    }

    private String term(Basis basis, Piece piece) {
        String key = basis.method() == ChargeMethod.AREA
                ? "area"
                : basis.method() == ChargeMethod.FIXED ? "fixed" : "quantity";
        return texts.of("billing.formula." + key, piece.quantity().toPlainString(), piece.price());
    }

    private String inDays(Basis basis, Piece piece) {
        boolean annual = basis.dayBasis() == DayBasis.ANNUAL && !basis.isWholeMonth();
        int of = basis.isWholeMonth() ? basis.monthDays() : divisor(basis, piece);
        return texts.of(
                annual ? "billing.formula.days-of-year" : "billing.formula.days",
                term(basis, piece),
                piece.span().days(),
                of);
    }

    private static int divisor(Basis basis, Piece piece) {
        return switch (basis.dayBasis()) {
            case ACTUAL -> basis.monthDays();
            case D30 -> 30;
            case ANNUAL -> piece.span().from().lengthOfYear();
        };
    }

    /** The first of several payers gets the rounded share of his days, those after him what the running share leaves. */
    private String share(Basis basis) {
        return basis.daysBefore() == 0
                ? texts.of("billing.formula.first-share", basis.days(), basis.daysBorne(), basis.amount())
                : texts.of(
                        "billing.formula.later-share",
                        basis.days(),
                        basis.daysBorne(),
                        basis.soFar(),
                        basis.before(),
                        basis.amount());
    }
}
