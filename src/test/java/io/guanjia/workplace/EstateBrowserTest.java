package io.guanjia.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.estate.Areas;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.Communities;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.NewCommunity;
import io.guanjia.estate.NewVacancy;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.estate.Vacancies;
import io.guanjia.estate.Vacancy;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.DateSpan;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.residents.Tenancies;
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

/** The clerk's way through the dossier of a household, and every page of it on desk and phone. */
class EstateBrowserTest extends BrowserTest {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static int count;

    @Autowired
    Communities communities;

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Tenancies tenancies;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Vacancies vacancies;

    @Autowired
    Areas areas;

    @Autowired
    MovedClock clock;

    private long c;
    private String clerk;
    private long room;
    private long chen;

    @BeforeEach
    void openAnEstate() {
        clock.set(LocalDate.of(2026, 1, 5));
        count++;
        clerk = "page-clerk-" + count;
        c = Scopes.call(
                new Scope(List.of(), null), () -> communities.create(NewCommunity.named("云溪花园 " + count, START)));
        Staff.hire(clerk, c, "clerk");
        long lin = Staff.hire("page-lin-" + count, c, "collector");
        Scopes.run(new Scope(List.of(c), null), () -> fill(lin));
    }

    private void fill(long collector) {
        long developer = people.add(c, PersonEntry.company("云溪置业有限公司", "01099990000"));
        developers.set(c, developer, START);
        register.saveBuildings(c, List.of(new BuildingEntry("1", "1号楼", 18), new BuildingEntry("2", "2号楼", 11)));
        register.saveEntrances(
                c, List.of(new EntranceEntry("1", "1", 18, true), new EntranceEntry("1", "2", 18, true)));
        List<PremisesEntry> entries = new ArrayList<>();
        for (int floor = 1; floor <= 18; floor++) {
            for (String door : List.of("01", "02", "03")) {
                entries.add(PremisesEntry.room("1", "1", floor + door)
                        .on(floor, "两室一厅")
                        .measuring(Area.parse("89.37"), START));
            }
        }
        entries.add(PremisesEntry.of(PremisesKind.SHOP, "S01").measuring(Area.parse("45.60"), START));
        entries.add(PremisesEntry.of(PremisesKind.SPACE, "C0001").space("地下", "RENT"));
        Saved saved = register.savePremises(c, entries);
        room = saved.id("1-1-101");
        chen = people.add(c, PersonEntry.person("陈若英", "19900000001").identified("999999195409043753"));
        long wang = people.add(c, PersonEntry.person("王小明", "19900000002"));
        long zhou = people.add(c, PersonEntry.person("周敏", "19900000003"));
        ownerships.begin(c, room, LocalDate.of(2024, 3, 1), List.of(Owner.billed(chen), Owner.beside(wang)));
        deliveries.deliver(c, room, LocalDate.of(2024, 3, 1));
        DateSpan lease = new DateSpan(LocalDate.of(2025, 9, 1), LocalDate.of(2026, 8, 31));
        tenancies.begin(c, room, new Tenancies.Lease(zhou, true, lease));
        areas.assign(c, new Areas.Assignment("东区", collector, List.of(room), START));
    }

    @Test
    void looksRightOnEveryScreen() {
        Tab tab = signedIn();
        String home = "/communities/" + c;
        inspect(tab, "/", "home");
        inspect(tab, "/communities", "communities");
        inspect(tab, home + "/edit", "community");
        inspect(tab, home + "/buildings", "buildings");
        inspectEverywhere(tab, home + "/building-plan", "building-plan");
        inspect(tab, home + "/building-plan?building=1&lens=STATUS", "building-plan-status");
        inspect(tab, home + "/areas?building=1", "areas");
        inspectEverywhere(tab, home + "/premises", "premises");
        inspectEverywhere(tab, home + "/premises/" + room, "household");
        inspect(tab, home + "/premises/" + room + "/edit", "premises-form");
        inspect(tab, home + "/premises/" + room + "/area", "measure");
        inspectEverywhere(tab, home + "/premises/" + room + "/status", "status");
        inspect(tab, home + "/premises/" + room + "/vacancy", "vacancy-new");
        long empty = vacantShop();
        inspectEverywhere(tab, home + "/premises/" + empty + "/vacancy", "vacancy");
        inspect(tab, home + "/vacancies", "vacancies");
        inspect(tab, home + "/premises/" + room + "/ownership?person=" + chen + "&query=王", "ownership");
        inspect(tab, home + "/premises/" + room + "/tenancy?person=" + chen, "tenancy");
        inspect(tab, home + "/premises/" + room + "/delivery", "delivery");
        inspect(tab, home + "/people", "people");
        inspect(tab, home + "/people/" + chen, "person");
        inspect(tab, home + "/people/new", "person-form");
        inspect(tab, home + "/people/" + chen + "/vehicles", "vehicles");
        inspect(tab, home + "/developer?person=" + chen + "&query=云", "developer");
        inspect(tab, home + "/premises/" + room + "/items", "premises-items");
        inspect(tab, home + "/charges", "charges");
        inspect(tab, "/jobs", "jobs");
        inspect(tab, "/search?q=1-1-10", "search");
    }

