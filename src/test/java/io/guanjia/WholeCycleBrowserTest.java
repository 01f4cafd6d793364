package io.guanjia;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * From the workbook of an estate to a closed month on the screens of a desk: each post signs in and does its own part. Every page
 * on the way is asked by axe and listened to by {@link BrowserTest}.
 */
@Tag("T1COLLECT-01")
@Tag("T1CLERK-01")
@Tag("T1CLERK-02")
@Tag("CLERK-02")
@Tag("COLLECT-03")
@Tag("COLLECT-04")
@Tag("COLLECT-05")
@Tag("DEPT-01")
class WholeCycleBrowserTest extends BrowserTest {
    private static final Path WORKBOOK = Path.of("src/test/resources/workbooks/yunxi/migration.xlsx");
    private static final List<String> POSTS = List.of("clerk", "collector", "accountant", "manager");
    private static final LocalDate SIXTH = LocalDate.of(2026, 1, 6);
    private static final LocalDate MONTH_END = LocalDate.of(2026, 1, 31);
    private static final Money FLOAT = Money.parse("200.00");
    private static final int KEYSTROKES_MAX = 8;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MovedClock clock;

    private String community;
    private int keystrokes;

    @BeforeEach
    void anEmptyCommunityAndItsPosts() {
        long id = Staff.community("云溪花园");
        community = "/communities/" + id;
        POSTS.forEach(post -> Staff.hire(post, id, post));
        clock.set(SIXTH);
    }

    @Test
    void leadsFromTheWorkbookOfAnEstateToAClosedMonth() {
        clerkImportsTheEstate();
        clerkIssuesAReceiptBook();
        accountantIssuesAFloat();
        clerkProposesTheBillsOfJanuary();
        managerApproves("bills-approved");
        Money paid = collectorTakesCashWithoutTheMouse();
        collectorCountsTheDrawer(paid.plus(FLOAT));
        clerkSignsForTheCash(paid);
        clock.set(MONTH_END);
        accountantProposesTheClose();
        managerApproves("month-approved");
        managerReadsTheRate(paid);
    }

    private void clerkImportsTheEstate() {
        Tab tab = signIn("clerk", "/imports/new");
        Page page = tab.page();
        tab.inspect("cycle-import");
        page.locator("[name=file]").setInputFiles(WORKBOOK);
        page.locator("[name=developer]").fill("云溪置业有限公司");
        page.locator("[name=deliveredOn]").fill("2025-01-01");
        page.locator("[name=cutOverOn]").fill("2026-01-01");
        submit(page);
        assertThat(page).hasURL(Pattern.compile(".*/imports/\\d+"));
        tab.inspect("cycle-import-queued");
        runQueuedWork();
        assertThat(page.locator(".alert-info")).containsText("检查通过");
        tab.inspect("cycle-import-checked");
        page.getByText("确认导入").click();
        runQueuedWork();
        assertThat(page.locator(".alert-success")).containsText("导入完成");
        assertThat(page.locator(".gj-figures")).containsText("432");
        tab.inspect("cycle-import-done");
        tab.visit(community + "/premises").inspect("cycle-premises");
        tab.close();
    }

    private void clerkIssuesAReceiptBook() {
        Tab tab = signIn("clerk", "/receipt-books/new");
        Page page = tab.page();
        tab.inspect("cycle-book-new");
        page.locator("[name=firstNo]").fill("1");
        page.locator("[name=lastNo]").fill("100");
        page.locator("[name=digits]").fill("7");
        submit(page);
        assertThat(page).hasURL(Pattern.compile(".*/receipt-books/\\d+"));
        page.locator("[name=holder]").selectOption("collector");
        tab.inspect("cycle-book");
        submit(page);
        assertThat(page.locator(".gj-facts")).containsText("collector");
        tab.close();
    }

    private void accountantIssuesAFloat() {
        Tab tab = signIn("accountant", "/floats");
        Page page = tab.page();
        page.locator("[name=holder]").selectOption("collector");
        page.locator("[name=amount]").fill(FLOAT.toString());
        submit(page);
        assertThat(page.locator(".gj-figures")).containsText("200.00");
        tab.inspect("cycle-floats");
        tab.close();
    }

    private void clerkProposesTheBillsOfJanuary() {
        Tab tab = signIn("clerk", "/bill-runs/new");
        Page page = tab.page();
        assertThat(page.locator("[name=month]")).hasValue("2026-01");
        tab.inspect("cycle-bills-new");
        submit(page);
        assertThat(page).hasURL(Pattern.compile(".*/bill-runs/\\d+"));
        tab.inspect("cycle-bills-preview");
        page.locator("form[action$='/proposal'] button").click();
        assertThat(page.locator("#alerts")).not().isEmpty();
        tab.inspect("cycle-bills-proposed");
        tab.close();
    }

