package io.guanjia.testing;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests with a real browser on the shared house of {@link GuanjiaTest}. Every tab that a test opened must end without console
 * errors, violations of the content security policy, serious findings of axe and messages without words.
 */
@GuanjiaTest
@Tag("browser")
@ExtendWith(Chromium.class)
public abstract class BrowserTest {

    static Browser browser;

    private final List<Tab> tabs = new ArrayList<>();

    @LocalServerPort
    private int port;

    protected Tab open(Look look) {
        return keep(new Tab(browser, "http://127.0.0.1:" + port, look, null));
    }

    /** The page on a desk and a phone, light and dark, in both languages, as the person of {@code tab} sees it. */
    protected void inspectEverywhere(Tab tab, String path, String name) {
        for (Look look : Look.wanted()) {
            Tab other = keep(tab.as(look));
            other.visit(path).inspect(name);
            other.close();
        }
        // the account reads one language at a time: that of the tab which goes on
        Tab own = keep(tab.as(tab.look()));
        own.visit(path).close();
    }

    protected Tab keep(Tab tab) {
        tabs.add(tab);
        return tab;
    }

    @AfterEach
    void everyTabIsClean() {
        try {
            tabs.forEach(Tab::assertClean);
        } finally {
            tabs.forEach(Tab::close);
            tabs.clear();
        }
    }
}
