package io.guanjia.operations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.guanjia.identity.Staff;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.Tab;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Putting the register right on the screens: a person twice becomes one, a wrong area is corrected with its bills. */
@Tag("T1CLERK-01")
class MendingBrowserTest extends BrowserTest {

    @Autowired
    CompanyAtWork company;

    private String c;
    private long paid;

    @Test
    void mergesAPersonAndCorrectsAnAreaWithAnotherPersonsYes() throws IOException {
        company.begin();
        TestDatabases.current()
                .owner()
                .execute(
                        "update identity.account set password_hash = (select password_hash from identity.account where id = ?)",
                        Staff.account("a-key-to-all-doors"));
        c = "/communities/" + id("select min(id) from estate.community");
        paid = id("select premises_id from billing.charge where open_fen = 0 order by id limit 1");
        Tab clerk = signIn("clerk");
        merges(clerk);
        correct(clerk);
        Tab manager = signIn("manager");
        Page page = manager.page();
        manager.visit(c + "/corrections/" + id("select max(id) from mending.correction"));
        manager.inspect("mending-decide");
        page.locator("[data-opener-dialog-value=approve], button:has-text('批准')")
                .first()
                .click();
        page.locator("dialog[open] button[type=submit]").click();
        manager.settle();
        clerk.visit(c + "/corrections/" + id("select max(id) from mending.correction"));
        assertThat(clerk.page().locator("main")).containsText("已更正");
        clerk.inspect("mending-applied");
        clerk.visit(c + "/premises/" + paid + "/corrections");
        assertThat(clerk.page().locator("main")).containsText("面积录错");
        both(clerk, c + "/premises/" + paid + "/corrections", "mending-premises");
        both(clerk, c + "/corrections", "mending-list");
        both(clerk, c + "/corrections/" + id("select max(id) from mending.correction"), "mending-correction");
        both(clerk, c + "/charges/" + id("select max(id) from billing.charge"), "mending-charge");
    }

    private void merges(Tab tab) {
        Page page = tab.page();
        both(tab, c + "/people/duplicates", "duplicates");
        page.locator("a:has-text('核对')").first().click();
        tab.settle();
        tab.inspect("compare");
        page.locator("[name=reason]").first().fill("同一人登记了两次");
        page.locator("form.gj-form button[type=submit]").click();
        assertThat(page).hasURL(Pattern.compile(".*/people/merges/\\d+"));
        tab.inspect("merge");
        both(
                tab,
                c + "/people/" + id("select max(duplicate_id) from residents.person_merge where state = 'MERGED'"),
                "merged-person");
    }

    private void correct(Tab tab) {
        Page page = tab.page();
        String at = c + "/premises/" + paid + "/corrections";
        both(tab, at + "/owner", "mending-owner");
        both(tab, at + "/swap", "mending-swap");
        tab.visit(at + "/area").inspect("mending-area");
        page.locator("[name=area]").fill("80.00");
        page.locator("[name=reason]").fill("面积录错");
        page.locator("form.gj-form button[type=submit]").click();
        assertThat(page).hasURL(Pattern.compile(".*/corrections/\\d+"));
        assertThat(page.locator("main")).containsText("补差");
        tab.inspect("mending-preview");
        page.locator("button:has-text('申请更正')").first().click();
        page.locator("dialog[open] button[type=submit]").click();
        assertThat(page.locator("main")).containsText("等待另一人审批");
    }

    private void both(Tab tab, String path, String name) {
        tab.visit(path).inspect(name);
        try (Tab phone = keep(tab.as(Look.PHONE_DARK))) {
            phone.visit(path).inspect(name);
        }
        tab.visit(path);
    }

    private Tab signIn(String post) {
        Tab tab = open(Look.DESK);
        tab.visit("/sign-in");
        tab.page().locator("input[name=username]").fill(post);
        tab.page().locator("input[name=password]").fill(Staff.PASSWORD);
        tab.page().locator("form button[type=submit].btn-primary").click();
        tab.settle();
        return tab;
    }

    private static long id(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, Long.class);
    }
}