    private void managerApproves(String picture) {
        Tab tab = signIn("manager", "/months");
        Page page = tab.visit("/approvals").page();
        tab.inspect("cycle-" + picture);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("批准"))
                .first()
                .click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).isVisible();
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator("#alerts .alert")).isVisible();
        tab.close();
        runQueuedWork();
    }

    private Money collectorTakesCashWithoutTheMouse() {
        Tab tab = signIn("collector", "/counter");
        Page page = tab.page();
        page.keyboard().type("1-1-101");
        page.keyboard().press("Enter");
        assertThat(page.locator(".gj-household")).containsText("1-1-101");
        tab.settle().inspect("cycle-counter");
        Money owed = Money.parse(page.locator("[data-till-target=due]").textContent());
        assertThat(page.locator("[name='tenders[0].given']")).isFocused();
        keystrokes = 0;
        press(page, "5", "0", "0", "Enter");
        assertThat(page).hasURL(Pattern.compile(".*/receipts/0000001\\?taken"));
        assertThat(keystrokes).isLessThanOrEqualTo(KEYSTROKES_MAX);
        tab.settle().inspect("cycle-receipt");
        tab.close();
        return owed;
    }

    private void collectorCountsTheDrawer(Money drawer) {
        Tab tab = signIn("collector", "/day-sheets");
        Page page = openTheSheet(tab);
        assertThat(page.locator(".gj-figures")).containsText(drawer.format());
        fillIn(page, drawer);
        tab.inspect("cycle-count");
        submit(page);
        assertThat(page.locator("#alerts")).containsText("清点已提交");
        tab.inspect("cycle-counted");
        tab.close();
    }

    private void clerkSignsForTheCash(Money cash) {
        Tab tab = signIn("clerk", "/day-sheets");
        Page page = openTheSheet(tab);
        fillIn(page, cash);
        tab.inspect("cycle-accept");
        submit(page);
        assertThat(page.locator("#alerts")).containsText("已签收");
        tab.inspect("cycle-accepted");
        tab.close();
    }

    private void accountantProposesTheClose() {
        Tab tab = signIn("accountant", "/months?month=2026-01");
        Page page = tab.page();
        tab.inspect("cycle-month");
        page.locator("[data-opener-id-value=close]").click();
        page.locator("dialog[open] button[type=submit]").click();
        assertThat(page.locator("#alerts")).containsText("等待另一人审批");
        tab.inspect("cycle-month-proposed");
        tab.close();
    }

    private void managerReadsTheRate(Money paid) {
        Tab tab = signIn("manager", "/months?month=2026-01");
        Page page = tab.page();
        assertThat(page.locator("main")).containsText("已月结");
        tab.inspect("cycle-month-closed");
        tab.visit(community + "/collection?month=2026-01");
        assertThat(page.locator(".gj-figures")).containsText(paid.format());
        tab.inspect("cycle-collection");
        tab.close();
    }

    /** The door leads to where one wanted to go. */
    private Tab signIn(String post, String path) {
        Tab tab = open(Look.DESK).visit(community + path);
        Page page = tab.page();
        page.locator("[name=username]").fill(post);
        page.locator("[name=password]").fill(Staff.PASSWORD);
        page.locator("form.gj-form button[type=submit]").click();
        page.waitForURL("**" + community + path);
        return tab.settle();
    }

    private static Page openTheSheet(Tab tab) {
        Page page = tab.page();
        page.locator(".gj-table tbody th a").first().click();
        page.waitForURL(Pattern.compile(".*/day-sheets/\\d+"));
        tab.settle();
        return page;
    }

    /** The largest pieces first, as money lies in a drawer. */
    private static void fillIn(Page page, Money amount) {
        long rest = amount.fen();
        for (Locator field : page.locator("[data-fen]").all()) {
            long fen = Long.parseLong(field.getAttribute("data-fen"));
            field.fill(String.valueOf(rest / fen));
            rest %= fen;
        }
        assertThat(page.locator("[data-count-target=total]")).hasText(amount.format());
    }

    private static void submit(Page page) {
        page.locator("main form.gj-form .gj-buttons button[type=submit]").click();
        page.waitForLoadState();
    }

    private void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            keystrokes++;
        }
    }

    private void runQueuedWork() {
        scheduler.runAnyDueExecutions();
    }
}
