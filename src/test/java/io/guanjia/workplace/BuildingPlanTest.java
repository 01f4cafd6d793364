package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.estate.BuildingEntry;
import io.guanjia.estate.Buildings;
import io.guanjia.estate.EntranceEntry;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.OwnershipEntry;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** 楼栋平面: where each square stands, what it tells, and how large the page of a tower becomes. */
@GuanjiaTest
@Tag("OFFICER-01")
class BuildingPlanTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final Pattern KEY = Pattern.compile("<dd>(?:<a[^>]*>)?(\\d+)(?:</a>)?</dd>");
    private static int count;

    @Autowired
    PremisesRegister register;

    @Autowired
    Buildings buildings;

    @Autowired
    People people;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Deliveries deliveries;

    @Autowired
    BuildingPlans plans;

    @Autowired
    io.guanjia.web.Texts texts;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MovedClock clock;

    long c;
    long officer;

    @BeforeEach
    void openACommunity() {
        clock.set(TODAY);
        count++;
        c = Staff.community("平面 " + count);
        officer = Staff.hire("plan-officer-" + count, c, "officer");
    }

    @Test
    void putsTheTopFloorFirstAndEveryDoorUnderItsColumn() {
        build(3, "01", "02");
        work(() -> register.savePremises(
                c,
                List.of(
                        PremisesEntry.room("1", "2", "301").on(3, null),
                        PremisesEntry.room("1", "1", "阁楼").in("1", null).on(4, null),
                        PremisesEntry.of(PremisesKind.SHOP, "S01").in("1", "1"))));
        BuildingPlan plan = plan();
        assertThat(plan.wings()).extracting(BuildingPlan.Wing::entrance).containsExactly("1", "2");
        BuildingPlan.Wing first = plan.wings().get(0);
        assertThat(first.doors()).containsExactly("01", "02");
        assertThat(first.rows()).extracting(BuildingPlan.Row::floor).containsExactly(3, 2, 1);
        assertThat(first.rows().get(0).cells())
                .extracting(cell -> cell.get(0).code())
                .containsExactly("1-1-301", "1-1-302");
        assertThat(plan.wings().get(1).rows().get(1).cells()).containsExactly(List.of());
        assertThat(plan.loose()).extracting(PlanTile::code).containsExactlyInAnyOrder("1-1-阁楼", "S01");
    }

    @Test
    void countsBegunMonthsOfTheOldestDebtAsTheAgingDoes() {
        assertThat(band(null, 0)).isZero();
        assertThat(band(null, 100)).isEqualTo(1);
        assertThat(band(TODAY.minusDays(1), 100)).isEqualTo(2);
        assertThat(band(LocalDate.of(2025, 10, 5), 100)).isEqualTo(2);
        assertThat(band(LocalDate.of(2025, 10, 4), 100)).isEqualTo(3);
        assertThat(band(LocalDate.of(2025, 1, 5), 100)).isEqualTo(4);
        assertThat(band(LocalDate.of(2025, 1, 4), 100)).isEqualTo(5);
        assertThat(band(LocalDate.of(2023, 1, 5), 100)).isEqualTo(6);
        assertThat(band(LocalDate.of(2023, 1, 4), 100)).isEqualTo(7);
        assertThat(square(LocalDate.of(2025, 1, 31), 1).monthsOverdue(LocalDate.of(2025, 2, 28)))
                .isEqualTo(1);
        assertThat(square(LocalDate.of(2025, 1, 31), 1).monthsOverdue(LocalDate.of(2025, 3, 1)))
                .isEqualTo(2);
    }

    @Test
    void tellsWhoOwesWhatMaskedAndAddsUpInTheKey() throws Exception {
        Map<String, Long> rooms = build(3, "01", "02");
        inhabit(rooms);
        owe(rooms.get("1-1-101"), 21002, LocalDate.of(2025, 11, 30));
        owe(rooms.get("1-1-102"), 5000, LocalDate.of(2026, 1, 31));
        String page = page(officer, "");
        assertThat(page).contains("1-1-101 · 陈*英 · 欠 210.02 · 逾期 2 个月").contains("欠 50.00 · 未到期");
        assertThat(page).doesNotContain("陈若英");
        assertThat(keys(page)).containsExactly(4, 1, 1, 6);
        String status = page(officer, "?lens=STATUS&building=1");
        assertThat(keys(status)).containsExactly(6, 6);
        assertThat(status).contains("1-1-101 · 陈*英 · 欠 210.02 · 逾期 2 个月 · 已交付未装修");
    }

    @Test
    void showsNeitherNamesNorDebtsToThoseWhoMayNotReadThem() throws Exception {
        Map<String, Long> rooms = build(2, "01");
        inhabit(rooms);
        owe(rooms.get("1-1-101"), 21002, LocalDate.of(2025, 11, 30));
        long technician = Staff.hire("plan-technician-" + count, c, "technician");
        assertThat(page(technician, "?lens=ARREARS"))
                .doesNotContain("陈*英", "210.02")
                .contains("1-1-101 · 已交付未装修");
        long stranger = Staff.hire("plan-stranger-" + count, Staff.community("别处 " + count), "officer");
        assertThat(mvc.get()
                        .uri("/communities/" + c + "/building-plan")
                        .with(Staff.signedIn(stranger))
                        .exchange())
                .hasStatus4xxClientError();
    }

    @Test
    void staysSmallForATowerOfAHundredFloorsWithTwentyRoomsEach() throws Exception {
        String[] doors = new String[20];
        for (int door = 0; door < doors.length; door++) {
            doors[door] = (door < 9 ? "0" : "") + (door + 1);
        }
        Map<String, Long> rooms = build(100, doors);
        inhabit(rooms);
        TestDatabases.current().owner().execute(CHARGES.formatted("true"), 21002, 21002, LocalDate.of(2025, 1, 31), c);
        String page = page(officer, "");
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isLessThan(300_000);
        assertThat(keys(page)).containsExactly(2000, 2000);
    }

    private Map<String, Long> build(int floors, String... doors) {
        List<PremisesEntry> entries = new ArrayList<>();
        for (int floor = 1; floor <= floors; floor++) {
            for (String door : doors) {
                entries.add(PremisesEntry.room("1", "1", floor + door).on(floor, null));
            }
        }
        Map<String, Long> ids = new HashMap<>();
        work(() -> {
            register.saveBuildings(c, List.of(new BuildingEntry("1", "1号楼", floors)));
            register.saveEntrances(
                    c, List.of(new EntranceEntry("1", "1", floors, true), new EntranceEntry("1", "2", floors, true)));
            ids.putAll(register.savePremises(c, entries).ids());
        });
        return ids;
    }

    private void inhabit(Map<String, Long> rooms) {
        work(() -> {
            long chen = people.add(c, PersonEntry.person("陈若英", "19900000001"));
            Map<Long, LocalDate> days = new HashMap<>();
            rooms.values().forEach(room -> days.put(room, START));
            deliveries.saveAll(c, days);
            ownerships.saveAll(
                    c,
                    rooms.values().stream()
                            .map(room -> OwnershipEntry.sole(room, START, chen))
                            .toList());
        });
    }

    private static final String CHARGES =
            "insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id,"
                    + " owner_id, from_on, to_on, amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen,"
                    + " days_before, days_borne, day_basis, bill_run_id, deferred, posted_on, posted_at) select h.community_id, h.premises_id, 1,"
                    + " '2025-01-01', 1, h.payer_id, h.owner_id, '2025-01-01', '2025-01-31', x.fen, x.fen, 0, x.fen, 'PROPERTY',"
                    + " 'OWN_REVENUE', x.due, '{}', x.fen, 0, 30, 'ACTUAL', 1, false, '2025-01-01', now() from residents.household h,"
                    + " (select ?::bigint fen, ?::bigint again, ?::date due) x where h.community_id = ? and %s";

    private void owe(long premises, int fen, LocalDate due) {
        TestDatabases.current().owner().execute(CHARGES.formatted("h.premises_id = " + premises), fen, fen, due, c);
    }

    private BuildingPlan plan() {
        return Scopes.call(
                Staff.scope(officer, c),
                () -> BuildingPlan.of(plans.squares(c, buildings.list(c).get(0).id()).stream()
                        .map(new PlanPen(PlanLens.STATUS, TODAY, texts)::tile)
                        .toList()));
    }

    private int band(LocalDate due, long fen) {
        return PlanLens.ARREARS.band(square(due, fen), TODAY);
    }

    private static PlanSquare square(LocalDate due, long fen) {
        return new PlanSquare(
                1, PremisesKind.ROOM, "1-1-101", "01", "1", 1, PremisesStatus.OCCUPIED, null, new Money(fen), due);
    }

    private String page(long account, String query) throws Exception {
        var answer = mvc.get()
                .uri("/communities/" + c + "/building-plan" + query)
                .with(Staff.signedIn(account))
                .accept("text/html")
                .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static List<Integer> keys(String page) {
        List<Integer> keys = new ArrayList<>();
        Matcher found = KEY.matcher(page.substring(page.indexOf("gj-plan-key"), page.indexOf("</dl>")));
        while (found.find()) {
            keys.add(Integer.valueOf(found.group(1)));
        }
        return keys;
    }

    private void work(Runnable work) {
        Scopes.run(new Scope(List.of(c), null), work);
    }
}
