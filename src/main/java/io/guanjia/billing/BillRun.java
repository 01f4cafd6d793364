package io.guanjia.billing;

import io.guanjia.db.billing.enums.RunState;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bills of some items for one month of one community, from preview to posting.
 *
 * @param charges how many lines it adds
 * @param total what they come to
 * @param alreadyBilled lines that live charges cover, which it leaves out
 * @param billed what those come to
 * @param previous the same items a month before
 * @param offset what prepayments settled at once when it was posted
 * @param reversalApprovalId of the reversal that waits for its decision, or was approved
 */
public record BillRun(
        long id,
        Month month,
        List<Item> items,
        RunState state,
        long charges,
        Money total,
        long alreadyBilled,
        Money billed,
        Money previous,
        List<Finding> findings,
        long createdBy,
        Instant createdAt,
        @Nullable Long approvalId,
        @Nullable Long jobId,
        @Nullable LocalDate postedOn,
        @Nullable Instant postedAt,
        @Nullable Long postedBy,
        @Nullable Money offset,
        @Nullable LocalDate reversedOn,
        @Nullable Long reversedBy,
        @Nullable String reversalReason,
        @Nullable Long reversalApprovalId) {

    public record Item(long id, String code, String name) {}

    public BillRun {
        items = List.copyOf(items);
        findings = List.copyOf(findings);
    }

    /** For whoever decides about it: no personal data. */
    String summary() {
        return month + " " + String.join(", ", items.stream().map(Item::name).toList()) + " × " + charges;
    }

    public List<Finding> stops() {
        return findings.stream().filter(Finding::stops).toList();
    }

    public boolean isStopped() {
        return !stops().isEmpty();
    }

    /** Whether it adds no line. */
    public boolean isEmpty() {
        return charges == 0;
    }

    /** Whether it has lines for another person to decide about, and nothing in their way. */
    public boolean isReady() {
        return !isStopped() && !isEmpty();
    }

    /** The month's total with this run. */
    public Money monthTotal() {
        return billed.plus(total);
    }

    public Money change() {
        return monthTotal().minus(previous);
    }

    /** Against last month, percent with two decimals; empty when nothing was billed then. */
    public Optional<BigDecimal> changePercent() {
        return percent(change(), previous);
    }

    static Optional<BigDecimal> percent(Money change, Money of) {
        return of.isZero()
                ? Optional.empty()
                : Optional.of(change.toYuan().movePointRight(2).divide(of.toYuan(), 2, RoundingMode.HALF_UP));
    }
}
