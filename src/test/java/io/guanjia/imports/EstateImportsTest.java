package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.residents.enums.PayerBasis;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.sheets.UnreadableWorkbook;
import io.guanjia.testing.GuanjiaTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** The workbook of an invented estate, 云溪花园, and the figures to arrive at. */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("CLERK-02")
class EstateImportsTest {
    private static final Path WORKBOOKS = Path.of("src/test/resources/workbooks");
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);

    @Autowired
    Imports imports;

    @Autowired
    PremisesRegister register;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    private static int made;
    private long community;
    private long clerk;

    @BeforeEach
    void aCommunityAndItsClerk() {
        made++;
        community = Staff.community("云溪花园 " + made);
        clerk = Staff.hire("clerk" + made, community, "clerk");
    }

    @Test
    void bringsInTheEstateWithTheFiguresToArriveAt() {
        ImportSummary summary = importing("yunxi/migration.xlsx", false);

        assertThat(summary.rejections()).isEmpty();
        assertThat(summary.found())
                .containsEntry("buildings", 6)
                .containsEntry("entrances", 12)
                .containsEntry("rooms", 432)
                .containsEntry("shops", 36)
                .containsEntry("spaces", 120)
                .containsEntry("owners", 432);
        assertThat(summary.totalArea()).isEqualByComparingTo("52905.40");
        assertThat(summary.monthlyFees())
                .containsEntry("住宅物业费", Money.parse("114262.56"))
                .containsEntry("商铺物业费", Money.parse("19273.93"));
        PremisesRegister.Totals totals = asClerk(() -> register.totals(community, PremisesFilter.all()));
        assertThat(totals.premises()).isEqualTo(432 + 36 + 120);
    }

    @Test
    void letsTheDeveloperAnswerForWhatHasNoOwner() {
        ImportSummary summary = importing("yunxi/migration.xlsx", false);

        assertThat(summary.found()).containsEntry("withoutOwner", 20);
        int rooms = asClerk(() -> sql.fetchCount(
                HOUSEHOLD
                        .join(PREMISES)
                        .on(PREMISES.COMMUNITY_ID.eq(HOUSEHOLD.COMMUNITY_ID), PREMISES.ID.eq(HOUSEHOLD.PREMISES_ID)),
                HOUSEHOLD
                        .COMMUNITY_ID
                        .eq(community)
                        .and(HOUSEHOLD.BASIS.eq(PayerBasis.DEVELOPER))
                        .and(HOUSEHOLD.TO_ON.isNull())
                        .and(PREMISES.KIND.ne(PremisesKind.SPACE))));
        assertThat(rooms).isEqualTo(20);
    }

    @Test
    void changesNothingWhenTheSameFileComesAgain() {
        importing("yunxi/migration.xlsx", false);
        ImportSummary again = importing("yunxi/migration.xlsx", false);

        assertThat(again.created()).isZero();
        assertThat(again.changed()).isZero();
        assertThat(again.found()).containsKey("vehicles");
    }

    @Test
    void keepsNothingOfATrial() {
        ImportSummary tried = importing("yunxi/migration.xlsx", true);

        assertThat(tried.created()).isPositive();
        assertThat(asClerk(() -> register.totals(community, PremisesFilter.all()))
                        .premises())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate-rooms.xlsx, twice",
        "unknown-owner.xlsx, unknown-owner",
        "negative-area.xlsx, not-an-area",
        "wrong-identity-number.xlsx, identity-number",
        "overlong-text.xlsx, too-long"
    })
    void rejectsTheRowsOfABadWorkbookByNameAndAppliesNothing(String file, String code) {
        ImportSummary summary = importing("bad/" + file, false);

        assertThat(summary.rejections())
                .isNotEmpty()
                .extracting(Rejection::code)
                .contains(code);
        assertThat(summary.created()).isZero();
        assertThat(asClerk(() -> register.totals(community, PremisesFilter.all()))
                        .premises())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-workbook.xlsx", "truncated.xlsx", "empty.xlsx", "external-entity.xlsx", "bomb.xlsx"})
    void refusesWhatIsNoWorkbook(String file) {
        assertThatThrownBy(() -> importing("bad/" + file, false)).isInstanceOf(UnreadableWorkbook.class);
    }

    @Test
    void namesTheSheetsAndColumnsThatAreMissing() throws IOException {
        Path file = Files.createTempFile("missing", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                SheetWriter writer = SheetWriter.to(out)) {
            writer.sheet("房屋信息", new SheetWriter.Column("房屋编号", 10), new SheetWriter.Column("楼栋编号", 10))
                    .row("101", "1");
        }

        ImportSummary summary = importing(file.toAbsolutePath().toString(), false);

        assertThat(summary.rejections())
                .extracting(Rejection::sheet, Rejection::code)
                .contains(tuple("楼栋单元", "sheet-missing"), tuple("房屋信息", "columns-missing"));
    }

    @Test
    void takesFormulasAsPlainText() {
        ImportSummary summary = importing("bad/formula-cells.xlsx", false);

        assertThat(summary.rejections()).isEmpty();
    }

    @Test
    void keepsNoIdentityNumberOfARejectedRow() {
        ImportSummary summary = importing("bad/wrong-identity-number.xlsx", false);

        assertThat(summary.rejections())
                .isNotEmpty()
                .flatExtracting(Rejection::arguments)
                .noneMatch(said -> said.matches("\\d{15,}[\\dXx]?"));
    }

    @Test
    void takesTheSameWorkbookTwiceAtOnce() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        Callable<ImportSummary> bring = () -> importing("yunxi/migration.xlsx", false);
        int created = 0;
        for (Future<ImportSummary> summary : two.invokeAll(List.of(bring, bring))) {
            created += summary.get().created() > 0 ? 1 : 0;
        }
        two.shutdown();
        assertThat(created).isOne();
    }

    @Test
    void isNotForAReceptionist() {
        long receptionist = Staff.hire("receptionist" + made, community, "receptionist");

        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(community, receptionist), () -> keepAndImport("yunxi/migration.xlsx", false)))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void listsWhatWasBroughtBeforeWithItsResult() throws IOException {
        long good = queue("yunxi/migration.xlsx");
        long bad = queue("bad/negative-area.xlsx");
        scheduler.runAnyDueExecutions();
        var page = mvc.get()
                .uri("/communities/" + community + "/imports")
                .with(Staff.signedIn(clerk))
                .exchange();
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("migration.xlsx", "已检查", "negative-area.xlsx", "clerk" + made)
                .contains("/imports/" + good, "/imports/" + bad);
        long elsewhere = Staff.community("别处 " + made);
        long other = Staff.hire("other" + made, elsewhere, "clerk");
        assertThat(mvc.get()
                        .uri("/communities/" + elsewhere + "/imports")
                        .with(Staff.signedIn(other))
                        .exchange())
                .bodyText()
                .contains("还没有导入过")
                .doesNotContain("migration.xlsx");
    }

    private long queue(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(WORKBOOKS.resolve(file))) {
            return asClerk(() -> {
                ImportOptions options = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
                long id = imports.begin(community, "estate", options, bytes, file);
                imports.check(community, id);
                return id;
            });
        }
    }

    private ImportSummary importing(String file, boolean dryRun) {
        return Scopes.call(Scope.of(community, clerk), () -> keepAndImport(file, dryRun));
    }

    private ImportSummary keepAndImport(String file, boolean dryRun) {
        try (InputStream bytes = Files.newInputStream(WORKBOOKS.resolve(file))) {
            ImportOptions options = ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06"));
            return imports.now(community, imports.begin(community, "estate", options, bytes, file), dryRun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T asClerk(Supplier<T> work) {
        return Scopes.call(
                Scope.of(community, clerk), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
