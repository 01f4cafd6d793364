package io.guanjia.insight;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The manager is asked how much was collected. */
@Tag("CLERK-03")
class CollectionBrowserTest extends BrowserTest {

    /** Of 250.00, by building. */
    private static final String[] PAID = {"250.00", "75.00", "125.00"};

    @Autowired
    MovedClock clock;

    @Test
    void showsTheRateAndOpensTheLinesBehindIt() {
        Bills bills = estate();
        clock.set(LocalDate.of(2024, 7, 3));
        Staff.hire("manager-of-rates", bills.community, "manager");
        String page = "/communities/" + bills.community + "/collection?month=2024-06";
        Tab tab = open(Look.DESK).visit(page);
        tab.page().fill("#username", "manager-of-rates");
        tab.page().fill("#password", Staff.PASSWORD);
        tab.page().click(".gj-buttons .btn-primary");
        tab.settle();
        assertThat(tab.page().locator(".gj-figure-value").first()).hasText("60.00 %");
        inspectEverywhere(tab, page, "collection");
        tab.page().getByText("2 号楼").first().click();
        tab.settle();
        assertThat(tab.page().locator(".gj-figure-value").first()).hasText("30.00 %");
        inspectEverywhere(tab, tab.page().url().replaceFirst("^http://[^/]+", ""), "collection-lines");
        tab.visit(page.replace("2024-06", "2030-01")).inspect("collection-none");
    }

    private static Bills estate() {
        Bills bills = new Bills("云溪花园");
        long developer = bills.person("云溪置业");
        bills.developer(developer);
        for (int building = 1; building <= 3; building++) {
            long id = bills.building("" + building);
            long[] rooms = new long[8];
            for (int room = 0; room < rooms.length; room++) {
                rooms[room] = bills.premises(building + "-1-" + (room / 2 + 1) + "0" + (room % 2 + 1), id);
                for (int month = 1; month <= 6; month++) {
                    Month of = Month.of(2024, month);
                    long charge = building == 3 && room == 7
                            ? bills.charge(rooms[room], bills.item, developer, of, "250.00", of.firstDay())
                            : bills.charge(rooms[room], of, "250.00");
                    bills.pay(charge, PAID[building - 1], of.lastDay());
                }
            }
            long area = bills.area(building + " 区", rooms);
            bills.collector(
                    area, Staff.hire("收费员" + building, bills.community, "collector"), LocalDate.of(2024, 1, 1), null);
        }
        return bills;
    }
}
