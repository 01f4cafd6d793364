package io.guanjia.imports;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static io.guanjia.db.openings.Tables.LINE;
import static io.guanjia.db.openings.Tables.PAST_PAYMENT;
import static io.guanjia.db.openings.Tables.STATEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.MakerIsChecker;
import io.guanjia.billing.BillRuns;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.openings.enums.StatementState;
import io.guanjia.identity.Staff;
import io.guanjia.insight.CollectionRates;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.openings.OpeningRefused;
import io.guanjia.openings.OpeningReversals;
import io.guanjia.openings.Openings;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A paper ledger (台账) becomes opening balances, signed by another person, and history. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("CLERK-04")
@Tag("ASST-01")
class LedgerImportTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final String HEADER = "楼号|房号|户主|面积|月应收|1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月|欠费合计|缴费日期|收据号";
    private static final String WHOLE_YEAR = "240.78|".repeat(12);

    @Autowired
    Imports imports;

    @Autowired
    Openings openings;

    @Autowired
    OpeningReversals reversals;

    @Autowired
    Approvals approvals;

    @Autowired
    CollectionRates rates;

    @Autowired
    BillRuns runs;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovedClock clock;

    private static int hired;

    private Importing office;
    private long manager;
    private long item;

    /** For tests that keep nothing. */
    private static @Nullable Importing shared;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2026, 1, 5));
        if (shared == null) shared = estate();
        work(shared);
    }

    /** One that nobody has touched. */
    private void alone() {
        work(estate());
    }

    private Importing estate() {
        Importing estate = new Importing(imports, transaction);
        ImportOptions options = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
        estate.apply(estate.begin("estate", options, Importing.file("yunxi/migration.xlsx"), "migration.xlsx"));
        return estate;
    }

    private void work(Importing estate) {
        office = estate;
        hired++;
        manager = Staff.hire("ledger-manager-" + hired, office.community, "manager");
        item = office.asClerk(() -> sql.select(CHARGE_ITEM.ID)
                .from(CHARGE_ITEM)
                .where(CHARGE_ITEM.COMMUNITY_ID.eq(office.community), CHARGE_ITEM.NAME.eq("住宅物业费"))
                .fetchSingle()
                .value1());
    }

    @Test
    void arrivesAtTheFiguresOfTheEstate() {
        ImportSummary tried = office.check(begin());

        assertThat(tried.rejections()).isEmpty();
        assertThat(tried.warnings()).isEmpty();
        assertThat(tried.found()).containsEntry("rows", 412);
        assertThat(tried.amounts())
                .containsEntry("paid", Money.parse("940302.24"))
                .containsEntry("arrears", Money.parse("367820.04"));
        assertThat(tried.byBuilding())
                .containsExactly(
                        Map.entry("1", Money.parse("57995.28")),
                        Map.entry("2", Money.parse("79709.91")),
                        Map.entry("3", Money.parse("78199.26")),
                        Map.entry("4", Money.parse("55105.35")),
                        Map.entry("5", Money.parse("52508.94")),
                        Map.entry("6", Money.parse("44301.30")));
        assertThat(tried.applied()).isFalse();
        assertThat(count(STATEMENT) + count(PAST_PAYMENT)).isZero();
    }

    @Test
    void owesNothingBeforeAnotherPersonHasSigned() {
        alone();
        office.apply(begin());
        long approval = approval();

        assertThat(count(CHARGE)).isZero();
        assertThatThrownBy(() -> as(office.clerk, () -> approvals.approve(office.community, approval, null)))
                .isInstanceOfAny(MakerIsChecker.class, org.springframework.security.access.AccessDeniedException.class);
        assertThatThrownBy(() -> as(manager, () -> approvals.reject(office.community, approval, " ")))
                .isInstanceOf(io.guanjia.kernel.InvalidInput.class);
        as(manager, () -> approvals.approve(office.community, approval, null));

        assertThat(arrears()).isEqualTo(Money.parse("367820.04"));
        assertThat(sumOfTransfers()).isEqualTo(Money.parse("367820.04"));
        assertThat(count(CHARGE)).isEqualTo(count(LINE));
        changesNothingWhenItComesAgain();
    }

    private void changesNothingWhenItComesAgain() {
        int payments = count(PAST_PAYMENT);

        ImportSummary again = office.apply(begin());

        assertThat(again.applied()).isTrue();
        assertThat(again.created()).isZero();
        assertThat(again.equal()).isEqualTo(payments + count(LINE));
        assertThat(count(STATEMENT)).isEqualTo(1);
        assertThat(count(PAST_PAYMENT)).isEqualTo(payments);
    }

    @Test
    void isTakenBackByReversalWhileNothingStandsOnIt() {
        alone();
        long id = begin();
        office.apply(id);
        as(manager, () -> approvals.approve(office.community, approval(), null));
        assertThatThrownBy(() -> office.undo(id)).isInstanceOf(OpeningRefused.class);

        long asked = office.asClerk(() -> reversals.propose(office.community, statement(), "年度弄错了"));
        as(manager, () -> approvals.approve(office.community, asked, null));
        office.undo(id);

        assertThat(arrears()).isEqualTo(Money.ZERO);
        assertThat(count(TRANSFER)).isEqualTo(2 * count(CHARGE));
        assertThat(count(PAST_PAYMENT)).isZero();
        assertThat(office.check(begin()).rejections()).isEmpty();
    }

    @Test
    void isWithdrawnWithItsImportWhileItWaits() {
        alone();
        long id = begin();
        office.apply(id);

        office.undo(id);

        assertThat(state()).isEqualTo(StatementState.REJECTED);
        assertThat(count(LINE) + count(PAST_PAYMENT)).isZero();
    }

    @Test
    void readsWhatPeopleWriteIntoAMonth() {
        ImportSummary tried = office.check(begin(
                HEADER,
                "１＃|1单元101室|陈若英　|102.46㎡|240.78|已缴|√|2025.3.5|240.78元|２４０．７８|100|欠|未缴||—|免|0|1344.68|3月5日|№0100001",
                "小计||||||||||||||||||1,344.68||"));

        assertThat(tried.rejections()).isEmpty();
        assertThat(tried.warnings()).isEmpty();
        assertThat(tried.amounts())
                .containsEntry("paid", Money.parse("1303.90"))
                .containsEntry("arrears", Money.parse("1344.68"));
    }

    @Test
    void rejectsRowsThatContradictThemselvesOrTheRegister() {
        ImportSummary tried = office.check(begin(
                HEADER,
                "1#|1-101|陈若英|102.46|240.78|" + WHOLE_YEAR + "12.00||",
                "1#|1-102|袁艳秀|118.73|279.02|300|" + "|".repeat(11) + "3069.22||",
                "1#|1-201|喻英然|102.46|240.78|半年|" + "|".repeat(11) + "||",
                "9#|1-201|喻英然|102.46|240.78|" + WHOLE_YEAR + "||",
                "1#|1-101|陈若英|102.46|240.78|" + WHOLE_YEAR + "||"));

        assertThat(tried.rejections())
                .extracting(Rejection::code)
                .containsExactly("arrears-differ", "paid-more", "month-unclear", "unknown-premises", "twice");
        assertThat(tried.rejections().get(0).arguments()).containsExactly("12.00", "0.00");
    }

    @Test
    void rejectsPaymentsOfDaysToCome() {
        ImportSummary tried = office.check(begin(
                HEADER,
                "1#|1-101|陈若英|102.46|240.78|" + WHOLE_YEAR + "|2052-03-05|",
                "1#|1-102|袁艳秀|118.73|279.02|2052-01-05|" + "|".repeat(11) + "3069.22||"));

        assertThat(tried.rejections())
                .extracting(Rejection::row, Rejection::code)
                .containsExactly(tuple(2, "day-in-future"), tuple(3, "day-in-future"));
    }

    @Test
    void writesBesideTheRowsOfTheOwnWorkbookWhatSomebodyShouldLookAt() throws Exception {
        long id = begin(HEADER, "1#|1-101|王某某|99.99㎡|240.78|" + WHOLE_YEAR + "|待查|", "1栋小计|||||||||||||||||7.00||");
        office.check(id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        office.asClerk(() -> {
            ImportBatch batch = imports.get(office.community, id);
            imports.write(batch, List.of(), "原因", Rejection::code, one -> "提示：" + one.code(), bytes, true);
            return id;
        });

        Path own = Files.createTempFile("own", ".xlsx");
        Files.write(own, bytes.toByteArray());
        try (Workbook workbook = Workbooks.open(own);
                Stream<SheetRow> rows = workbook.rows(workbook.sheetNames().get(0))) {
            List<SheetRow> all = rows.toList();
            assertThat(all.get(0).cells().get(all.get(0).cells().size() - 1).text())
                    .isEqualTo("原因");
            assertThat(all.get(1).cells().get(all.get(1).cells().size() - 1).text())
                    .contains("提示：owner-differs", "提示：area-differs", "提示：day-unclear");
            assertThat(all.get(2).cells().get(all.get(2).cells().size() - 1).text())
                    .isEqualTo("提示：sum-differs");
        }
    }

    @Test
    void saysWhatSomebodyShouldLookAtAndTakesTheRow() {
        ImportSummary tried = office.check(
                begin(HEADER, "1#|1-101|王某某|99.99㎡|240.78|" + WHOLE_YEAR + "|待查|", "1栋小计|||||||||||||||||7.00||"));

        assertThat(tried.rejections()).isEmpty();
        assertThat(tried.warnings())
                .extracting(Rejection::code)
                .containsExactlyInAnyOrder("day-unclear", "owner-differs", "area-differs", "sum-differs");
    }

    @Test
    void takesOverNoMonthThatIsChargedHereOrKeptHere() {
        alone();
        bill(Month.of(2025, 12));
        ImportSummary charged =
                office.check(begin(HEADER, "1#|1-101|陈若英|102.46|240.78|" + "240.78|".repeat(11) + "|240.78||"));
        assertThat(charged.rejections()).extracting(Rejection::code).containsExactly("month-charged");

        io.guanjia.testing.TestDatabases.current()
                .owner()
                .execute("update estate.community set cut_over_on = '2025-11-01' where id = ?", office.community);
        ImportSummary kept = office.check(begin(
                HEADER,
                "1#|1-102|袁艳秀|118.73|279.02|" + "279.02|".repeat(9) + "|||279.02||",
                "1#|1-201|喻英然|102.46|240.78|" + WHOLE_YEAR + "||"));
        assertThat(kept.rejections()).extracting(Rejection::code).containsExactly("paid-ahead");
        assertThat(kept.amounts()).containsEntry("arrears", Money.parse("279.02"));
    }

    @Test
    void takesTheYearFromTheImporterBeforeTheSheet() {
        long without = begin(null, Importing.sheet(HEADER, "1#|1-101|陈若英|102.46|240.78|" + WHOLE_YEAR + "||"));
        assertThat(office.check(without).rejections())
                .extracting(Rejection::code)
                .containsExactly("year-missing");

        assertThat(office.check(begin(2025, Importing.sheet(HEADER, "1#|1-101|陈若英|102.46|240.78|" + WHOLE_YEAR + "||")))
                        .rejections())
                .isEmpty();
        assertThat(office.check(begin(2026, Importing.file("yunxi/ledger-2025.xlsx")))
                        .rejections())
                .isNotEmpty();
    }

    private long begin() {
        return begin(null, Importing.file("yunxi/ledger-2025.xlsx"));
    }

    private long begin(String... rows) {
        return begin(2025, Importing.sheet(rows));
    }

    private long begin(Integer year, byte[] workbook) {
        return office.begin("ledger", ImportOptions.ledger(item, year), workbook, "ledger-2025.xlsx");
    }

    private void bill(Month month) {
        long run = office.asClerk(() -> runs.preview(office.community, month, List.of(item)));
        long asked = office.asClerk(() -> runs.propose(office.community, run));
        as(manager, () -> approvals.approve(office.community, asked, null));
        scheduler.runAnyDueExecutions();
    }

    private Money arrears() {
        return as(manager, () -> rates.of(office.community, Month.of(2025, 12), LocalDate.of(2026, 1, 5)))
                .groups()
                .stream()
                .filter(group -> group.kind() == io.guanjia.db.insight.enums.RateGroup.COMMUNITY)
                .findFirst()
                .orElseThrow()
                .year()
                .open();
    }

    private Money sumOfTransfers() {
        return new Money(office.asClerk(() -> sql.resultQuery(
                        "select sum(amount_fen)::bigint from ledger.transfer where community_id = {0} and"
                                + " debit_account = 'RECEIVABLE' and credit_account = 'OPENING_BALANCE'",
                        org.jooq.impl.DSL.val(office.community))
                .fetchSingle()
                .get(0, Long.class)));
    }

    private long statement() {
        return office.asClerk(() -> openings.page(office.community, new io.guanjia.web.Paging(10, null))
                .items()
                .get(0)
                .id());
    }

    private StatementState state() {
        return office.asClerk(() -> openings.get(office.community, statement()).state());
    }

    private long approval() {
        return office.asClerk(() -> approvals.pending(office.community, Openings.KIND, statement()))
                .orElseThrow()
                .id();
    }

    private <T> T as(long account, Supplier<T> work) {
        return Scopes.call(Scope.of(office.community, account), () -> transaction.execute(status -> work.get()));
    }

    private int count(Table<?> table) {
        return office.asClerk(() ->
                sql.fetchCount(table, table.field("community_id", Long.class).eq(office.community)));
    }
}
