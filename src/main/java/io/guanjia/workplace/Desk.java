package io.guanjia.workplace;

import io.guanjia.approvals.Approval;
import io.guanjia.cashier.DaySheet;
import io.guanjia.cashier.ReceiptBook;
import io.guanjia.cashier.Takings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one person today; a part that the person's posts do not have is null or empty.
 *
 * @param mine what the person took today
 * @param book the person's own open book
 * @param ownSheets the person's sheets that are not handed over and signed
 * @param overview whether this person decides or closes there: the figures follow once the page is on the screen
 * @param toCount sheets that wait for the count of whoever accepts cash
 */
record Desk(List<Approval> approvals, List<InCommunity> communities, List<Group> groups) {

    record InCommunity(
            long id,
            String name,
            @Nullable Takings mine,
            @Nullable ReceiptBook book,
            List<DaySheet> ownSheets,
            List<DaySheet> toCount,
            boolean overview) {

        boolean isQuiet() {
            return mine == null && book == null && ownSheets.isEmpty() && toCount.isEmpty() && !overview;
        }
    }

    public boolean isNothingWaiting() {
        return approvals.isEmpty()
                && communities.stream()
                        .allMatch(one ->
                                one.ownSheets().isEmpty() && one.toCount().isEmpty());
    }

    /** Where the person's work is, as the menu orders it. */
    record Group(String labelKey, List<Link> links) {}

    record Link(String labelKey, String href) {}
}
