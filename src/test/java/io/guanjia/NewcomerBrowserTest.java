package io.guanjia;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.guanjia.identity.Staff;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody's first hour: the estate's workbook with three wrong rows comes back with the reasons beside them, is corrected there
 * and comes again; a household is found by initials; the list leaves as a workbook. An import is taken back, and two come at once.
 */
@Tag("DEPT-02")
@Tag("T1CLERK-01")
class NewcomerBrowserTest extends BrowserTest {
    private static final Path WORKBOOK = Path.of("src/test/resources/workbooks/yunxi/migration.xlsx");
    private static final String OWNERS = "业主信息";
    private static final String ROOMS = "房屋信息";
    private static final int PATIENCE_MS = 120_000;
    private static final int PREMISES = 432 + 36 + 120;

    /** Sheet and row, column from 0, what stands there. */
    private record Typed(String sheet, int row, int column, String text) {}

    private static final List<Typed> WRONG = List.of(
            new Typed(OWNERS, 2, 5, "999999195409043754"),
            new Typed(OWNERS, 3, 5, "99999919550714"),
            new Typed(ROOMS, 4, 5, "-102.46"));
    private static final List<Typed> RIGHT = List.of(
            new Typed(OWNERS, 2, 5, "999999195409043753"),
            new Typed(OWNERS, 3, 5, "999999195507140725"),
            new Typed(ROOMS, 4, 5, "102.46"));

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MovedClock clock;

    @TempDir
    Path desk;

    private static int count;
    private String community;
    private long id;
    private String newcomer;
    private String colleague;

    @BeforeEach
    void anEmptyCommunityAndTwoClerks() {
        count++;
        id = Staff.community("云溪花园 新 " + count);
        community = "/communities/" + id;
        newcomer = "newcomer-" + count;
        colleague = "colleague-" + count;
        Staff.hire(newcomer, id, "clerk");
        Staff.hire(colleague, id, "clerk");
        clock.set(LocalDate.of(2026, 1, 6));
    }

    @Test
    void correctsThreeRowsInTheReturnedWorkbookAndFindsAHousehold() throws IOException {
        Tab tab = signIn(newcomer);
        Page page = tab.page();
        bring(tab, edited(WORKBOOK, WRONG, "first.xlsx"));
        assertThat(page.locator(".alert-danger")).containsText("有 3 行不合格");
        tab.inspect("newcomer-rejected");
        Download back =
                page.waitForDownload(() -> page.getByText("下载我的工作簿（原因写在行旁）").click());
        Path returned = desk.resolve("returned.xlsx");
        back.saveAs(returned);
        assertThat(reasons(returned)).hasSize(3);

        bring(tab, edited(returned, RIGHT, "again.xlsx"));
        assertThat(page.locator(".alert-info")).containsText("检查通过");
        page.getByText("确认导入").click();
        scheduler.runAnyDueExecutions();
        assertThat(page.locator(".alert-success")).containsText("导入完成");
        tab.inspect("newcomer-imported");
        assertThat(premises()).isEqualTo(PREMISES);

        page.keyboard().press("Control+k");
        page.keyboard().type("cry");
        assertThat(page.locator("#search-found [role=option]").first()).containsText("1-1-101");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("1-1-101");

        exportsTheList(tab);
        takesItBack(tab);
    }

    private void exportsTheList(Tab tab) throws IOException {
        Page page = tab.visit(community + "/premises?kind=SHOP").page();
        page.locator("summary:has-text('导出')").click();
        Download list = page.waitForDownload(
                () -> page.locator("a[href*='/export']").first().click());
        Path saved = desk.resolve("list.xlsx");
        list.saveAs(saved);
        assertThat(rows(saved)).isEqualTo(1 + 36);
    }

