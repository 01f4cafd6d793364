package io.guanjia.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
class SealsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

    @Autowired
    Ledger ledger;

    @Autowired
    Periods periods;

    @Autowired
    Seals seals;

    @Autowired
    Controls controls;

    @Autowired
    MovedClock clock;

    long community;
    Seal sheet;
    Seal month;

    @BeforeEach
    void booksWithASealedSheetAndMonth() {
        community = Books.community();
        clock.set(LocalDate.of(2026, 2, 1));
        Books.run(community, () -> {
            ledger.post(community, Books.bill(DAY, 1));
            ledger.post(community, List.of(Books.cash(DAY, 1, 5, 10000), Books.cash(DAY, 2, 6, 200)));
            sheet = seals.sealSheet(community, 5);
            month = periods.close(community, Month.of(DAY));
        });
    }

    @Test
    void coversTheTransfersOfASheetAndOfAMonthAndChainsThem() {
        assertThat(sheet.transfers()).isEqualTo(1);
        assertThat(sheet.amount()).isEqualTo(new Money(10000));
        assertThat(sheet.previousId()).isNull();
        assertThat(month.subjectId()).isEqualTo(202601);
        assertThat(month.transfers()).isEqualTo(4);
        assertThat(month.amount()).isEqualTo(new Money(31202));
        assertThat(month.previousId()).isEqualTo(sheet.id());
        SealCheck check = verify();
        assertThat(check.intact()).isTrue();
        assertThat(check.seals()).isEqualTo(2);
        assertThat(check.transfers()).isEqualTo(5);
    }

    @Test
    void sealsASheetOnce() {
        assertThatThrownBy(() -> Books.as(community, () -> seals.sealSheet(community, 5)))
                .rootCause()
                .hasMessageContaining("seal_community_id_kind_subject_id_key");
    }

    @Test
    void findsAnAmountThatWasChangedBehindTheGuards() {
        tamper("update ledger.transfer set amount_fen = 10001 where community_id = ? and sheet_id = 5");
        assertThat(verify().broken())
                .extracting(broken -> broken.seal().id(), SealCheck.Broken::flaw)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(sheet.id(), SealCheck.Flaw.TRANSFERS_DIFFER),
                        org.assertj.core.groups.Tuple.tuple(month.id(), SealCheck.Flaw.TRANSFERS_DIFFER));
    }

    @Test
    void findsAPayerThatWasChangedBehindTheGuards() {
        tamper("update ledger.transfer set payer_id = 22 where community_id = ? and source_kind = 'BILL_RUN'");
        assertThat(verify().firstBroken()).hasValueSatisfying(broken -> {
            assertThat(broken.seal()).isEqualTo(month);
            assertThat(broken.flaw()).isEqualTo(SealCheck.Flaw.CONTENT_CHANGED);
        });
    }

    @Test
    void findsARowThatWasInsertedIntoASealedMonth() {
        tamper("insert into ledger.transfer (community_id, business_on, debit_account, credit_account, amount_fen,"
                + " source_kind, source_id, posted_at)"
                + " values (?, '2026-01-31', 'BANK', 'SAFE', 1, 'DAY_SHEET', 9, '2026-02-01 09:00+08')");
        assertThat(verify().firstBroken()).hasValueSatisfying(broken -> {
            assertThat(broken.seal()).isEqualTo(month);
            assertThat(broken.transfers()).isEqualTo(5);
        });
    }

    @Test
    void findsARowThatWasRemoved() {
        tamper("delete from ledger.transfer where community_id = ? and sheet_id = 6");
        assertThat(verify().firstBroken())
                .hasValueSatisfying(broken -> assertThat(broken.seal()).isEqualTo(month));
    }

    @Test
    void findsASealThatWasWrittenAnewBecauseTheNextOneNamesTheOldHash() {
        tamperSeal(
                "update ledger.seal set sha256 = sha256('another'), transfers = 1 where community_id = ? and kind = 'DAY_SHEET'");
        assertThat(verify().broken()).extracting(broken -> broken.seal().id()).containsExactly(sheet.id(), month.id());
    }

    @Test
    void findsASealThatWasTakenOutOfTheChain() {
        tamperSeal("delete from ledger.seal where community_id = ? and kind = 'DAY_SHEET'");
        assertThat(verify().firstBroken())
                .hasValueSatisfying(broken -> assertThat(broken.flaw()).isEqualTo(SealCheck.Flaw.CHAIN_BROKEN));
    }

    @Test
    void findsAClosedMonthWithoutASeal() {
        tamperSeal("delete from ledger.seal where community_id = ? and kind = 'MONTH'");
        SealCheck check = verify();
        assertThat(check.intact()).isFalse();
        assertThat(check.unsealed()).containsExactly(Month.of(DAY));
    }

    @Test
    void keepsOneChainWhenManySealAtOnce() {
        CompletableFuture<?>[] sealing = LongStream.rangeClosed(100, 115)
                .mapToObj(id ->
                        CompletableFuture.runAsync(() -> Books.run(community, () -> seals.sealSheet(community, id))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sealing).join();
        SealCheck check = verify();
        assertThat(check.intact()).isTrue();
        assertThat(check.seals()).isEqualTo(18);
    }

    /** Somebody who does not trust the program computes the seals with the statement of docs/ledger.md. */
    @Test
    void isTheSameInTheStatementOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/ledger.md"));
        String statement = page.substring(page.indexOf("```sql") + 6, page.indexOf("```", page.indexOf("```sql") + 6));
        for (Seal seal : List.of(sheet, month)) {
            String computed = TestDatabases.current()
                    .owner()
                    .fetchSingle(statement.replace("{c}", "" + community).replace("{seal}", "" + seal.id()))
                    .get(0, String.class);
            assertThat(computed).isEqualTo(seal.sha256());
        }
    }

    @Test
    void provesTheKeptBalancesToo() {
        assertThat(closedBalances()).isNotEmpty().allMatch(one -> !one.differs());
        tamper("update ledger.transfer set amount_fen = 201 where community_id = ? and sheet_id = 6");
        assertThat(closedBalances())
                .filteredOn(Comparison::differs)
                .extracting(Comparison::difference)
                .containsExactly(new Money(-1), new Money(1));
    }

    private List<Comparison> closedBalances() {
        return Books.read(community, () -> controls.check(community)).stream()
                .filter(result -> result.name().equals("closed-balances"))
                .flatMap(result -> result.comparisons().stream())
                .toList();
    }

    private SealCheck verify() {
        return Books.read(community, () -> seals.verify(community));
    }

    private void tamper(String statement) {
        tamper("transfer", statement);
    }

    private void tamperSeal(String statement) {
        tamper("seal", statement);
    }

    /** As somebody who may switch the guards off. */
    private void tamper(String table, String statement) {
        TestDatabases.current().owner().transaction(inside -> {
            inside.dsl().execute("alter table ledger." + table + " disable trigger user");
            inside.dsl().execute(statement, community);
            inside.dsl().execute("alter table ledger." + table + " enable trigger user");
        });
    }
}
