package io.guanjia.cashier;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the counter's form sends, as typed: an amount that cannot be read stands in its field again beside everything else.
 *
 * @param charges ticked boxes, each {@code premises:charge}
 */
record CounterForm(
        List<Long> premises,
        List<String> charges,
        @Nullable String payerId,
        @Nullable String prepayFeeClass,
        List<Tender> tenders) {

    private static final Pattern BOX = Pattern.compile("\\d{1,18}:\\d{1,18}");

    record Tender(
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String given,
            @Nullable String reference) {

        /** A row that was added and left alone. */
        boolean isBlank() {
            return CounterForm.isBlank(amount) && CounterForm.isBlank(given) && CounterForm.isBlank(reference);
        }
    }

    CounterForm {
        premises = withoutGaps(premises);
        charges = withoutGaps(charges);
        tenders = withoutGaps(tenders);
    }

    static CounterForm blank(List<Counter.Opened> opened) {
        List<Long> premises =
                opened.stream().map(one -> one.household().premisesId()).toList();
        List<String> charges = new ArrayList<>();
        opened.forEach(one -> one.charges().forEach(charge -> charges.add(box(charge.premisesId(), charge.id()))));
        Money owed = Money.sum(opened.stream().map(Counter.Opened::owed));
        Tender cash = new Tender(TenderKind.CASH.name(), owed.isPositive() ? owed.format() : null, null, null);
        return new CounterForm(premises, charges, null, FeeClass.PROPERTY.name(), List.of(cash));
    }

    static String box(long premisesId, long chargeId) {
        return premisesId + ":" + chargeId;
    }

    public boolean ticked(long premisesId, long chargeId) {
        return charges.contains(box(premisesId, chargeId));
    }

    /**
     * Amounts and kinds that are missing are found by the payment's own check.
     *
     * @throws InvalidInput when something cannot be read
     */
    TakePayment payment() {
        List<Problem> unreadable = new ArrayList<>();
        List<TakePayment.Tender> given = new ArrayList<>();
        for (int at = 0; at < tenders.size(); at++) {
            if (!tenders.get(at).isBlank()) {
                given.add(tender(tenders.get(at), "tenders[" + at + "].", unreadable));
            }
        }
        Long payer = read(payerId, Long::valueOf, "payerId", unreadable);
        checkBoxes(unreadable);
        FeeClass kept = read(prepayFeeClass, FeeClass::valueOf, "prepayFeeClass", unreadable);
        if (!unreadable.isEmpty()) {
            throw new InvalidInput(unreadable);
        }
        return new TakePayment(
                premises.stream()
                        .map(id -> new TakePayment.Line(id, chargesOf(id)))
                        .toList(),
                given,
                payer,
                kept);
    }

    @SuppressWarnings("NullAway")
    private static TakePayment.Tender tender(Tender typed, String path, List<Problem> unreadable) {
        TenderKind kind = read(typed.kind(), TenderKind::valueOf, path + "kind", unreadable);
        Money amount = read(typed.amount(), Money::parse, path + "amount", unreadable);
        Money given = read(typed.given(), Money::parse, path + "given", unreadable);
        return new TakePayment.Tender(kind, amount, kind == TenderKind.CASH ? given : null, typed.reference());
    }

    private static <T> @Nullable T read(
            @Nullable String typed, Function<String, T> reader, String field, List<Problem> unreadable) {
        try {
            return typed == null || typed.isBlank() ? null : reader.apply(typed);
        } catch (MalformedValue malformed) {
            unreadable.add(Problem.of(field, malformed.code()));
        } catch (IllegalArgumentException unknown) {
            unreadable.add(Problem.of(field, "unreadable-value"));
        }
        return null;
    }

    private static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }

    /** Rows are numbered by the browser, where one may have been taken out. */
    private static <T> List<T> withoutGaps(@Nullable List<T> sent) {
        return sent == null ? List.of() : sent.stream().filter(Objects::nonNull).toList();
    }

    /** A box that says nothing would leave its money to the oldest debts, which nobody designated. */
    private void checkBoxes(List<Problem> unreadable) {
        if (!charges.stream().allMatch(box -> BOX.matcher(box).matches())) {
            unreadable.add(Problem.of("charges", "unreadable-value"));
        } else if (!charges.stream().allMatch(box -> premises.contains(premisesOf(box)))) {
            unreadable.add(Problem.of("charges", "charge-of-other-premises"));
        }
    }

    private List<Long> chargesOf(long premisesId) {
        return charges.stream()
                .filter(box -> premisesOf(box) == premisesId)
                .map(box -> Long.valueOf(box.substring(box.indexOf(':') + 1)))
                .toList();
    }

    private static long premisesOf(String box) {
        return Long.parseLong(box.substring(0, box.indexOf(':')));
    }
}
