package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.TRANSFER;
import static io.guanjia.db.ledger.enums.Account.BILLED_IN_ADVANCE;
import static io.guanjia.db.ledger.enums.Account.CASH_IN_HAND;
import static io.guanjia.db.ledger.enums.Account.OUTPUT_VAT;
import static io.guanjia.db.ledger.enums.Account.RECEIVABLE;
import static io.guanjia.db.ledger.enums.Account.REVENUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
class LedgerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    @Autowired
    Ledger ledger;

    @Autowired
    Balances balances;

    @Autowired
    TrialBalances trialBalances;

    long community;

    @BeforeEach
    void newBooks() {
        community = Books.community();
    }

    @Test
    void postsTheTransfersOfADocumentWithWhoAndWhen() {
        Books.run(community, () -> ledger.post(community, Books.bill(DAY, 1)));
        var rows = TestDatabases.current()
                .owner()
                .selectFrom(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(community))
                .orderBy(TRANSFER.ID)
                .fetch();
        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row.getDebitAccount()).isEqualTo(RECEIVABLE);
            assertThat(row.getBusinessOn()).isEqualTo(DAY);
            assertThat(row.getActorId()).isEqualTo(Books.COLLECTOR);
            assertThat(row.getPostedAt()).isNotNull();
            assertThat(row.getSourceKind()).isEqualTo(SourceKind.BILL_RUN);
            assertThat(row.getSourceId()).isEqualTo(1);
            assertThat(row.getPremisesId()).isEqualTo(11);
            assertThat(row.getPayerId()).isEqualTo(21);
            assertThat(row.getItemId()).isEqualTo(31);
            assertThat(row.getChargeId()).isEqualTo(41);
            assertThat(row.getReversesId()).isNull();
        });
        assertThat(rows.getValues(TRANSFER.AMOUNT_FEN)).containsExactly(new Money(19813), new Money(1189));
    }

    @Test
    void postsASetInOneStatement() {
        long posted = Books.as(
                community,
                () -> ledger.postAll(
                        community,
                        DAY,
                        select(
                                        inline(RECEIVABLE),
                                        inline(BILLED_IN_ADVANCE),
                                        val(new Money(5), TRANSFER.AMOUNT_FEN),
                                        DSL.field("n", Long.class),
                                        castNull(Long.class),
                                        castNull(Long.class),
                                        castNull(Long.class),
                                        castNull(Long.class),
                                        inline(SourceKind.BILL_RUN),
                                        val(9L),
                                        castNull(Long.class))
                                .from("generate_series(1, 1000) n")));
        assertThat(posted).isEqualTo(1000);
        assertThat(balanceOf(BILLED_IN_ADVANCE)).isEqualTo(new Money(5000));
    }

    @Test
    void refusesLinesOfAnotherShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Books.run(community, () -> ledger.postAll(community, DAY, select(val(1)))));
    }

    @Test
    void cannotWriteDownAnUnbalancedEntry() {
        Transfer.Builder transfer =
                Transfer.on(DAY).source(SourceKind.PAYMENT, 1).debit(CASH_IN_HAND);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> transfer.credit(CASH_IN_HAND).amount(new Money(1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transfer.credit(RECEIVABLE).amount(Money.ZERO).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> transfer.credit(RECEIVABLE).amount(new Money(-1)).build());
    }

    @Test
    void undoesADocumentOnceAndLeavesNothingOfIt() {
        Books.run(community, () -> ledger.post(community, Books.bill(DAY, 1)));
        Books.run(community, () -> ledger.post(community, Books.bill(DAY, 2)));
        LocalDate later = DAY.plusMonths(1);
        assertThat(Books.as(community, () -> ledger.reverse(community, SourceKind.BILL_RUN, 1, later)))
                .isEqualTo(2);
        assertThat(Books.as(community, () -> ledger.reverse(community, SourceKind.BILL_RUN, 1, later)))
                .as("there is nothing left to undo, and reversals are not undone")
                .isZero();
        assertThat(balanceOf(RECEIVABLE)).isEqualTo(new Money(21002));
        assertThat(balanceOf(REVENUE)).isEqualTo(new Money(19813));
        assertThat(balanceOf(OUTPUT_VAT)).isEqualTo(new Money(1189));
    }

    @Test
    void namesWhatAReversalUndoes() {
        Books.run(community, () -> ledger.post(community, List.of(Books.cash(DAY, 1, 5, 100))));
        Books.run(community, () -> ledger.reverse(community, SourceKind.PAYMENT, 1, DAY));
        var rows = TestDatabases.current()
                .owner()
                .selectFrom(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(community))
                .orderBy(TRANSFER.ID)
                .fetch();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).getReversesId()).isEqualTo(rows.get(0).getId());
        assertThat(rows.get(1).getDebitAccount()).isEqualTo(RECEIVABLE);
        assertThat(rows.get(1).getCreditAccount()).isEqualTo(CASH_IN_HAND);
        assertThat(rows.get(1).getHolderId()).isEqualTo(Books.COLLECTOR);
        assertThat(rows.get(1).getSheetId()).isEqualTo(5);
        assertThat(Books.as(community, () -> balances.heldBy(community, CASH_IN_HAND, Books.COLLECTOR)))
                .isEqualTo(Money.ZERO);
    }

    @Test
    void addsUpByAccountAndDay() {
        Books.run(community, () -> ledger.post(community, Books.bill(DAY, 1)));
        Books.run(community, () -> ledger.post(community, List.of(Books.cash(DAY.plusDays(1), 1, 5, 10000))));
        TrialBalance before = Books.read(community, () -> trialBalances.on(community, DAY));
        assertThat(before.lines())
                .containsExactly(
                        new TrialBalance.Line(RECEIVABLE, new Money(21002), Money.ZERO),
                        new TrialBalance.Line(REVENUE, Money.ZERO, new Money(19813)),
                        new TrialBalance.Line(OUTPUT_VAT, Money.ZERO, new Money(1189)));
        TrialBalance after = Books.read(community, () -> trialBalances.on(community, DAY.plusDays(1)));
        assertThat(after.of(RECEIVABLE).balance()).isEqualTo(new Money(11002));
        assertThat(after.of(REVENUE).balance()).isEqualTo(new Money(-19813));
        assertThat(after.debit()).isEqualTo(after.credit()).isEqualTo(new Money(31002));
        assertThat(Books.as(community, () -> balances.heldByAll(community, CASH_IN_HAND)))
                .containsExactly(java.util.Map.entry(Books.COLLECTOR, new Money(10000)));
    }

    private Money balanceOf(io.guanjia.db.ledger.enums.Account account) {
        return Books.as(community, () -> balances.balance(community, account, DAY.plusYears(1)));
    }
}
