package io.guanjia.ledger;

import static io.guanjia.db.ledger.enums.Account.CASH_IN_HAND;
import static io.guanjia.db.ledger.enums.Account.RECEIVABLE;
import static io.guanjia.db.ledger.enums.Account.REVENUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Three months of bills and payments, the first two closed. */
@GuanjiaTest
class TransfersTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    Transfers transfers;

    @Autowired
    TrialBalances trialBalances;

    @Autowired
    MovedClock clock;

    long community;

    @BeforeEach
    void threeMonths() {
        community = Books.community();
        clock.set(LocalDate.of(2026, 4, 1));
        Books.run(community, () -> {
            for (int day = 0; day < 85; day += 5) {
                LocalDate on = FIRST.plusDays(day);
                ledger.post(community, Books.bill(on, day));
                ledger.post(community, List.of(Books.cash(on, day, 5, 20000)));
                ledger.post(community, List.of(Books.cash(on, day, 5, 1)));
            }
            ledger.reverse(community, SourceKind.BILL_RUN, 80, LocalDate.of(2026, 3, 25));
            periods.close(community, Month.of(2026, 1));
            periods.close(community, Month.of(2026, 2));
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Account.class,
            names = {"RECEIVABLE", "REVENUE", "CASH_IN_HAND", "OUTPUT_VAT"})
    void runsABalanceThatIsTheTrialBalanceOfEachDay(Account account) {
        for (LocalDate from : List.of(FIRST, LocalDate.of(2026, 2, 6), LocalDate.of(2026, 3, 10))) {
            TransferFilter filter = new TransferFilter(account, null, null, null, null, from, null);
            List<Posted> rows = all(filter, 7);
            assertThat(rows).isNotEmpty().doesNotHaveDuplicates();
            for (int at = 0; at < rows.size(); at++) {
                LocalDate on = rows.get(at).transfer().businessOn();
                boolean lastOfDay = at == rows.size() - 1
                        || !rows.get(at + 1).transfer().businessOn().equals(on);
                if (lastOfDay) {
                    assertThat(rows.get(at).balance())
                            .as("%s on %s, listed from %s", account, on, from)
                            .isEqualTo(balance(account, on));
                }
            }
            assertThat(Books.<Money>read(community, () -> transfers.broughtForward(community, filter)))
                    .isEqualTo(balance(account, from.minusDays(1)));
        }
    }

    @Test
    void listsTheSamePageByPageAndAllAtOnce() {
        TransferFilter filter = TransferFilter.ofAccount(RECEIVABLE);
        List<Posted> some = new ArrayList<>();
        Books.<Boolean>read(community, () -> {
            transfers.each(community, filter, some::addAll);
            return true;
        });
        assertThat(some).isEqualTo(all(filter, 9)).isEqualTo(all(filter, 500));
    }

    @Test
    void filtersByPremisesHolderDocumentAndDate() {
        assertThat(all(TransferFilter.ofPremises(11), 50)).hasSize(17 * 4 + 2);
        assertThat(all(TransferFilter.ofPremises(12), 50)).isEmpty();
        assertThat(all(TransferFilter.ofSource(SourceKind.PAYMENT, 5), 50))
                .extracting(row -> row.transfer().amount().fen())
                .containsExactly(20000L, 1L);
        LocalDate day = FIRST.plusDays(10);
        assertThat(all(new TransferFilter(null, null, Books.COLLECTOR, null, null, day, day), 50))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.balance()).isNull());
    }

    @Test
    void runsABalanceOfOneHolder() {
        TransferFilter filter =
                new TransferFilter(CASH_IN_HAND, null, Books.COLLECTOR, null, null, LocalDate.of(2026, 3, 1), null);
        List<Posted> rows = all(filter, 4);
        assertThat(rows.get(rows.size() - 1).balance()).isEqualTo(new Money(17 * 20001));
        assertThat(Books.<Money>read(community, () -> transfers.broughtForward(community, filter)))
                .isEqualTo(new Money(12 * 20001));
    }

    @Test
    void namesTheCounterpartInBothDirections() {
        List<Posted> rows = all(TransferFilter.ofSource(SourceKind.BILL_RUN, 80), 50);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).reversedById()).isEqualTo(rows.get(2).id());
        assertThat(rows.get(2).reversesId()).isEqualTo(rows.get(0).id());
        assertThat(rows.get(0).reversesId()).isNull();
        Posted one =
                Books.read(community, () -> transfers.get(community, rows.get(0).id()));
        assertThat(one.counterpartId()).isEqualTo(rows.get(2).id());
        assertThat(Books.<List<Posted>>read(community, () -> transfers.ofSource(community, one)))
                .isEqualTo(rows);
    }

    @Test
    void showsNothingToWhoMayNotReadTheBooks() {
        assertThatThrownBy(() -> Books.as(
                        community,
                        () -> transfers.page(community, TransferFilter.ofAccount(REVENUE), new Paging(10, null))))
                .isInstanceOf(AccessDeniedException.class);
        long other = Books.community();
        assertThatThrownBy(() -> Books.read(
                        other,
                        () -> transfers.get(
                                other,
                                all(TransferFilter.ofPremises(11), 50).get(0).id())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void takesAMadeUpCursorForInvalidInput() {
        Paging paging = new Paging(10, Cursor.of("tomorrow", 1));
        assertThatThrownBy(() -> Books.read(
                        community, () -> transfers.page(community, TransferFilter.ofAccount(REVENUE), paging)))
                .isInstanceOf(InvalidInput.class);
    }

    private Money balance(Account account, LocalDate on) {
        return Books.read(community, () -> trialBalances.on(community, on))
                .of(account)
                .normalBalance();
    }

    private List<Posted> all(TransferFilter filter, int limit) {
        List<Posted> rows = new ArrayList<>();
        Cursor after = null;
        while (true) {
            Paging paging = new Paging(limit, after);
            var page = Books.read(community, () -> transfers.page(community, filter, paging));
            rows.addAll(page.items());
            if (page.next() == null) {
                return rows;
            }
            Posted last = rows.get(rows.size() - 1);
            after = Cursor.of(last.transfer().businessOn(), last.id());
        }
    }
}
