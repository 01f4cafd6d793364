package io.guanjia.billing;

import io.guanjia.billing.Debtors.Debtor;
import io.guanjia.kernel.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which charges an amount settles (rules.md §1.8): what the payer designates, then what is open of the premises given without a
 * designation, then the rest of the others; within each the oldest due date, fee month, priority and id. Without a designation
 * only charges of the debtor count: arrears of a former owner are not moved to the present one (rules.md §1.4).
 */
final class SettlementPlan {
    private final Settle settle;
    private final List<OpenCharge> open;
    private final Map<Long, Debtor> debtors;
    private final Map<OpenCharge, Money> settled = new LinkedHashMap<>();
    private Money left;

    /** @param open in the order of allocation */
    SettlementPlan(Settle settle, List<OpenCharge> open, Map<Long, Debtor> debtors) {
        this.settle = settle;
        this.open = open;
        this.debtors = debtors;
        this.left = settle.amount();
        inOrder().forEach(this::take);
    }

    Money surplus() {
        return left;
    }

    List<Settlement.Line> lines() {
        return settled.entrySet().stream()
                .map(taken -> line(taken.getKey(), taken.getValue()))
                .toList();
    }

    /** What the debtor still owes for the premises afterwards. */
    Money arrearsOf(Debtor debtor) {
        return Money.sum(open.stream()
                .filter(charge -> isOf(debtor, charge))
                .map(charge -> charge.open().minus(settled.getOrDefault(charge, Money.ZERO))));
    }

    private List<OpenCharge> inOrder() {
        Set<Long> designated = new LinkedHashSet<>();
        settle.lines().forEach(line -> designated.addAll(line.chargeIds()));
        Set<Long> whole = new LinkedHashSet<>();
        settle.lines().stream()
                .filter(line -> line.chargeIds().isEmpty())
                .forEach(line -> whole.add(line.premisesId()));
        List<OpenCharge> candidates = new ArrayList<>(open.stream()
                .filter(charge -> designated.contains(charge.id()) || isOf(debtors.get(charge.premisesId()), charge))
                .toList());
        candidates.sort(Comparator.comparingInt(
                charge -> designated.contains(charge.id()) ? 0 : whole.contains(charge.premisesId()) ? 1 : 2));
        return candidates;
    }

    private void take(OpenCharge charge) {
        Money taken = charge.open().min(left);
        if (taken.isPositive()) {
            settled.put(charge, taken);
            left = left.minus(taken);
        }
    }

    private static boolean isOf(@Nullable Debtor debtor, OpenCharge charge) {
        return debtor != null && debtor.premisesId() == charge.premisesId() && debtor.payerId() == charge.payerId();
    }

    private static Settlement.Line line(OpenCharge charge, Money amount) {
        return new Settlement.Line(
                charge.premisesId(),
                charge.premisesCode(),
                charge.id(),
                charge.itemId(),
                charge.itemName(),
                charge.month(),
                charge.span(),
                charge.quantity(),
                charge.unitPrice(),
                charge.payerId(),
                charge.amount(),
                amount,
                charge.open().minus(amount));
    }
}
