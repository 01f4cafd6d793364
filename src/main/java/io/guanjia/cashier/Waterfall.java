package io.guanjia.cashier;

import io.guanjia.kernel.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Pours tenders over what they settle, both in their order: the first tender fills the first parts, the next goes on where it
 * ended. Both sides add up to the same amount, so nothing is left over and each part knows in which money it was paid.
 */
final class Waterfall {
    private Waterfall() {}

    /** Of this tender, by position, so much went into this part. */
    record Share(int tender, int part, Money amount) {}

    static List<Share> pour(List<Money> tenders, List<Money> parts) {
        Money total = Money.sum(tenders.stream());
        if (!total.equals(Money.sum(parts.stream()))) {
            throw new IllegalArgumentException("Tenders and what they settle differ: " + tenders + " and " + parts);
        }
        List<Share> shares = new ArrayList<>();
        int part = 0;
        Money missing = parts.isEmpty() ? Money.ZERO : parts.get(0);
        for (int tender = 0; tender < tenders.size(); tender++) {
            Money left = tenders.get(tender);
            while (left.isPositive()) {
                if (missing.isZero()) {
                    missing = parts.get(++part);
                    continue;
                }
                Money share = left.min(missing);
                shares.add(new Share(tender, part, share));
                left = left.minus(share);
                missing = missing.minus(share);
            }
        }
        return shares;
    }
}
