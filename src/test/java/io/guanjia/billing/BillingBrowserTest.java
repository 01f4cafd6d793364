package io.guanjia.billing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Bills in front of a clerk and a manager. */
@Tag("CLERK-02")
@Tag("T1CLERK-01")
class BillingBrowserTest extends BrowserTest {
    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    Scenario s;
    Tab clerk;

    @BeforeEach
    void scenario() {
        clock.set(LocalDate.of(2024, 6, 1));
        s = SmallEstate.scenario(house);
        clerk = signIn(s.estate().name(s.estate().clerk));
    }

    @Test
    void takesAMonthFromItsPreviewToTheBooks() {
        clerk.visit(at("/bill-runs")).inspect("bill-runs-none");
        clerk.page().locator(".gj-title-actions .btn-primary").click();
        clerk.settle().inspect("bill-run-new");
        clerk.page().locator(".gj-buttons .btn-primary").click();
        clerk.settle().inspect("bill-run-preview");
        assertThat(clerk.page().locator(".gj-figures")).containsText("851.46");
        clerk.page().locator(".gj-title-actions .btn-primary").click();
        clerk.settle();
        String run = clerk.page().url().replaceFirst("^http://[^/]+", "");

        Tab manager = signIn(s.estate().name(s.estate().manager));
        manager.visit(run).inspect("bill-run-proposed");
        manager.page().locator(".gj-title-actions .btn-primary").click();
        manager.page().locator("dialog[open] .btn-primary").click();
        manager.settle();
        assertThat(manager.page().locator(".gj-badge").first()).hasText("已入账");
        inspectEverywhere(manager, run, "bill-run-posted");
        inspectEverywhere(manager, at("/bill-runs"), "bill-runs");
        long charge = s.estate().open(s.room102()).get(1).id();
        inspectEverywhere(manager, at("/charges/" + charge), "charge");
    }

    @Test
    void showsWhatStopsARun() {
        s.estate().bill(Month.of(2024, 5), s.fee());
        s.estate().price(s.fee(), LocalDate.of(2024, 6, 1), "9.99");
        long run = s.estate().preview(Month.of(2024, 6), s.fee());
        inspectEverywhere(clerk, at("/bill-runs/" + run), "bill-run-stopped");
        clerk.visit(at("/bill-runs/" + run));
        assertThat(clerk.page().locator(".gj-title-actions .btn-primary")).hasCount(0);
    }

    @Test
    void keepsItemsAndTheirPrices() {
        inspectEverywhere(clerk, at("/items"), "items");
        clerk.visit(at("/items/new")).inspect("item-new");
        clerk.page().fill("#name", "装修垃圾清运费");
        clerk.page().fill("#code", "RUBBISH");
        clerk.page().locator(".gj-buttons .btn-primary").click();
        clerk.settle().inspect("item-new-wrong");
        clerk.page().fill("#taxPercent", "6");
        clerk.page().locator(".gj-buttons .btn-primary").click();
        clerk.settle();
        assertThat(clerk.page().locator("h1")).hasText("装修垃圾清运费");
        inspectEverywhere(clerk, at("/items/" + s.fee()), "item");

        s.estate().bill(Month.of(2024, 6), s.fee());
        clerk.visit(at("/items/" + s.fee()));
        clerk.page().locator("form[action$='/tariffs'] #from").fill("2024-06-11");
        clerk.page().locator("form[action$='/tariffs'] #unitPrice").fill("2.60");
        clerk.page().locator("form[action$='/tariffs'] .btn-primary").click();
        clerk.settle().inspect("item-warned");
        assertThat(clerk.page().locator(".alert-danger")).containsText("2024-06");
        clerk.page().locator("form[action$='/tariffs'] #accepted").check();
        clerk.page().locator("form[action$='/tariffs'] .btn-primary").click();
        clerk.settle();
        assertThat(clerk.page().locator("table").first()).containsText("2.6");
    }

    @Test
    void takesAChargeByHand() {
        clerk.visit(at("/one-off-charges/new")).inspect("one-off-new");
        clerk.page().fill("#premises", "1-999");
        clerk.page().selectOption("#itemId", String.valueOf(s.fee()));
        clerk.page().fill("#amount", "27.88");
        clerk.page().fill("#description", "补收门禁卡工本费");
        clerk.page().locator(".gj-buttons .btn-primary").click();
        clerk.settle().inspect("one-off-wrong");
        clerk.page().fill("#premises", "1-101");
        clerk.page().locator(".gj-buttons .btn-primary").click();
        clerk.settle();
        String one = clerk.page().url().replaceFirst("^http://[^/]+", "");
        inspectEverywhere(clerk, one, "one-off");
        Tab manager = signIn(s.estate().name(s.estate().manager));
        manager.visit(one);
        manager.page().locator(".gj-title-actions .btn-primary").click();
        manager.page().locator("dialog[open] .btn-primary").click();
        manager.settle();
        inspectEverywhere(manager, at("/one-off-charges"), "one-offs");
        org.assertj.core.api.Assertions.assertThat(
                        s.estate().open(s.room101()).get(0).open())
                .isEqualTo(Money.parse("27.88"));
    }

    private String at(String rest) {
        return "/communities/" + s.estate().community + rest;
    }

    private Tab signIn(String username) {
        Tab tab = open(Look.DESK).visit(at("/bill-runs"));
        tab.page().fill("#username", username);
        tab.page().fill("#password", Staff.PASSWORD);
        tab.page().click(".gj-buttons .btn-primary");
        return tab.settle();
    }
}