    @Test
    @Tag("T1CLERK-01")
    @Tag("CLERK-02")
    void letsTheClerkTransferARoomToANewPerson() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit("/search?q=11101");
        assertThat(page.locator("h1")).hasText("1-1-101");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("过户").setExact(true))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("新增人员"))
                .click();
        page.getByLabel("姓名 / 名称").fill("喻英然");
        page.getByLabel("电话").fill("19900000013");
        page.getByLabel("证件号码").fill("999999195704216435");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.locator(".invalid-feedback")).containsText("身份证号码有误");
        page.getByLabel("证件号码").fill("999999195704216434");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.locator("fieldset#person")).containsText("喻英然");
        page.getByLabel("过户日").fill("2026-01-01");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.locator(".alert-success")).containsText("2026-01-01");
        assertThat(page.locator("main")).containsText("2025-12-31");
        assertThat(page.locator("main")).containsText("喻英然");
    }

    @Test
    @Tag("DEPT-02")
    void opensAHouseholdByInitialsFromAnyPageWithTheKeyboardAlone() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit("/communities/" + c + "/people");
        page.keyboard().press("Control+k");
        page.keyboard().type("cry");
        assertThat(page.locator("#search-found [role=option]")).containsText("1-1-101");
        tab.inspect("search-typing");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("1-1-101");
        page.keyboard().press("/");
        page.keyboard().type("zzzz");
        assertThat(page.locator("#search-found")).containsText("没有找到");
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText("没有找到“zzzz”");
    }

    @Test
    @Tag("OFFICER-01")
    void readsThePlanOfABuildingWithTheKeyboardAndOpensAHousehold() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit("/communities/" + c + "/building-plan?lens=STATUS");
        page.locator(".gj-plan a[href='premises/" + room + "']").focus();
        assertThat(page.locator(".gj-plan-summary")).hasText("1-1-101 · 陈*英 · 出租");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("1-1-101");
    }

    @Test
    @Tag("DEPT-07")
    void correctsAStatusWithItsDayAndReason() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit("/communities/" + c + "/premises/" + room + "/status");
        page.getByLabel("状态").last().selectOption("OCCUPIED");
        page.getByLabel("起始日").fill("2024-06-01");
        page.getByLabel("原因").last().fill("上门核实");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.locator("main tbody").first()).containsText("上门核实");
        tab.visit("/communities/" + c + "/premises/" + room + "/status?on=2024-05-31");
        assertThat(page.locator(".gj-figures")).containsText("已交付未装修");
        tab.visit("/communities/" + c + "/premises/" + room);
        assertThat(page.locator(".gj-timeline")).containsText("登记房屋状态");
        String then = "/communities/" + c
                + "/premises?building=1&status=OCCUPIED&columns=code,status,statussince,statuswhy&on=";
        tab.visit(then + "2024-06-01");
        assertThat(page.locator("main tbody")).containsText("上门核实");
        tab.visit(then + "2024-05-31");
        assertThat(page.locator("main")).not().containsText("1-1-101");
    }

    @Test
    void showsTheWholeNumberForAReasonOnly() {
        Tab tab = signedIn();
        Page page = tab.page();
        tab.visit("/communities/" + c + "/people/" + chen);
        assertThat(page.locator("main")).containsText("999***********3753");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看完整证件号"))
                .first()
                .click();
        page.getByLabel("原因").fill("核对产权证");
        page.locator("dialog[open] button[type=submit]").click();
        assertThat(page.locator("main")).containsText("999999195409043753");
        assertThat(page.locator(".gj-timeline")).containsText("核对产权证");
        tab.visit("/communities/" + c + "/people/" + chen);
        assertThat(page.locator("main")).not().containsText("999999195409043753");
    }

    private long vacantShop() {
        return Scopes.call(new Scope(List.of(c), null), () -> {
            long shop = register.byCode(c, "S01").orElseThrow().id();
            deliveries.deliver(c, shop, START);
            LocalDate since = LocalDate.of(2025, 11, 1);
            Vacancy.Dials dials = new Vacancy.Dials(new BigDecimal("123.45"), null);
            long vacancy = vacancies.registerOnce(
                    c,
                    shop,
                    "a-vacant-shop",
                    new NewVacancy(since, VacancyReason.TO_LET, "门面待租", "陈若英", since, "K-17", dials, null));
            vacancies.look(
                    c,
                    shop,
                    "a-round-" + c,
                    vacancy,
                    new Vacancy.Round(since.plusDays(30), "周敏、林海", true, "门锁松动", dials));
            return shop;
        });
    }

    private void inspect(Tab tab, String path, String name) {
        tab.visit(path).inspect(name);
        try (Tab phone = keep(tab.as(Look.PHONE_DARK))) {
            phone.visit(path).inspect(name);
        }
        tab.visit(path);
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
