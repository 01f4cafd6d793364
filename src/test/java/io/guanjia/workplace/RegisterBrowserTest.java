package io.guanjia.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.estate.Areas;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.Communities;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.NewCommunity;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The clerk makes a list her own, comes back to it, does something to all of it and takes it along. */
class RegisterBrowserTest extends BrowserTest {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static int count;

    @Autowired
    Communities communities;

    @Autowired
    PremisesRegister register;

    @Autowired
    Areas areas;

    @Autowired
    MovedClock clock;

    private long c;
    private String clerk;
    private String list;

    @BeforeEach
    void openAnEstate() {
        clock.set(LocalDate.of(2026, 1, 5));
        count++;
        clerk = "list-clerk-" + count;
        c = Scopes.call(
                new Scope(List.of(), null), () -> communities.create(NewCommunity.named("视图花园 " + count, START)));
        list = "/communities/" + c + "/premises";
        Staff.hire(clerk, c, "clerk");
        long lin = Staff.hire("list-lin-" + count, c, "collector");
        Scopes.run(new Scope(List.of(c), null), () -> {
            register.saveBuildings(c, List.of(new BuildingEntry("1", "1号楼", 9), new BuildingEntry("2", "2号楼", 9)));
            register.saveEntrances(
                    c, List.of(new EntranceEntry("1", "1", 9, true), new EntranceEntry("2", "1", 9, true)));
            List<PremisesEntry> rooms = new ArrayList<>();
            for (String building : List.of("1", "2")) {
                for (int floor = 1; floor <= 9; floor++) {
                    rooms.add(PremisesEntry.room(building, "1", floor + "01")
                            .on(floor, "两室一厅")
                            .measuring(new Area(BigDecimal.valueOf(80 + floor)), START));
                }
            }
            register.savePremises(c, rooms);
            areas.assign(c, new Areas.Assignment("东区", lin, List.of(), START));
        });
    }

    @Test
    @Tag("ASST-01")
    @Tag("CLERK-04")
    void makesAListHerOwnAndTakesItAlong() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit(list);
        page.locator("select#building").selectOption("2");
        press(page, "筛选");
        assertThat(page.locator(".gj-tools-count")).hasText("共 9 行");
        chooseColumnsWithTheKeyboard(tab);
        assertThat(page.locator("thead th")).hasText(new String[] {"编号↑", "责任区", "建筑面积（㎡）"});
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("建筑面积（㎡）"))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("建筑面积（㎡）"))
                .click();
        assertThat(page.locator("tbody th").first()).hasText("2-1-901");
        keepAsDefault(tab);
        tab.visit("/");
        tab.visit(list);
        assertThat(page.locator(".gj-drop > summary").first()).containsText("二号楼面积");
        assertThat(page.locator("tbody th").first()).hasText("2-1-901");
        assignAllToTheArea(tab);
        export(page);
    }

    private void chooseColumnsWithTheKeyboard(Tab tab) {
        Page page = tab.page();
        page.locator(".gj-drop > summary", new Page.LocatorOptions().setHasText("显示列"))
                .press("Enter");
        tab.inspect("register-columns");
        for (String column : List.of("kind", "status", "delivered", "owner", "payer", "owed")) {
            page.locator("[name=columns][value=" + column + "]").press("Space");
        }
        for (int step = 0; step < 6; step++) {
            page.getByLabel("将“责任区”上移").press("Enter");
        }
        press(page, "按此显示");
    }

    private void keepAsDefault(Tab tab) {
        Page page = tab.page();
        page.locator(".gj-drop > summary", new Page.LocatorOptions().setHasText("视图"))
                .click();
        page.getByLabel("把现在的筛选、列和排序存为视图").fill("二号楼面积");
        page.getByLabel("设为默认").check();
        tab.inspect("register-views");
        press(page, "保存");
        assertThat(page.locator(".alert-success")).containsText("二号楼面积");
        try (Tab phone = keep(tab.as(Look.PHONE_DARK))) {
            phone.visit(list).inspect("register-kept");
            phone.page().locator(".gj-drop > summary").nth(1).click();
            phone.inspect("register-columns");
            phone.visit("/communities/" + c + "/registers/premises/views").inspect("register-views-managed");
            phone.visit("/communities/" + c + "/registers/areas").inspect("register-areas");
        }
        tab.visit("/communities/" + c + "/registers/premises/views").inspect("register-views-managed");
        tab.visit("/communities/" + c + "/registers/buildings").inspect("register-buildings");
        tab.visit(list);
    }

    private void assignAllToTheArea(Tab tab) {
        Page page = tab.page();
        page.getByLabel("选择本页全部").check();
        tab.inspect("register-selected");
        page.getByLabel("批量操作").selectOption("area");
        press(page, "对筛选出的全部 9 行办理");
        assertThat(page.locator("main")).containsText("将办理 9 行");
        page.locator("#to-area").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.getByLabel("从哪天起").fill("2026-01-01");
        tab.inspect("register-action");
        press(page, "确认办理 9 行");
        assertThat(page.locator(".alert-success")).containsText("选中 9 行，其中 9 行有变化");
        assertThat(page.locator("tbody tr").first()).containsText("东区");
    }

    private static void export(Page page) {
        page.locator(".gj-drop > summary", new Page.LocatorOptions().setHasText("导出"))
                .click();
        Download file = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("导出 xlsx（9 行）"))
                        .click());
        try (Workbook workbook = Workbooks.open(file.path());
                var rows = workbook.rows(workbook.sheetNames().get(0))) {
            List<List<String>> cells = rows.map(
                            row -> row.cells().stream().map(cell -> cell.text()).toList())
                    .toList();
            assertThat(cells).hasSize(10);
            assertThat(cells.get(0)).containsExactly("编号", "责任区", "建筑面积（㎡）");
            assertThat(cells.get(1)).containsExactly("2-1-901", "东区", "89");
            assertThat(cells.get(9)).containsExactly("2-1-101", "东区", "81");
        }
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private Tab signedIn() {
        Tab tab = open(Look.DESK);
        tab.visit("/sign-in");
        tab.page().locator("input[name=username]").fill(clerk);
        tab.page().locator("input[name=password]").fill(Staff.PASSWORD);
        tab.page().locator("form button[type=submit].btn-primary").click();
        tab.settle();
        return tab;
    }
}
