package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Money put on the counter and what it is for. What is owed is computed by the house; only what was given comes from outside.
 *
 * @param payerId whose name stands on the receipt and who owns what becomes prepayment; null: who answers for the premises
 * @param prepayFeeClass for which fees the surplus is kept; null: property fees
 */
public record TakePayment(
        List<Line> lines,
        List<Tender> tenders,
        @OpaqueId @Nullable Long payerId,
        @Nullable FeeClass prepayFeeClass) {
    static final int LINES_MAX = 50;
    static final int TENDERS_MAX = 10;
    static final int REFERENCE_MAX = 60;
    /** Ten million yuan: beyond it somebody typed too many digits. */
    static final Money TOTAL_MAX = new Money(1_000_000_000);

    /**
     * @param chargeIds what the payer designates and what is therefore settled first (rules.md §1.8); none: whatever is open, the
     *     oldest due first
     */
    public record Line(@OpaqueId long premisesId, @OpaqueId List<Long> chargeIds) {
        public Line {
            chargeIds = chargeIds == null ? List.of() : List.copyOf(chargeIds);
        }
    }

    /**
     * @param given what was put down in cash, the change included
     * @param reference slip, order or cheque number; cheques and transfers cannot be found again without one
     */
    public record Tender(
            TenderKind kind,
            @JsonProperty("amountFen") Money amount,
            @JsonProperty("givenFen") @Nullable Money given,
            @Nullable String reference) {
        public Tender {
            reference = reference == null || reference.isBlank() ? null : reference.strip();
        }
    }

    public TakePayment {
        lines = lines == null ? List.of() : List.copyOf(lines);
        tenders = tenders == null ? List.of() : List.copyOf(tenders);
    }

    public Money total() {
        return Money.sum(tenders.stream().map(Tender::amount));
    }

    void check() {
        List<Problem> problems = new ArrayList<>();
        checkLines(problems);
        for (int at = 0; at < tenders.size(); at++) {
            checkTender(tenders.get(at), "tenders[" + at + "].", problems);
        }
        if (tenders.isEmpty() || tenders.size() > TENDERS_MAX) {
            problems.add(Problem.of("tenders", "tenders-number", TENDERS_MAX));
        }
        if (problems.isEmpty() && total().isMoreThan(TOTAL_MAX)) {
            problems.add(Problem.of("tenders", "payment-total", TOTAL_MAX));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private void checkLines(List<Problem> problems) {
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            problems.add(Problem.of("lines", "payment-lines-number", LINES_MAX));
        }
        Set<Long> premises = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            if (!premises.add(line.premisesId())) {
                problems.add(Problem.of("lines[" + at + "].premisesId", "payment-premises-twice"));
            }
            if (line.chargeIds() != null
                    && new HashSet<>(line.chargeIds()).size() < line.chargeIds().size()) {
                problems.add(Problem.of("lines[" + at + "].chargeIds", "payment-charge-twice"));
            }
        }
    }

    private static void checkTender(Tender tender, String path, List<Problem> problems) {
        if (tender.kind() == null) {
            problems.add(Problem.of(path + "kind", "missing"));
            return;
        }
        if (tender.amount() == null
                || !tender.amount().isPositive()
                || tender.amount().isMoreThan(TOTAL_MAX)) {
            problems.add(Problem.of(path + "amountFen", "tender-amount", TOTAL_MAX));
            return;
        }
        Money given = tender.given();
        if (given != null && tender.kind() != TenderKind.CASH) {
            problems.add(Problem.of(path + "givenFen", "tender-given-only-cash"));
        } else if (given != null && (given.isLessThan(tender.amount()) || given.isMoreThan(TOTAL_MAX))) {
            problems.add(Problem.of(path + "givenFen", "tender-given-too-little"));
        }
        boolean needed = tender.kind() == TenderKind.CHEQUE || tender.kind() == TenderKind.TRANSFER;
        String reference = tender.reference();
        if (needed && reference == null) {
            problems.add(Problem.of(path + "reference", "tender-reference-missing"));
        } else if (reference != null && reference.length() > REFERENCE_MAX) {
            problems.add(Problem.of(path + "reference", "tender-reference-long", REFERENCE_MAX));
        }
    }
}