    private void takesItBack(Tab tab) {
        Page page = tab.visit(community + "/imports").page();
        page.locator("main table tbody a").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("撤销这次导入"))
                .first()
                .click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("[name=reason]").fill("导错了项目");
        page.setDefaultTimeout(PATIENCE_MS); // it takes back a whole estate before it answers
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator("#alerts")).containsText("已撤销这次导入");
        tab.inspect("newcomer-undone");
        assertThat(premises()).isZero();
    }

    @Test
    void letsTwoComeAtOnceWithNothingHalfDone() {
        Tab one = signIn(newcomer);
        Tab other = signIn(colleague);
        bring(one, WORKBOOK);
        bring(other, WORKBOOK);
        assertThat(other.page().locator(".alert-info")).containsText("检查通过");
        one.page().getByText("确认导入").click();
        other.page().getByText("确认导入").click();
        scheduler.runAnyDueExecutions();
        assertThat(one.page().locator(".alert-success")).containsText("导入完成");
        assertThat(other.page().locator(".alert-success")).containsText("导入完成");
        other.inspect("newcomer-second");
        assertThat(premises()).isEqualTo(PREMISES);
        assertThat(many("residents.person where import_key is not null"))
                .as("owners, and the developer")
                .isEqualTo(432 + 1);
    }

    private void bring(Tab tab, Path workbook) {
        Page page = tab.visit(community + "/imports/new").page();
        page.locator("[name=file]").setInputFiles(workbook);
        page.locator("[name=developer]").fill("云溪置业有限公司");
        page.locator("[name=deliveredOn]").fill("2025-01-01");
        page.locator("[name=cutOverOn]").fill("2026-01-01");
        page.locator("main form.gj-form .gj-buttons button[type=submit]").click();
        assertThat(page).hasURL(Pattern.compile(".*/imports/\\d+"));
        scheduler.runAnyDueExecutions();
        assertThat(page.locator(".gj-figures")).isVisible();
    }

    private Tab signIn(String username) {
        Tab tab = open(Look.DESK).visit(community + "/imports/new");
        Page page = tab.page();
        page.locator("[name=username]").fill(username);
        page.locator("[name=password]").fill(Staff.PASSWORD);
        page.locator("form.gj-form button[type=submit]").click();
        page.waitForURL("**" + community + "/imports/new");
        return tab.settle();
    }

    /** As somebody does it in a spreadsheet: everything stays but these cells. */
    private Path edited(Path workbook, List<Typed> typed, String name) throws IOException {
        Path copy = desk.resolve(name);
        try (Workbook from = Workbooks.open(workbook);
                OutputStream out = Files.newOutputStream(copy);
                SheetWriter to = SheetWriter.to(out)) {
            for (String sheet : from.sheetNames()) {
                to.sheetWithoutHeader(sheet, List.of());
                try (Stream<SheetRow> rows = from.rows(sheet)) {
                    rows.forEach(row -> to.row(values(sheet, row, typed)));
                }
            }
        }
        return copy;
    }

    private static Object[] values(String sheet, SheetRow row, List<Typed> typed) {
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < row.cells().size(); at++) {
            int column = at;
            values.add(typed.stream()
                    .filter(one -> one.sheet().equals(sheet) && one.row() == row.number() && one.column() == column)
                    .map(Typed::text)
                    .findFirst()
                    .orElse(row.text(column)));
        }
        return values.toArray();
    }

    /** What stands in the last cell of the rows that came back with one more. */
    private static Map<Integer, String> reasons(Path workbook) {
        Map<Integer, String> reasons = new java.util.TreeMap<>();
        try (Workbook from = Workbooks.open(workbook)) {
            for (Typed wrong : WRONG) {
                try (Stream<SheetRow> rows = from.rows(wrong.sheet())) {
                    rows.filter(row -> row.number() == wrong.row())
                            .forEach(row -> reasons.put(
                                    WRONG.indexOf(wrong), row.text(row.cells().size() - 1)));
                }
            }
        }
        return reasons;
    }

    private static long rows(Path workbook) {
        try (Workbook from = Workbooks.open(workbook);
                Stream<SheetRow> rows = from.rows(from.sheetNames().get(0))) {
            return rows.count();
        }
    }

    private long premises() {
        return many("estate.premises where true");
    }

    private long many(String from) {
        return Objects.requireNonNull(TestDatabases.current()
                        .owner()
                        .fetchOne("select count(*) from " + from + " and community_id = ?", id))
                .get(0, Long.class);
    }
}
