package io.guanjia.cashier;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.guanjia.cashier.Till.Home;
import io.guanjia.identity.Staff;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The counter in the hands of a collector who never touches the mouse. */
@Tag("T1COLLECT-01")
@Tag("COLLECT-03")
class CounterBrowserTest extends BrowserTest {
    private static final int KEYSTROKES_MAX = 8;

    @Autowired
    ReceiptBooks books;

    @Autowired
    MovedClock clock;

    Till till;
    Home home;
    int keystrokes;

    @BeforeEach
    void householdThatOwes() {
        clock.set(LocalDate.of(2026, 6, 20));
        till = new Till();
        till.book(books, till.collector, "", 101, 50);
        home = till.home("1-1-101", "欧阳若英");
        till.charge(home, till.propertyFee, "2026-05", 21002);
        till.charge(home, till.propertyFee, "2026-06", 21002);
        till.charge(home, till.electricity, "2026-06", 2788);
        Home space = new Home(till.premises("C0001"), home.payer(), "C0001");
        till.household(space.premises(), home.payer());
        till.charge(space, till.propertyFee, "2026-06", 15000);
    }

    @Test
    void takesCashFromTheRoomNumberToTheReceiptByKeysAlone() {
        Tab tab = atTheCounter(Look.DESK);
        open(tab);
        keystrokes = 0;
        press(tab, "5", "0", "0", "Enter");
        Page page = tab.page();
        assertThat(page).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        assertThat(keystrokes).isLessThanOrEqualTo(KEYSTROKES_MAX);
        assertThat(page.locator(".gj-receipt")).containsText("人民币肆佰肆拾柒元玖角贰分");
        assertThat(page.locator("button[autofocus]")).isFocused();
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(21002 + 21002 + 2788);
        assertThat(till.balance("RECEIVABLE")).isEqualTo(15000);
    }

    @Test
    void takesOneFeeAloneByWechatInFewKeys() {
        Tab tab = atTheCounter(Look.DESK);
        open(tab);
        keystrokes = 0;
        // untick the first box and the next one, WeChat, done
        press(tab, "Alt+c", "Tab", "Space", "Alt+3", "Enter");
        assertThat(tab.page()).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        assertThat(keystrokes).isLessThanOrEqualTo(KEYSTROKES_MAX);
        assertThat(till.balance("CLEARING_WECHAT")).isEqualTo(2788);
    }

    @Test
    void takesSeveralPremisesAndTendersInOnePayment() {
        Tab tab = atTheCounter(Look.DESK);
        open(tab);
        Page page = tab.page();
        press(tab, "Alt+o");
        assertThat(page.locator(".gj-household")).hasCount(2);
        assertThat(page.locator("[data-till-target=due]")).hasText("597.92");
        press(tab, "Alt+a");
        page.keyboard().type("100");
        press(tab, "Alt+t");
        assertThat(page.locator("[name='tenders[1].amount']")).hasValue("497.92");
        press(tab, "Enter");
        assertThat(page).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        assertThat(till.balance("CASH_IN_HAND")).isEqualTo(10000);
        assertThat(till.balance("CLEARING_POS")).isEqualTo(49792);
        assertThat(till.balance("RECEIVABLE")).isZero();
    }

    @Test
    void asksAgainWithTheSameKeyWhenNoAnswerCameAndPostsOnce() {
        Tab tab = atTheCounter(Look.DESK).expectErrors();
        open(tab);
        AtomicInteger sent = new AtomicInteger();
        tab.page().route("**/counter", route -> loseTheFirstAnswer(route, sent));
        press(tab, "Enter");
        assertThat(tab.page()).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        assertThat(sent.get()).isEqualTo(2);
        assertThat(Till.id("select count(*) from cashier.payment where community_id = ?", till.community))
                .isEqualTo(1);
    }

