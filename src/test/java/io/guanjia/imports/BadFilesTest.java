package io.guanjia.imports;

import static io.guanjia.db.residents.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Each file of the three bad groups: refused or rejected with a sentence in both languages and no effect, mapped, or taken as text. */
@GuanjiaTest
@Tag("DEPT-02")
class BadFilesTest {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    /** Where it may be written that somebody brought a file; everything else must stay as it was. */
    private static final List<String> MINUTES = List.of("imports.", "files.", "jobs.", "audit.", "public.");

    @Autowired
    Imports imports;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MessageSource messages;

    @Autowired
    TransactionTemplate transaction;

    private Importing office;

    @BeforeEach
    void anOffice() {
        office = new Importing(imports, transaction);
    }

    @Test
    void knowsEveryFileThatIsBad() throws Exception {
        try (Stream<Path> files = Files.list(Importing.WORKBOOKS.resolve("bad"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "bomb.xlsx",
                            "duplicate-rooms.xlsx",
                            "empty.xlsx",
                            "external-entity.xlsx",
                            "formula-cells.xlsx",
                            "gbk.csv",
                            "missing-header.xlsx",
                            "negative-area.xlsx",
                            "not-a-workbook.xlsx",
                            "overlong-text.xlsx",
                            "truncated.xlsx",
                            "unknown-owner.xlsx",
                            "wrong-identity-number.xlsx");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "empty.xlsx, workbook-empty",
        "not-a-workbook.xlsx, workbook-not-a-workbook",
        "truncated.xlsx, workbook-damaged",
        "external-entity.xlsx, workbook-unsafe",
        "bomb.xlsx, workbook-too-large"
    })
    void refusesAFileThatIsNoWorkbookAndKeepsNothingOfIt(String file, String code) throws Exception {
        Map<String, String> before = house(List.of());

        assertSentence(bring("estate", file, "zh-CN"), code, ".*\\p{IsHan}.*");
        assertSentence(bring("estate", file, "en"), code, "\\P{IsHan}*");

        assertThat(house(List.of())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate-rooms.xlsx, twice",
        "unknown-owner.xlsx, unknown-owner",
        "negative-area.xlsx, not-an-area",
        "wrong-identity-number.xlsx, identity-number",
        "overlong-text.xlsx, too-long"
    })
    void rejectsBadRowsWithASentenceAndAppliesNothing(String file, String code) throws Exception {
        Map<String, String> before = house(MINUTES);

        assertThat(bring("estate", file, "zh-CN")).hasStatus(202);
        scheduler.runAnyDueExecutions();

        ImportSummary summary = Objects.requireNonNull(latest().summary());
        assertThat(summary.applied()).isFalse();
        assertThat(summary.rejections())
                .isNotEmpty()
                .extracting(Rejection::code)
                .contains(code);
        summary.rejections().forEach(this::assertSentence);
        assertThat(house(MINUTES)).isEqualTo(before);
    }

    @Test
    void asksForTheColumnsOfASheetWithoutHeader() {
        Map<String, String> before = house(MINUTES);

        office.begin("estate", estate(), Importing.file("bad/missing-header.xlsx"), "missing-header.xlsx");

        assertThat(latest().state()).isEqualTo(BatchState.MAPPING);
        assertThat(latest().summary()).isNull();
        assertThat(house(MINUTES)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"estate, formula-cells.xlsx", "rooms, gbk.csv"})
    void takesWhatLooksLikeAFormulaAsText(String layout, String file) throws Exception {
        assertThat(bring(layout, file, "zh-CN")).hasStatus(202);
        scheduler.runAnyDueExecutions();

        ImportSummary summary = Objects.requireNonNull(latest().summary());
        assertThat(summary.applied()).isTrue();
        assertThat(summary.rejections()).isEmpty();
        List<String> names = owner().select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(office.community))
                .fetch(PERSON.NAME);
        assertThat(names)
                .contains(
                        layout.equals("rooms")
                                ? new String[] {"测试甲"}
                                : new String[] {"=HYPERLINK(\"http://127.0.0.1/\",\"张三\")", "=1+1", "@SUM(1)"});
    }

    private MvcTestResult bring(String layout, String file, String language) throws Exception {
        return mvc.post()
                .uri("/api/v1/communities/" + office.community + "/imports")
                .multipart()
                .file(new MockMultipartFile("file", file, "application/octet-stream", Importing.file("bad/" + file)))
                .param("layout", layout)
                .param("developer", "云溪置业有限公司")
                .param("deliveredOn", "2025-01-01")
                .param("cutOverOn", "2025-01-01")
                .param("since", "2025-01-01")
                .header("Accept-Language", language)
                .with(Staff.signedIn(office.clerk))
                .exchange();
    }

    private static void assertSentence(MvcTestResult answer, String code, String form) {
        assertThat(answer).hasStatus(409).bodyJson().extractingPath("$.type").isEqualTo("urn:guanjia:" + code);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .hasSizeGreaterThan(6)
                .matches(form);
    }

    private void assertSentence(Rejection rejection) {
        Object[] said = rejection.arguments().toArray();
        String key = "import.rejected." + rejection.code();
        assertThat(messages.getMessage(key, said, CHINESE))
                .matches("(?s).*\\p{IsHan}.*")
                .doesNotContain("{0}");
        assertThat(messages.getMessage(key, said, Locale.ENGLISH))
                .isNotEqualTo(messages.getMessage(key, said, CHINESE))
                .doesNotContain("{0}");
    }

    private ImportBatch latest() {
        return office.asClerk(() -> imports.page(office.community, new io.guanjia.web.Paging(1, null))
                .items()
                .get(0));
    }

    private static ImportOptions estate() {
        LocalDate since = LocalDate.of(2025, 1, 1);
        return ImportOptions.estate("云溪置业有限公司", since, since, new BigDecimal("0.06"));
    }

    /** How many rows each table has, and what they come to; without the tables whose names begin so. */
    private static Map<String, String> house(List<String> without) {
        Map<String, String> all = new TreeMap<>();
        owner()
                .fetch(
                        "select table_schema || '.' || table_name from information_schema.tables "
                                + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")
                .getValues(0, String.class)
                .stream()
                .filter(table -> without.stream().noneMatch(table::startsWith))
                .forEach(table -> all.put(
                        table,
                        owner().fetchSingle("select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) from "
                                        + table + " t")
                                .get(0, String.class)));
        return all;
    }

    private static DSLContext owner() {
        return TestDatabases.current().owner();
    }
}
