package io.guanjia.cashier;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the counter's form sends.
 *
 * @param charges ticked boxes, each {@code premises:charge}
 */
record CounterForm(
        List<Long> premises,
        List<String> charges,
        @Nullable Long payerId,
        @Nullable FeeClass prepayFeeClass,
        List<Tender> tenders) {

    record Tender(
            @Nullable TenderKind kind,
            @Nullable Money amount,
            @Nullable Money given,
            @Nullable String reference) {

        /** A row that was added and left alone. */
        boolean isBlank() {
            return amount == null && given == null && (reference == null || reference.isBlank());
        }
    }

    CounterForm {
        premises = premises == null ? List.of() : List.copyOf(premises);
        charges = charges == null ? List.of() : List.copyOf(charges);
        tenders = tenders == null ? List.of() : List.copyOf(tenders);
    }

    static CounterForm blank(List<Counter.Opened> opened) {
        List<Long> premises =
                opened.stream().map(one -> one.household().premisesId()).toList();
        List<String> charges = new ArrayList<>();
        opened.forEach(one -> one.charges().forEach(charge -> charges.add(box(charge.premisesId(), charge.id()))));
        Money owed = Money.sum(opened.stream().map(Counter.Opened::owed));
        Tender cash = new Tender(TenderKind.CASH, owed.isPositive() ? owed : null, null, null);
        return new CounterForm(premises, charges, null, FeeClass.PROPERTY, List.of(cash));
    }

    static String box(long premisesId, long chargeId) {
        return premisesId + ":" + chargeId;
    }

    public boolean ticked(long premisesId, long chargeId) {
        return charges.contains(box(premisesId, chargeId));
    }

    /** Amounts and kinds that are missing are found by the payment's own check. */
    @SuppressWarnings("NullAway")
    TakePayment payment() {
        return new TakePayment(
                premises.stream()
                        .map(id -> new TakePayment.Line(id, chargesOf(id)))
                        .toList(),
                tenders.stream()
                        .filter(tender -> !tender.isBlank())
                        .map(tender -> new TakePayment.Tender(
                                tender.kind(),
                                tender.amount(),
                                tender.kind() == TenderKind.CASH ? tender.given() : null,
                                tender.reference()))
                        .toList(),
                payerId,
                prepayFeeClass);
    }

    private List<Long> chargesOf(long premisesId) {
        String prefix = premisesId + ":";
        return charges.stream()
                .filter(box ->
                        box.startsWith(prefix) && box.substring(prefix.length()).matches("\\d{1,18}"))
                .map(box -> Long.valueOf(box.substring(prefix.length())))
                .toList();
    }
}
