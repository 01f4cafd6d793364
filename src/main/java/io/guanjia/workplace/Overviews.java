package io.guanjia.workplace;

import io.guanjia.cashier.ReceiptBook;
import io.guanjia.cashier.ReceiptBooks;
import io.guanjia.db.cashier.enums.BookState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.insight.CollectionRates;
import io.guanjia.insight.CollectionReport;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Controls;
import io.guanjia.ledger.Period;
import io.guanjia.ledger.Periods;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a community looks like today to those who decide and to those who close its months, from what the rooms know already. */
@Component
@Transactional(readOnly = true)
class Overviews {

    private final CollectionRates rates;
    private final Periods periods;
    private final ReceiptBooks books;
    private final Controls controls;
    private final Access access;
    private final Clock clock;

    Overviews(
            CollectionRates rates, Periods periods, ReceiptBooks books, Controls controls, Access access, Clock clock) {
        this.rates = rates;
        this.periods = periods;
        this.books = books;
        this.controls = controls;
        this.access = access;
        this.clock = clock;
    }

    /** @param collection null for posts that decide nothing; {@code closing} null for those that close nothing */
    record Overview(
            long c,
            @Nullable CollectionReport collection,
            @Nullable Closing closing) {}

    /**
     * @param months before this one, and not closed
     * @param stubs used-up books whose stubs are not handed in
     * @param differences checks of the books that do not hold
     */
    record Closing(List<Month> months, int booksOut, int stubs, List<Controls.Result> differences) {}

    boolean concerns(long c) {
        return decides(c) || closes(c);
    }

    Overview of(long c) {
        LocalDate today = LocalDate.now(clock);
        return new Overview(
                c,
                decides(c) ? rates.of(c, Month.of(today), today) : null,
                closes(c) ? closing(c, Month.of(today)) : null);
    }

    private Closing closing(long c, Month now) {
        List<ReceiptBook> out = books.all(c).stream().filter(ReceiptBook::isOut).toList();
        return new Closing(
                periods.list(c).stream()
                        .filter(period -> !period.isClosed())
                        .map(Period::month)
                        .filter(month -> month.isBefore(now))
                        .sorted()
                        .toList(),
                out.size(),
                (int) out.stream()
                        .filter(book -> book.state() == BookState.USED_UP)
                        .count(),
                controls.check(c).stream().filter(result -> !result.holds()).toList());
    }

    private boolean decides(long c) {
        return access.may(Permission.MONTH_CLOSE_APPROVE, c) && access.may(Permission.INSIGHT_READ, c);
    }

    private boolean closes(long c) {
        return access.may(Permission.MONTH_CLOSE_PROPOSE, c)
                && access.may(Permission.LEDGER_READ, c)
                && access.may(Permission.CASHIER_READ, c);
    }
}
