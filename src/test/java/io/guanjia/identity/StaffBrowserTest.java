package io.guanjia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.approvals.TestProposals;
import io.guanjia.database.Scopes;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages about people in a real browser, as the administrator, the manager and everybody meet them. */
class StaffBrowserTest extends BrowserTest {

    @Autowired
    StandIns standIns;

    @Autowired
    TestProposals proposals;

    @Autowired
    MovedClock clock;

    @Test
    void letsSomebodyInWithTheKeyboardAlone() {
        long community = Staff.community("云栖花园");
        Staff.hire("receptionist", community, "receptionist");
        Tab tab = open(Look.DESK).visit("/account");
        tab.inspect("sign-in");
        open(Look.DESK_DARK).visit("/sign-in").inspect("sign-in");
        open(Look.PHONE).visit("/sign-in").inspect("sign-in");
        open(Look.PHONE_DARK).visit("/sign-in").inspect("sign-in");
        tab.page().keyboard().type("receptionist");
        tab.page().keyboard().press("Tab");
        tab.page().keyboard().type("wrong password");
        tab.page().keyboard().press("Enter");
        tab.page().waitForSelector(".alert-danger");
        tab.inspect("sign-in-wrong");
        tab.page().fill("#password", Staff.PASSWORD);
        tab.page().keyboard().press("Enter");
        tab.page().waitForURL("**/account");
        inspectEverywhere(tab, "/account", "account");
        inspectEverywhere(tab, "/account/password", "password");
    }

    @Test
    void servesTheAdministrator() {
        long community = Staff.community("林海家园");
        Staff.administrator("administrator");
        long second = Staff.administrator("second");
        long collector = Staff.hire("collector", community, "collector");
        long assistant = Staff.hire("assistant", community, "assistant", "clerk");
        Scopes.run(
                Staff.scope(second),
                () -> standIns.arrange(new StandIns.NewStandIn(
                        community,
                        collector,
                        assistant,
                        clock.today(),
                        clock.today().plusDays(2),
                        "轮休")));
        Tab tab = signIn("administrator");
        inspectEverywhere(tab, "/staff", "staff");
        inspectEverywhere(tab, "/staff/" + assistant, "staff-account");
        inspectEverywhere(tab, "/staff/posts", "posts");
        inspectEverywhere(tab, "/staff/stand-ins", "stand-ins");
        tab.visit("/staff/stand-ins/new").inspect("stand-in-new");
        tab.visit("/staff/" + assistant + "/appointments/new").inspect("appointment-new");
        tab.visit("/audit").inspect("audit");
        tab.visit("/staff/new");
        tab.page().fill("#name", "新同事");
        tab.page().fill("#username", "newcomer");
        tab.page().click("button.btn-primary[type=submit]");
        tab.page().waitForSelector("code");
        tab.inspect("initial-password");
        assertThat(tab.page().textContent("code")).hasSize(14);
    }

    @Test
    void servesWhoeverDecides() {
        long community = Staff.community("松涛里");
        long clerk = Staff.hire("clerk", community, "clerk");
        Staff.hire("manager", community, "manager");
        proposals.make(clerk, community, 1, "2026-01 物业费出账，3 栋 216 户");
        proposals.make(clerk, community, 2, "补收 1 月水费，S01 云溪便利店");
        Tab tab = signIn("manager");
        inspectEverywhere(tab, "/approvals", "approvals");
        tab.visit("/approvals");
        tab.page().click("text=批准");
        tab.page().waitForSelector("dialog[open]");
        tab.inspect("approvals-dialog");
        tab.page().click("dialog[open] button.btn-primary");
        tab.page().waitForSelector(".alert-success");
        inspectEverywhere(tab, "/approvals?list=history", "approvals-history");
        inspectEverywhere(tab, "/settings", "settings");
        inspectEverywhere(tab, "/settings/test.days", "setting");
        inspectEverywhere(tab, "/audit", "audit-business");
    }

    private Tab signIn(String username) {
        Tab tab = open(Look.DESK).visit("/sign-in?to=/account");
        tab.page().fill("#username", username);
        tab.page().fill("#password", Staff.PASSWORD);
        tab.page().keyboard().press("Enter");
        tab.page().waitForURL(url -> url.endsWith("/account") && !url.contains("/sign-in"));
        return tab;
    }
}
