package io.guanjia.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.guanjia.identity.Staff;
import io.guanjia.operations.CompanyAtWork;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.Tab;
import io.guanjia.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever takes a call: the household, why it owes, a paper filed, a hidden number looked at, and all of it in the timeline. */
@Tag("DEPT-02")
@Tag("T1CLERK-01")
class HouseholdBrowserTest extends BrowserTest {

    @Autowired
    CompanyAtWork company;

    private String home;

    @BeforeEach
    void begin() throws Exception {
        if (number("select count(*) from estate.community") == 0) {
            company.begin();
        }
        long community = number("select min(id) from estate.community");
        Staff.hire("call-clerk", community, "clerk", "manager");
        home = "/communities/" + community;
    }

    @Test
    void answersACallFilesAPaperAndSeesWhatHappened() {
        String household =
                home + "/premises/" + number("select min(premises_id) from billing.charge where open_fen > 0");
        String paid = home + "/premises/" + number("select min(premises_id) from cashier.payment_premises");
        Tab tab = signedIn().visit(household);
        Page page = tab.page();
        page.locator(".gj-why summary").first().click();
        assertThat(page.locator(".gj-why[open]").first()).containsText("㎡");
        inspectEverywhere(tab, household, "household-owing");
        inspectEverywhere(tab, paid, "household-paid");
        file(tab.visit(household + "/files").page());
        inspectEverywhere(tab, household + "/files", "household-files");
        look(tab.visit(household).page());
        tab.inspect("person-unmasked");
        page = tab.visit(household + "/timeline").page();
        assertThat(page.locator(".gj-timeline")).containsText("查看完整号码");
        assertThat(page.locator(".gj-timeline")).containsText("产权证.pdf");
        inspectEverywhere(tab, household + "/timeline", "household-timeline");
        inspectEverywhere(tab, home + "/unmaskings", "unmaskings");
    }

    private Tab signedIn() {
        Tab tab = open(Look.DESK).visit("/sign-in");
        tab.page().locator("input[name=username]").fill("call-clerk");
        tab.page().locator("input[name=password]").fill(Staff.PASSWORD);
        tab.page().locator("form button[type=submit].btn-primary").click();
        return tab.settle();
    }

    private static void file(Page page) {
        byte[] deed = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        page.locator("input[type=file]").setInputFiles(new FilePayload("产权证.pdf", "application/pdf", deed));
        page.locator("select[name=kind]").selectOption("DEED");
        page.locator("form.gj-form button[type=submit]").click();
        assertThat(page.locator(".gj-table")).containsText("产权证.pdf");
    }

    private static void look(Page page) {
        page.locator("#who + .gj-table-box th a").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看完整证件号"))
                .click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("select[name=why]").selectOption("DISPUTE");
        dialog.locator("input[name=reason]").fill("核对产权证");
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator("[data-controller=brief]")).hasText(java.util.regex.Pattern.compile("\\d{17}[\\dX]"));
    }

    private static long number(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, Long.class);
    }
}
