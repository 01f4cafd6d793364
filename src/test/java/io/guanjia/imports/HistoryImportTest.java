package io.guanjia.imports;

import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.openings.PastPayment;
import io.guanjia.openings.PaymentHistory;
import io.guanjia.testing.GuanjiaTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Payments of the time before Guanjia: told on the household page, never money of this house. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("ASST-01")
class HistoryImportTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final String HEADER = "房屋|收费项目|周期|起|止|缴费时间|应缴|实缴|收据号";
    private static final String[] ROWS = {
        HEADER,
        "1-1-101|住宅物业费|月|2025-01-01|2025-01-31|2025.3.5|240.78|240.78|№0100001",
        "1栋1单元101室|住宅物业费|2025年第二季度|||2025-04-02|722.34|700.00|",
    };

    @Autowired
    Imports imports;

    @Autowired
    PaymentHistory history;

    @Autowired
    DSLContext sql;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TransactionTemplate transaction;

    private Importing office;
    private long room;

    @BeforeEach
    void anOfficeWithOneRoom() {
        office = new Importing(imports, transaction);
        ImportOptions options = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
        office.apply(office.begin("estate", options, Importing.file("yunxi/migration.xlsx"), "migration.xlsx"));
        room = office.asClerk(() -> sql.resultQuery(
                        "select id from estate.premises where code = '1-1-101' and community_id = {0}",
                        org.jooq.impl.DSL.val(office.community))
                .fetchSingle()
                .get(0, Long.class));
    }

    @Test
    void keepsWhatWasPaidAsHistoryAndNotAsMoney() {
        long id = begin(ROWS);
        ImportSummary done = office.apply(id);

        assertThat(done.rejections()).isEmpty();
        assertThat(done.created()).isEqualTo(2);
        assertThat(done.amounts()).containsEntry("paid", Money.parse("940.78"));
        assertThat(past())
                .extracting(PastPayment::span, PastPayment::paid)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                new DateSpan(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 6, 30)),
                                Money.parse("700.00")),
                        org.assertj.core.groups.Tuple.tuple(
                                new DateSpan(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 31)),
                                Money.parse("240.78")));
        assertThat(office.asClerk(() -> sql.fetchCount(TRANSFER, TRANSFER.COMMUNITY_ID.eq(office.community))))
                .isZero();
        assertThat(mvc.get()
                        .uri("/communities/" + office.community + "/premises/" + room)
                        .with(Staff.signedIn(office.clerk))
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("2025年第二季度", "700.00");

        ImportSummary again = office.apply(begin(ROWS));
        assertThat(again.created()).isZero();
        assertThat(again.equal()).isEqualTo(2);

        office.undo(id);
        assertThat(past()).isEmpty();
    }

    @Test
    void rejectsWhatIsNoPayment() {
        ImportSummary tried = office.check(begin(
                HEADER,
                "1-1-999|住宅物业费|2025-01|||2025.3.5|240.78|240.78|",
                "1-1-101|月球费|2025-01|||2025.3.5|240.78|240.78|",
                "1-1-101|住宅物业费|很久以前|||2025.3.5|240.78|240.78|",
                "1-1-101|住宅物业费|2025-01|||2052.3.5|240.78|240.78|",
                "1-1-101|住宅物业费|2025-01|||2025.3.5|240.78|0|",
                "1-1-101|住宅物业费|2025-01|2025-02-01|2025-01-01|2025.3.5|240.78|1|"));

        assertThat(tried.rejections())
                .extracting(Rejection::code)
                .containsExactly(
                        "unknown-premises",
                        "unknown-fee-name",
                        "period-unclear",
                        "day-in-future",
                        "nothing-paid",
                        "period-unclear");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03, 2025-03-01, 2025-03-31",
        "２０２５年３月, 2025-03-01, 2025-03-31",
        "202503, 2025-03-01, 2025-03-31",
        "2025年1-3月, 2025-01-01, 2025-03-31",
        "2024.11-2025.1, 2024-11-01, 2025-01-31",
        "2025年第一季度, 2025-01-01, 2025-03-31",
        "2025Q4, 2025-10-01, 2025-12-31",
        "2025年下半年, 2025-07-01, 2025-12-31",
        "2025年度, 2025-01-01, 2025-12-31",
        "2025.1.1至2025.3.31, 2025-01-01, 2025-03-31",
    })
    void readsPeriodsAsPeopleWriteThem(String written, LocalDate from, LocalDate to) {
        assertThat(WrittenPeriods.of(written)).isEqualTo(new DateSpan(from, to));
    }

    private List<PastPayment> past() {
        return office.asClerk(() -> history.of(office.community, room, 10));
    }

    private long begin(String... rows) {
        return office.begin("history", ImportOptions.NONE, Importing.sheet(rows), "history.xlsx");
    }
}
