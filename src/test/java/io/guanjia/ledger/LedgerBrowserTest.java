package io.guanjia.ledger;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The books in front of an accountant. */
class LedgerBrowserTest extends BrowserTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 2);

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    Seals seals;

    @Autowired
    MovedClock clock;

    long community;
    Tab tab;

    @BeforeEach
    void booksOfTwoMonths() {
        community = Books.community();
        Staff.hire("accountant-" + community, community, "accountant");
        clock.set(LocalDate.of(2026, 2, 20));
        Books.run(community, () -> {
            for (int day = 0; day < 48; day += 2) {
                ledger.post(community, Books.bill(FIRST.plusDays(day), day));
                ledger.post(community, List.of(Books.cash(FIRST.plusDays(day), day, day, 12345678)));
            }
            ledger.reverse(community, SourceKind.BILL_RUN, 46, LocalDate.of(2026, 2, 19));
            seals.sealSheet(community, 2);
            periods.close(community, Month.of(2026, 1));
        });
        tab = open(Look.DESK).visit("/communities/" + community + "/ledger");
        tab.page().fill("#username", "accountant-" + community);
        tab.page().fill("#password", Staff.PASSWORD);
        tab.page().click(".gj-buttons .btn-primary");
        tab.settle();
    }

    @Test
    void looksRightOnEveryScreen() {
        String books = "/communities/" + community + "/ledger";
        inspectEverywhere(tab, books, "trial-balance");
        inspectEverywhere(tab, books + "/transfers?account=RECEIVABLE&from=2026-01-20", "account");
        tab.visit(books + "/transfers?premises=9-9-999").inspect("transfers-none");
        inspectEverywhere(tab, books + "/controls", "controls");
        inspectEverywhere(tab, books + "/seals?verify=true", "seals");
    }

    @Test
    void goesFromTheTrialBalanceToTheDocumentAndToWhatUndidIt() {
        tab.visit("/communities/" + community + "/ledger");
        tab.page().getByText("应收账款").first().click();
        tab.settle();
        assertThat(tab.page().locator("h1")).hasText("应收账款");
        tab.page().getByText("红冲").first().click();
        tab.settle().inspect("transfer");
        assertThat(tab.page().locator("h1")).containsText("记账");
        inspectEverywhere(tab, tab.page().url().replaceFirst("^http://[^/]+", ""), "transfer");
    }
}
