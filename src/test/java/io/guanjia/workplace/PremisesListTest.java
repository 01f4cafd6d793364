package io.guanjia.workplace;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.Areas;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.Communities;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.NewCommunity;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.registers.Column;
import io.guanjia.registers.Register;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.sheets.Workbook;
import io.guanjia.sheets.Workbooks;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The register of premises: what every register does, on the one that everybody uses. */
@GuanjiaTest
@Tag("ASST-01")
@Tag("DEPT-07")
class PremisesListTest {

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
    Deliveries deliveries;

    @Autowired
    Areas areas;

    @Autowired
    List<Register> registers;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    @TempDir
    Path folder;

    private long c;
    private long clerk;
    private long manager;
    private long area;
    private String api;
    private String pages;

    @BeforeEach
    void openAnEstate() {
        clock.set(LocalDate.of(2026, 1, 5));
        count++;
        c = Scopes.call(
                new Scope(List.of(), null), () -> communities.create(NewCommunity.named("台账花园 " + count, START)));
        clerk = Staff.hire("register-clerk-" + count, c, "clerk");
        manager = Staff.hire("register-manager-" + count, c, "manager");
        long lin = Staff.hire("register-lin-" + count, c, "collector");
        Scopes.run(new Scope(List.of(c), null), () -> fill(lin));
        api = "/api/v1/communities/" + c + "/registers/premises";
        pages = "/communities/" + c + "/registers/premises";
    }

    private void fill(long collector) {
        developers.set(c, people.add(c, PersonEntry.company("云溪置业有限公司", "01099990000")), START);
        register.saveBuildings(c, List.of(new BuildingEntry("1", "1号楼", 6), new BuildingEntry("2", "2号楼", 6)));
        register.saveEntrances(c, List.of(new EntranceEntry("1", "1", 6, true), new EntranceEntry("2", "1", 6, true)));
        List<PremisesEntry> entries = new ArrayList<>();
        for (String building : List.of("1", "2")) {
            for (int floor = 1; floor <= 6; floor++) {
                entries.add(PremisesEntry.room(building, "1", floor + "01")
                        .on(floor, "两室一厅")
                        .measuring(new Area(java.math.BigDecimal.valueOf(80 + floor)), START));
            }
        }
        Saved saved = register.savePremises(c, entries);
        long room = saved.id("1-1-101");
        long chen = people.add(c, PersonEntry.person("陈若英", "19900000001"));
        long wang = people.add(c, PersonEntry.person("=王小明", "19900000002"));
        ownerships.begin(c, room, LocalDate.of(2024, 3, 1), List.of(Owner.billed(chen)));
        deliveries.deliver(c, room, LocalDate.of(2024, 3, 1));
        ownerships.transfer(c, room, LocalDate.of(2025, 7, 1), List.of(Owner.billed(wang)));
        area = areas.assign(c, new Areas.Assignment("东区", collector, List.of(room), LocalDate.of(2025, 1, 1)));
    }

    @Test
    void showsTheChosenColumnsInTheirOrderWithTheTotalsOfAllThatIsFiltered() throws Exception {
        JsonNode page = json(api + "?building=2&columns=area,floor&sort=-area&limit=2");
        assertThat(values(page, "code")).containsExactly("2-1-601", "2-1-501");
        assertThat(page.path("items").get(0).path("values").propertyNames()).containsExactly("code", "area", "floor");
        assertThat(page.path("count").asInt()).isEqualTo(6);
        assertThat(page.path("totals").path("area").asInt()).isEqualTo(501);
        assertThat(page.path("totals").has("floor")).isFalse();
    }

