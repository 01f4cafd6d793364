package io.guanjia.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.Tab;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fragments in the hands of a person. */
class ComponentsBrowserTest extends BrowserTest {

    @Test
    void looksRightOnEveryScreen() {
        Tab tab = open(Look.DESK);
        inspectEverywhere(tab, "/test/components", "components");
        inspectEverywhere(tab, "/test/plain", "plain");
    }

    @Test
    void looksRightWhenSomethingIsWrong() {
        for (Look look : new Look[] {Look.DESK, Look.PHONE_DARK}) {
            Tab tab = open(look).expectErrors();
            tab.visit("/test/fail").inspect("error-500");
            tab.visit("/test/nothing").inspect("error-404");
            tab.visit("/test/components");
            tab.page().fill("#amount", "12.345");
            tab.page().click(".gj-buttons .btn-primary");
            assertThat(tab.page().locator(".gj-error-list a").first()).containsText(Pattern.compile("缴费人|Payer"));
            tab.settle().inspect("form-refused");
        }
    }

    @Test
    void opensTheMenuOnAPhone() {
        Tab tab = open(Look.PHONE).visit("/test/components");
        tab.page().click(".gj-menu-button");
        assertThat(tab.page().locator("#menu .gj-menu-item").first()).isVisible();
        tab.inspect("menu");
    }

    @Test
    void asksBeforeItDoesWhatCannotBeUndone() {
        Tab tab = open(Look.DESK_DARK).visit("/test/components");
        Page page = tab.page();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Void"))
                .first()
                .click();
        assertThat(page.locator("#void-dialog")).isVisible();
        tab.inspect("dialog");
        page.keyboard().press("Escape");
        assertThat(page.locator("#void-dialog")).isHidden();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Void"))
                .first()
                .click();
        page.locator("#void-dialog button[type=submit]").click();
        assertThat(page.locator("h1")).hasText("Not possible now");
    }

    @Test
    void writesAmountsAndKeepsWhatWasTyped() {
        Tab tab = open(Look.DESK).visit("/test/components");
        Page page = tab.page();
        page.fill("#amount", "１２３４５。5元");
        page.press("#amount", "Tab");
        assertThat(page.locator("#amount")).hasValue("12,345.50");
        String key = page.locator(".gj-form [name=idempotencyKey]").inputValue();
        page.click(".gj-buttons .btn-primary");
        assertThat(page.locator("#name-error")).hasText("请填写。");
        assertThat(page.locator("#amount")).hasValue("12,345.50");
        assertThat(page.locator(".gj-form [name=idempotencyKey]")).hasValue(key);
        assertThat(page.locator(".gj-form .alert")).isFocused();
        page.fill("#name", "陈女士");
        page.click(".gj-buttons .btn-primary");
        assertThat(page.locator("#alerts")).containsText("已收款 12,345.50");
    }

    @Test
    void sendsAFormOnce() {
        Page page = open(Look.DESK).visit("/test/components").page();
        page.fill("#name", "陈女士");
        page.fill("#amount", "1");
        int[] sent = {0};
        page.route("**/test/components", route -> {
            if (route.request().method().equals("POST")) {
                sent[0]++;
                page.waitForTimeout(300);
            }
            route.resume();
        });
        page.evaluate("() => { const f = document.querySelector('.gj-form'); f.requestSubmit(); f.requestSubmit(); }");
        assertThat(page.locator("#alerts")).containsText("已收款");
        assertThat(sent[0]).isEqualTo(1);
    }

    @Test
    void asksBeforeUnsavedWorkIsLost() {
        Page page = open(Look.DESK).visit("/test/components").page();
        int[] asked = {0};
        page.onDialog(dialog -> {
            asked[0]++;
            dialog.accept();
        });
        page.fill("#name", "陈女士");
        page.navigate("/test/plain");
        assertThat(asked[0]).isEqualTo(1);
        page.navigate("/test/components");
        page.navigate("/test/plain");
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void countsWhatIsTicked() {
        Page page = open(Look.DESK).visit("/test/components").page();
        assertThat(page.locator(".gj-selection")).isHidden();
        page.check("tbody tr:nth-child(2) [type=checkbox]");
        assertThat(page.locator(".gj-selection")).containsText("已选择 1 项");
        page.check("thead [type=checkbox]");
        assertThat(page.locator(".gj-selection")).containsText("已选择 5 项");
    }

    @Test
    void followsLongWorkToItsEnd() {
        Tab tab = open(Look.DESK).visit("/test/components");
        assertThat(tab.page().locator(".gj-job"))
                .containsText(
                        "已完成",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(15_000));
        assertThat(tab.page().locator(".gj-job progress")).isHidden();
    }

    @Test
    void saysNoAboveThePageAndLeavesThePage() {
        Page page = open(Look.DESK).visit("/test/components").page();
        page.fill("#name", "陈女士");
        page.click("#htmx");
        assertThat(page.locator("#alerts")).containsText("已经收过");
        assertThat(page.locator("#name")).hasValue("陈女士");
    }

    @Test
    void saysThatTheAnswerDidNotArrive() {
        Tab tab = open(Look.DESK).expectErrors().visit("/test/components");
        tab.page().route("**/test/refuse", route -> route.abort());
        tab.page().click("#htmx");
        assertThat(tab.page().locator("#alerts")).containsText("没有收到服务器的答复");
        tab.page().unroute("**/test/refuse");
        tab.page()
                .route(
                        "**/test/refuse",
                        route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(502).setBody("<h1>proxy</h1>")));
        tab.visit("/test/components").page().click("#htmx");
        assertThat(tab.page().locator("#alerts")).containsText("没有收到服务器的答复");
        assertThat(tab.page().locator("h1")).hasText("组件");
    }

    @Test
    void remembersLightOrDarkAndTheLanguage() {
        Tab tab = open(Look.DESK).visit("/test/components");
        Page page = tab.page();
        page.locator(".gj-top [data-controller=theme]").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                .first()
                .click();
        assertThat(page.locator("h1")).hasText("Components");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    /** Somebody who works in the dark prints on white paper all the same. */
    @Test
    void printsInLightAndGoesOnInDark() {
        Page page = open(Look.DESK_DARK).visit("/test/components").page();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.evaluate(
                "addEventListener('beforeprint', () => { window.printed = getComputedStyle(document.documentElement).colorScheme; })");
        page.pdf();
        assertThat(page.evaluate("window.printed")).isEqualTo("light");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    @Test
    void worksByKeys() {
        Tab tab = open(Look.DESK).visit("/test/components");
        Page page = tab.page();
        page.keyboard().press("Tab");
        assertThat(page.locator(".gj-skip")).isFocused();
        page.keyboard().press("?");
        assertThat(page.locator("#shortcuts")).isVisible();
        assertThat(page.locator("#shortcuts li", new Page.LocatorOptions().setHasText("打印")))
                .isVisible();
        tab.inspect("shortcuts");
        page.locator("#shortcuts [type=checkbox]").uncheck();
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("#shortcuts")).isHidden();
    }
}
