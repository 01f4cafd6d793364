package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.BUILDING;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a workbook through pages and API: mapped, looked at, applied, given back, undone. */
@GuanjiaTest
@Tag("DEPT-02")
@Tag("T1CLERK-01")
class ImportFlowTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final ImportOptions ESTATE = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));

    @Autowired
    Imports imports;

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ManualScheduler scheduler;

    private Importing office;

    @BeforeEach
    void anOffice() {
        office = new Importing(imports, transaction);
    }

    @Test
    void leadsAMissingHeaderToTheMappingAndNotToARefusal() {
        long id = office.begin("estate", ESTATE, Importing.file("bad/missing-header.xlsx"), "missing-header.xlsx");

        assertThat(office.asClerk(() -> imports.get(office.community, id)).state())
                .isEqualTo(BatchState.MAPPING);
        assertThat(mvc.get().uri(at(id)).with(Staff.signedIn(office.clerk)).exchange())
                .hasRedirectedUrl(at(id) + "/mapping");
        assertThat(mvc.get()
                        .uri(at(id) + "/mapping")
                        .with(Staff.signedIn(office.clerk))
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("业主信息", "陈若英", "手机号");
    }

    @Test
    void takesTheWholeEstateBack() {
        long id = office.begin("estate", ESTATE, Importing.file("yunxi/migration.xlsx"), "migration.xlsx");
        ImportSummary tried = office.check(id);
        ImportSummary done = office.apply(id);
        assertThat(done.created()).isEqualTo(tried.created()).isPositive();

        office.undo(id);

        assertThat(Stream.of(PREMISES, BUILDING, PERSON, HOUSEHOLD).map(this::count))
                .containsOnly(0);
        assertThat(office.apply(office.begin(
                                "estate", ESTATE, Importing.file("yunxi/migration.xlsx"), "migration.xlsx"))
                        .created())
                .isEqualTo(done.created());
    }

    @Test
    void leavesOutWhatIsRejectedOnlyByExplicitChoice() {
        long id = office.begin("estate", ESTATE, Importing.file("bad/negative-area.xlsx"), "negative-area.xlsx");
        assertThat(office.apply(id).applied()).isFalse();
        assertThat(count(PREMISES)).isZero();

        ImportSummary good = office.applyGoodRows(id);

        assertThat(good.applied()).isTrue();
        assertThat(count(PREMISES)).isEqualTo(432 + 36 + 120 - good.rejected());
    }

    @Test
    void answersAProgramWithAJobAndItsResult() throws Exception {
        var answer = mvc.post()
                .uri("/api/v1/communities/" + office.community + "/imports")
                .multipart()
                .file(new MockMultipartFile("file", "gbk.csv", "text/csv", Importing.file("bad/gbk.csv")))
                .param("layout", "rooms")
                .param("since", "2025-01-01")
                .param("dryRun", "true")
                .with(Staff.signedIn(office.clerk))
                .exchange();
        assertThat(answer)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.importId")
                .isNotNull();
        scheduler.runAnyDueExecutions();
        ImportBatch batch = office.asClerk(() -> imports.page(office.community, new io.guanjia.web.Paging(10, null))
                .items()
                .get(0));
        assertThat(batch.summary()).isNotNull();
        assertThat(batch.summary().created()).isEqualTo(1);
        assertThat(batch.summary().applied()).isFalse();
        assertThat(count(PREMISES)).isZero();
    }

    /** With every figure in its place, here of a lease that stands in the way. */
    @Test
    void saysWhyTheWholeImportWasRefused() {
        byte[] estate = Importing.file("yunxi/migration.xlsx");
        office.apply(office.begin("estate", ESTATE, estate, "migration.xlsx"));

        ImportOptions earlier = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE.minusYears(1), new BigDecimal("0.06"));
        long second = office.begin("estate", earlier, estate, "migration.xlsx");
        office.asClerk(() -> imports.check(office.community, second));
        scheduler.runAnyDueExecutions();
        assertThat(page(at(second)))
                .containsPattern("C0\\d+ 已租给 .\\*.*（2025-01-01 至 至今）")
                .doesNotContain("{1}", "[C0", "arguments");
    }

    private String page(String address) {
        var answer = mvc.get().uri(address).with(Staff.signedIn(office.clerk)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private String at(long id) {
        return "/communities/" + office.community + "/imports/" + id;
    }

    private int count(Table<?> table) {
        return office.asClerk(() ->
                sql.fetchCount(table, table.field("community_id", Long.class).eq(office.community)));
    }
}