    @Test
    void walksThroughAnyOrderPageByPageWithoutLosingOrRepeatingARow() throws Exception {
        for (String sort :
                List.of("code", "-code", "area", "-area", "delivered", "-delivered", "status", "-collectors")) {
            List<String> seen = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = json(api + "?columns=code&limit=5&sort=" + sort + after);
                seen.addAll(values(page, "code"));
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asString();
            } while (!after.isEmpty());
            assertThat(seen).as(sort).hasSize(12).doesNotHaveDuplicates();
        }
    }

    @Test
    void showsOwnersAndAreasAsOfAnyDay() throws Exception {
        assertThat(owner("2024-02-01")).isEmpty();
        assertThat(owner("2025-06-30")).containsExactly("陈*英");
        assertThat(owner("2025-07-01")).containsExactly("**小明");
        assertThat(values(json(api + "?columns=code&on=2024-12-31&area=" + area), "code"))
                .isEmpty();
        assertThat(values(json(api + "?columns=code&on=2025-01-01&area=" + area), "code"))
                .containsExactly("1-1-101");
        assertThat(json(api + "?area=none&limit=1").path("count").asInt()).isEqualTo(11);
    }

    @Test
    void addsUpWhatEachOwesTheSameInAnyOrderAndUnderAnyFilter() throws Exception {
        owes("1-1-201", "2025-11-30", 300);
        owes("1-1-201", "2026-03-31", 40);
        owes("2-1-301", "2026-03-31", 5_000);
        for (String filter : List.of("", "&kind=ROOM", "&owing=OWES", "&status=UNSOLD")) {
            JsonNode page = json(api + "?columns=owed,overdue&sort=-owed&limit=2" + filter);
            assertThat(values(page, "code")).as(filter).containsExactly("2-1-301", "1-1-201");
            assertThat(values(page, "owedFen")).as(filter).containsExactly("5000", "340");
            assertThat(values(page, "overdueFen")).as(filter).containsExactly("300");
            assertThat(page.path("totals").path("owedFen").asInt()).as(filter).isEqualTo(5_340);
            assertThat(page.path("totals").path("overdueFen").asInt())
                    .as(filter)
                    .isEqualTo(300);
        }
        assertThat(json(api + "?columns=owed&building=1")
                        .path("totals")
                        .path("owedFen")
                        .asInt())
                .isEqualTo(340);
        assertThat(workbook(get(clerk, pages + "/export?columns=owed&query=1-1-2"))
                        .get(1))
                .containsExactly("1-1-201", "3.4");
    }

    private void owes(String code, String due, int fen) {
        TestDatabases.current().owner().execute("""
                insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,
                    amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before, days_borne,
                    day_basis, bill_run_id, deferred, posted_on, posted_at)
                select community_id, id, 1, date_trunc('month', d), 1, 1, 1, d, d, f, f, 0, f, 'PROPERTY', 'OWN_REVENUE', d, '{}', f, 0, 30, 'ACTUAL', 1,
                    false, d, now()
                from estate.premises, (values (date '%s', %d)) v (d, f) where community_id = %d and code = '%s'
                """.formatted(due, fen, c, code));
    }

    @Test
    void refusesColumnsOrdersAndChoicesThatItDoesNotOffer() {
        for (String wrong :
                List.of("columns=nonsense", "sort=layout", "kind=TENT", "building=9", "on=yesterday", "after=x")) {
            assertThat(get(clerk, api + "?" + wrong)).as(wrong).hasStatus(422);
        }
        assertThat(get(clerk, api.replace("premises", "nothing"))).hasStatus(404);
        assertThat(get(clerk, api.replace("/" + c + "/", "/" + (c + 1_000) + "/")))
                .hasStatus(404);
    }

    @Test
    void leavesOutWhatThePostMayNotSee() throws Exception {
        long technician = Staff.hire("register-technician-" + count, c, "technician");
        String shown = get(technician, api + "?columns=code,owner,owed,area")
                .getResponse()
                .getContentAsString();
        assertThat(shown).contains("\"area\"").doesNotContain("owner", "owedFen");
        assertThat(get(technician, "/communities/" + c + "/people")).hasStatus(403);
    }

    @Test
    @Tag("CLERK-04")
    void exportsExactlyWhatIsFilteredMaskedAndWritesItDown() throws Exception {
        List<List<String>> sheet = workbook(get(clerk, pages + "/export?query=1-1-1&columns=owner,area&on=2025-07-01"));
        assertThat(sheet).containsExactly(List.of("编号", "业主", "建筑面积（㎡）"), List.of("1-1-101", "**小明", "81"));
        assertThat(lastExport("after ->> 'rows'")).isEqualTo("1");
        assertThat(lastExport("after ->> 'whole'")).isEqualTo("false");
    }

    @Test
    void showsNamesWholeOnlyForAReasonAndNeverAsAFormula() throws Exception {
        String filters = "query=1-1-101&columns=owner";
        MvcTestResult refused = post(clerk, pages + "/export", "filters", filters, "reason", " ");
        assertThat(refused).hasStatus(422);
        List<List<String>> sheet = workbook(post(clerk, pages + "/export", "filters", filters, "reason", "核对过户"));
        assertThat(sheet.get(1)).containsExactly("1-1-101", "=王小明");
        assertThat(lastExport("reason")).isEqualTo("核对过户");
        long officer = Staff.hire("register-officer-" + count, c, "officer");
        assertThat(post(officer, pages + "/export", "filters", filters, "reason", "核对"))
                .hasStatus(403);
    }

    @Test
    void keepsViewsOfEachPersonAndOpensTheDefaultOne() {
        MvcTestResult kept = post(
                clerk,
                pages + "/views",
                "name",
                "一号楼",
                "filters",
                "building=1&columns=area&sort=-area",
                "first",
                "true");
        assertThat(kept).hasStatus(302);
        String list = "/communities/" + c + "/premises";
        String there = get(clerk, list).getResponse().getRedirectedUrl();
        assertThat(there).startsWith(list + "?building=1&columns=area&sort=-area&view=");
        assertThat(get(clerk, there)).hasStatusOk().bodyText().contains("一号楼");
        assertThat(get(clerk, list + "?view=")).hasStatusOk();
        assertThat(get(manager, list)).hasStatusOk().bodyText().doesNotContain(">一号楼<");
        assertThat(post(clerk, pages + "/views", "name", "共享", "filters", "", "shared", "true"))
                .hasStatus(403);
        assertThat(post(manager, pages + "/views", "name", "大家的", "filters", "building=2", "shared", "true"))
                .hasStatus(302);
        assertThat(get(clerk, list + "?view=")).bodyText().contains("大家的");
        String id = there.replaceFirst(".*view=", "");
        assertThat(post(manager, pages + "/views/" + id + "/rename", "name", "我的"))
                .hasStatus(404);
        assertThat(post(manager, pages + "/views/" + id + "/delete")).hasStatus(404);
        assertThat(post(clerk, pages + "/views/" + id + "/rename", "name", "二号楼"))
                .hasStatus(302);
        assertThat(post(clerk, pages + "/views/" + id + "/delete")).hasStatus(302);
        assertThat(get(clerk, list)).hasStatusOk();
    }

    @Test
    void doesToAllFilteredWhatThePersonAgreedToOnceAndNeverToWhatChangedMeanwhile() throws Exception {
        String ask = pages + "/action?action=area&filters=building%3D2&all=true";
        assertThat(get(clerk, ask)).hasStatusOk().bodyText().contains("将办理 6 行", "2-1-101");
        assertThat(act("assign-1-many", "5", "building=2"))
                .hasStatus(409)
                .bodyText()
                .contains("现在是 6 行");
        assertThat(act("assign-2-many", "6", "building=2")).hasStatus(302);
        assertThat(act("assign-2-many", "6", "building=2")).hasStatus(302);
        assertThat(json(api + "?on=2026-02-01&limit=1&area=" + area)
                        .path("count")
                        .asInt())
                .isEqualTo(7);
        assertThat(json(api + "?limit=1&area=" + area).path("count").asInt()).isEqualTo(1);
        assertThat(get(manager, ask)).hasStatus(403);
    }

    @Test
    void takesTickedRowsOfOtherCommunitiesForNothing() throws Exception {
        long own = json(api + "?query=2-1-601").path("items").get(0).path("id").asLong();
        int far = count;
        openAnEstate();
        assertThat(count).isGreaterThan(far);
        MvcTestResult page = get(clerk, pages + "/action?action=area&ids=" + own);
        assertThat(page).hasStatusOk().bodyText().contains("将办理 0 行").doesNotContain("2-1-601");
        assertThat(act("assign-3-many", "1", "", "ids", String.valueOf(own))).hasStatus(409);
    }

    @Test
    void opensEveryRegisterOnThePageForProgramsAndAsAWorkbook() throws Exception {
        assertThat(registers.stream().map(Register::code))
                .contains("premises", "people", "ownerships", "tenancies", "vehicles", "buildings", "areas");
        for (Register one : registers) {
            String of = "/registers/" + one.code();
            String every = "columns="
                    + String.join(",", one.columns().stream().map(Column::code).toList());
            MvcTestResult page = get(clerk, "/communities/" + c + of + "?" + every);
            assertThat(page.getResponse().getStatus()).as(of).isIn(200, 302);
            if (page.getResponse().getStatus() == 302) {
                assertThat(get(clerk, page.getResponse().getRedirectedUrl()))
                        .as(of)
                        .hasStatusOk();
            }
            int rows = json("/api/v1/communities/" + c + of + "?" + every)
                    .path("count")
                    .asInt();
            assertThat(workbook(get(clerk, "/communities/" + c + of + "/export?" + every)))
                    .as(of)
                    .hasSize(rows + 1);
            assertThat(workbook(get(clerk, "/api/v1/communities/" + c + of + ".xlsx")))
                    .as(of)
                    .hasSize(rows + 1);
        }
    }

    @Test
    void tellsWhatChangedHandsBetweenTwoDays() throws Exception {
        String of = api.replace("premises", "ownerships");
        JsonNode changed = json(of + "?since=2025-06-01&until=2025-07-31&sort=from");
        assertThat(values(changed, "owner")).containsExactly("陈*英", "**小明");
        assertThat(values(changed, "before")).containsExactly("陈*英");
        assertThat(json(of + "?since=2025-07-02&until=2025-12-31").path("count").asInt())
                .isZero();
        assertThat(json(of + "?until=2024-12-31").path("count").asInt()).isEqualTo(1);
        assertThat(json(of + "?query=1-1-1").path("count").asInt()).isEqualTo(2);
        assertThat(json(api.replace("premises", "areas") + "?on=2024-12-31")
                        .path("totals")
                        .path("premises")
                        .asInt())
                .isZero();
        assertThat(json(api.replace("premises", "areas"))
                        .path("totals")
                        .path("premises")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(api.replace("premises", "buildings"))
                        .path("totals")
                        .path("premises")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void exportsOnlyTheTickedRows() throws Exception {
        JsonNode items = json(api + "?columns=code&building=2").path("items");
        String ids = "&ids=" + items.get(0).path("id").asString() + "&ids="
                + items.get(2).path("id").asString();
        assertThat(workbook(get(clerk, pages + "/export?filters=building%3D2%26columns%3Dfloor" + ids)))
                .containsExactly(List.of("编号", "楼层"), List.of("2-1-101", "1"), List.of("2-1-301", "3"));
    }

    @Test
    void doesManyRowsAsAJobPartByPart() {
        Scopes.run(
                new Scope(List.of(c), null),
                () -> register.savePremises(
                        c,
                        IntStream.rangeClosed(1, 1_050)
                                .mapToObj(n -> PremisesEntry.of(PremisesKind.SPACE, "C%04d".formatted(n)))
                                .toList()));
        MvcTestResult sent = act("assign-4-many", "1050", "kind=SPACE");
        String job = sent.getResponse().getRedirectedUrl();
        assertThat(job).startsWith("/jobs/");
        scheduler.runAnyDueExecutions();
        assertThat(get(clerk, job)).bodyText().contains("选中 1050 行，其中 1050 行有变化");
    }

    @Test
    void changesTheStatusOfManyOrOfNoneUnderTheRulesOfTheSingleChange() throws Exception {
        MvcTestResult refused = become("status-1-many", "6", "building=1", "OCCUPIED");
        assertThat(refused).hasStatus(409).bodyText().contains("有 5 行不能这样办理", "1-1-201 还没有交付", "1-1-601 还没有交付");
        assertThat(json(api + "?columns=status&status=OCCUPIED").path("count").asInt())
                .isZero();
        assertThat(become("status-2-many", "1", "query=1-1-101", "OCCUPIED")).hasStatus(302);
        assertThat(values(json(api + "?columns=status&status=OCCUPIED"), "code"))
                .containsExactly("1-1-101");
        assertThat(become("status-3-many", "6", "building=2", "SOLD")).hasStatus(302);
        assertThat(become("status-4-many", "6", "building=2", "SOLD")).hasStatus(302);
        assertThat(json(api + "?status=SOLD&building=2").path("count").asInt()).isEqualTo(6);
        assertThat(json(api + "?status=SOLD&building=2&on=2026-01-04")
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(TestDatabases.current()
                        .owner()
                        .fetchOne("select count(*) from audit.entry where action = 'status-changed' and community_id = "
                                + c)
                        .get(0, Integer.class))
                .isEqualTo(7);
    }

    private MvcTestResult become(String key, String expected, String filters, String status) {
        return post(
                clerk,
                pages + "/action",
                "action",
                "status",
                "filters",
                filters,
                "expected",
                expected,
                "idempotencyKey",
                key,
                "to-status",
                status,
                "to-from",
                "2026-01-05",
                "to-reason",
                "现场核对");
    }

    private MvcTestResult act(String key, String expected, String filters, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "action",
                "area",
                "filters",
                filters,
                "expected",
                expected,
                "idempotencyKey",
                key,
                "to-area",
                String.valueOf(area),
                "to-from",
                "2026-02-01"));
        fields.addAll(List.of(more));
        return post(clerk, pages + "/action", fields.toArray(String[]::new));
    }

    private List<String> owner(String on) throws Exception {
        return values(json(api + "?query=1-1-101&columns=owner&on=" + on), "owner");
    }

    private String lastExport(String what) {
        return TestDatabases.current()
                .owner()
                .fetchOne("select " + what + " from audit.entry where action = 'register-exported' and community_id = "
                        + c + " order by id desc limit 1")
                .get(0, String.class);
    }

    private JsonNode json(String address) throws Exception {
        MvcTestResult answer = get(clerk, address);
        assertThat(answer).as(address).hasStatusOk();
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
    }

    private static List<String> values(JsonNode page, String column) {
        List<String> values = new ArrayList<>();
        page.path("items").forEach(item -> {
            JsonNode value = item.path("values").path(column);
            if (!value.isNull()) values.add(value.asString());
        });
        return values;
    }

    private List<List<String>> workbook(MvcTestResult answer) throws Exception {
        assertThat(answer).hasStatusOk();
        Path file =
                Files.write(folder.resolve("export.xlsx"), answer.getResponse().getContentAsByteArray());
        try (Workbook workbook = Workbooks.open(file);
                var rows = workbook.rows(workbook.sheetNames().get(0))) {
            return rows.map(row -> row.cells().stream().map(cell -> cell.text()).toList())
                    .toList();
        }
    }

    private MvcTestResult get(long account, String address) {
        var request = browser.get().uri(java.net.URI.create(address));
        return address.startsWith("/api/")
                ? request.header("Authorization", Staff.bearer(account)).exchange()
                : request.with(Staff.signedIn(account)).exchange();
    }

    private MvcTestResult post(long account, String address, String... fields) {
        var request = browser.post().uri(address).with(Staff.signedIn(account)).with(csrf());
        for (int at = 0; at < fields.length; at += 2) {
            request = request.param(fields[at], fields[at + 1]);
        }
        return request.exchange();
    }
}