    @Test
    void doesNothingTwiceWhenEnterIsPressedTwice() {
        Tab tab = atTheCounter(Look.DESK);
        open(tab);
        press(tab, "Enter", "Enter");
        assertThat(tab.page()).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        assertThat(Till.id("select count(*) from cashier.payment where community_id = ?", till.community))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsWrong() {
        Tab tab = atTheCounter(Look.DESK);
        open(tab);
        press(tab, "Alt+6");
        press(tab, "Enter");
        Page page = tab.page();
        assertThat(page.locator(".gj-error-list")).containsText("单号");
        assertThat(page.locator("[name='tenders[0].kind'][value=CHEQUE]")).isChecked();
        assertThat(page.locator("[name='tenders[0].amount']")).hasValue("447.92");
        tab.inspect("counter-refused");
    }

    @Test
    void looksRightOnEveryScreen() {
        Tab tab = atTheCounter(Look.DESK);
        String counter = "/communities/" + till.community + "/counter";
        inspectEverywhere(tab, counter, "counter-blank");
        inspectEverywhere(tab, counter + "?premises=" + home.premises(), "counter");
        open(tab);
        press(tab, "Enter");
        assertThat(tab.page()).hasURL(Pattern.compile(".*/receipts/0000101\\?taken"));
        String community = "/communities/" + till.community;
        inspectEverywhere(tab, community + "/receipts/0000101", "receipt");
        inspectEverywhere(tab, community + "/receipts/0000101/void", "receipt-void");
        inspectEverywhere(tab, community + "/payments", "payments");
        inspectEverywhere(
                tab,
                community + "/payments/"
                        + Till.id("select max(id) from cashier.payment where community_id = ?", till.community),
                "payment");
        inspectEverywhere(tab, community + "/receipt-books", "receipt-books");
    }

    @Test
    @Tag("COLLECT-05")
    void keepsTheStockOfBooksOnTheScreen() {
        String books = "/communities/" + till.community + "/receipt-books";
        Tab tab = signedIn(Look.DESK, till.clerk, books);
        inspectEverywhere(tab, books + "/new", "receipt-book-new");
        Page page = tab.visit(books + "/new").page();
        page.fill("#prefix", "B");
        page.fill("#firstNo", "1");
        page.fill("#lastNo", "50");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("B0000001–B0000050");
        page.selectOption("#holder", Long.toString(till.other));
        page.click("form[action$=issue] .btn-primary");
        assertThat(page.locator(".gj-table").first()).containsText("领用");
        inspectEverywhere(tab, page.url().replaceFirst("^https?://[^/]+", ""), "receipt-book");
    }

    private static void loseTheFirstAnswer(Route route, AtomicInteger sent) {
        if (!route.request().method().equals("POST")) {
            route.resume();
        } else if (sent.incrementAndGet() == 1) {
            route.fetch(); // it arrives and is posted …
            route.abort("connectionreset"); // … and nobody hears of it
        } else {
            route.resume();
        }
    }

    private Tab atTheCounter(Look look) {
        return signedIn(look, till.collector, "/communities/" + till.community + "/counter");
    }

    private Tab signedIn(Look look, long account, String wanted) {
        Tab tab = open(look).visit(wanted);
        Page page = tab.page();
        page.fill(
                "input[name=username]",
                Till.sql()
                        .fetchSingle("select username from identity.account where id = ?", account)
                        .get(0, String.class));
        page.fill("input[name=password]", Staff.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**" + wanted + "*");
        return tab.settle();
    }

    private void open(Tab tab) {
        assertThat(tab.page().locator("#find")).isFocused();
        tab.page().keyboard().type("1-1-101");
        press(tab, "Enter");
        tab.page().waitForURL("**/counter?premises=*");
        tab.settle();
        assertThat(tab.page().locator("[name='tenders[0].given']")).isFocused();
    }

    private void press(Tab tab, String... keys) {
        for (String key : keys) {
            tab.page().keyboard().press(key);
            keystrokes++;
        }
    }
}
