package io.guanjia.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.guanjia.identity.Staff;
import org.junit.jupiter.api.Test;

/** Whoever is signed in sees each look in its own language, or every picture of a page would be of one language only. */
class LookBrowserTest extends BrowserTest {

    @Test
    void showsASignedInPageInTheLanguageOfTheLook() {
        Staff.hire("look-clerk", Staff.community("云溪花园"), "clerk");
        Tab desk = open(Look.DESK);
        desk.visit("/sign-in");
        desk.page().locator("input[name=username]").fill("look-clerk");
        desk.page().locator("input[name=password]").fill(Staff.PASSWORD);
        desk.page().locator("form button[type=submit].btn-primary").click();
        desk.settle();
        Tab phone = keep(desk.as(Look.PHONE_DARK));
        assertThat(phone.visit("/account").page().locator("html")).hasAttribute("lang", "en");
        assertThat(desk.visit("/account").page().locator("html")).hasAttribute("lang", "zh-CN");
    }
}
