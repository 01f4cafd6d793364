package io.guanjia.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What PostgreSQL itself refuses, whoever asks past the services. */
@GuanjiaTest
class LedgerGuardsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    Seals seals;

    @Autowired
    MovedClock clock;

    long community;

    @BeforeEach
    void booksWithAClosedMonthAndASealedSheet() {
        community = Books.community();
        clock.set(LocalDate.of(2026, 2, 1));
        Books.run(community, () -> {
            ledger.post(community, Books.bill(DAY, 1));
            ledger.post(community, List.of(Books.cash(DAY, 1, 5, 100)));
            seals.sealSheet(community, 5);
            periods.close(community, io.guanjia.kernel.Month.of(DAY));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer", "seal", "closed_balance"})
    void isAppendOnlyToTheApplicationAndToTheOwner(String table) {
        String column =
                table.equals("closed_balance") ? "debit_fen" : table.equals("seal") ? "transfers" : "amount_fen";
        List<String> changes = List.of(
                "update ledger." + table + " set " + column + " = " + column + " + 1",
                "delete from ledger." + table,
                "truncate ledger." + table);
        for (String change : changes) {
            assertThatThrownBy(() -> asApplication(change)).rootCause().hasMessageContaining("permission denied");
            assertThatThrownBy(() -> TestDatabases.current().owner().execute(change))
                    .rootCause()
                    .hasMessageContaining("ledger." + table + " is append-only");
        }
    }

    @Test
    void takesNothingIntoAClosedMonth() {
        assertRefused(insert("'2026-01-31', 'BANK', 'SAFE', 1, null, null"), "month of 2026-01-31 is closed");
        assertRefused(insert("'2025-12-31', 'BANK', 'SAFE', 1, null, null"), "month of 2025-12-31 is closed");
    }

    @Test
    void takesNothingOntoASealedSheet() {
        assertRefused(insert("'2026-02-01', 'BANK', 'SAFE', 1, 5, null"), "day sheet 5 is sealed");
    }

    @Test
    void hasNoRoomForAnUnbalancedEntry() {
        assertRefused(insert("'2026-02-01', 'BANK', 'BANK', 1, null, null"), "violates check constraint");
        assertRefused(insert("'2026-02-01', 'BANK', 'SAFE', 0, null, null"), "violates check constraint");
        assertRefused(insert("'2026-02-01', 'BANK', 'SAFE', -1, null, null"), "violates check constraint");
        assertRefused(insert("'2026-02-01', 'BANK', null, 1, null, null"), "violates not-null constraint");
    }

    @Test
    void takesOnlyTheMirrorOfATransferAsItsReversalAndThatOnce() {
        long cash = id("PAYMENT");
        assertRefused(insert("'2026-02-01', 'RECEIVABLE', 'CASH_IN_HAND', 99, null, " + cash), "does not mirror");
        assertRefused(insert("'2026-02-01', 'RECEIVABLE', 'SAFE', 100, null, " + cash), "does not mirror");
        assertRefused(insert("'2026-02-01', 'RECEIVABLE', 'CASH_IN_HAND', 100, null, 987654321"), "does not mirror");
        String mirror = insert("'2026-02-01', 'RECEIVABLE', 'CASH_IN_HAND', 100, null, " + cash);
        asApplication(mirror);
        assertRefused(mirror, "transfer_reversed_once");
    }

    @Test
    void showsAndTakesNothingOfAnotherCommunity() {
        long other = Books.community();
        assertThatThrownBy(() -> Books.run(
                        other,
                        () -> transaction.executeWithoutResult(
                                begun -> sql.execute(insert("'2026-02-01', 'BANK', 'SAFE', 1, null, null")))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private void assertRefused(String insert, String message) {
        assertThatThrownBy(() -> asApplication(insert)).rootCause().hasMessageContaining(message);
    }

    private void asApplication(String statement) {
        Books.run(community, () -> transaction.executeWithoutResult(begun -> sql.execute(statement)));
    }

    /** @param values day, debit, credit, fen, sheet, transfer that is reversed */
    private String insert(String values) {
        return "insert into ledger.transfer (business_on, debit_account, credit_account, amount_fen, sheet_id, reverses_id,"
                + " community_id, source_kind, source_id, posted_at) values (" + values + ", " + community
                + ", 'DAY_SHEET', 9, '2026-02-01 09:00+08')";
    }

    private long id(String source) {
        return TestDatabases.current()
                .owner()
                .fetchSingle(
                        "select id from ledger.transfer where community_id = ? and source_kind = ?::ledger.source_kind",
                        community,
                        source)
                .get(0, Long.class);
    }
}
