package io.guanjia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One page in the browser that writes down everything that went wrong in it. */
public final class Tab implements AutoCloseable {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /** What is part of the work: a form to correct, a refusal, a page that was left while it still asked. */
    private static final Pattern EXPECTED =
            Pattern.compile("Failed to load resource.* (409|422) .*|htmx:(?:sendAbort|afterRequest), .*");

    private static final Pattern HTTP_ERROR =
            Pattern.compile("Failed to load resource|htmx:(?:sendError|afterRequest)|Response Status Error Code");

    /** What lies below the bar at the foot of a phone comes up when the page is scrolled. */
    private static final Pattern SCROLLED_AWAY = Pattern.compile("partially obscured");

    private static final String TELL_VIOLATIONS = """
            document.addEventListener('securitypolicyviolation', event =>
              console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
            """;

    private final Browser browser;
    private final String origin;
    private final Look look;
    private final BrowserContext context;
    private final Page page;
    private final List<String> problems = new ArrayList<>();
    private boolean expectsErrors;

    Tab(Browser browser, String origin, Look look, String cookies) {
        this.browser = browser;
        this.origin = origin;
        this.look = look;
        Browser.NewContextOptions options = look.options().setBaseURL(origin);
        this.context = browser.newContext(cookies == null ? options : options.setStorageState(cookies));
        this.context.addInitScript(TELL_VIOLATIONS);
        this.page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> problems.add(page.url() + " threw " + error));
    }

    /** Playwright's page, for all that this class does not do. */
    public Page page() {
        return page;
    }

    public Look look() {
        return look;
    }

    /**
     * Opens an address of the house in the language of the look and waits until the page's behaviour is in place. Whoever is signed in
     * reads the language of the account, not that of the browser, so it is switched as people do it.
     */
    public Tab visit(String path) {
        page.navigate(path);
        settle();
        if (!spoken().equals(look.language().getLanguage())) {
            page.evaluate("document.querySelector('form[action$=\"/preferences/language\"] button').click()");
            page.waitForFunction(
                    "language => document.documentElement.lang.startsWith(language)",
                    look.language().getLanguage());
            page.navigate(path);
            settle();
        }
        return this;
    }

    private String spoken() {
        return String.valueOf(page.evaluate("document.documentElement.lang")).replaceFirst("-.*", "");
    }

    /** The same person, signed in as here, in front of another screen. */
    public Tab as(Look other) {
        return new Tab(browser, origin, other, context.storageState());
    }

    /** From here on answers of 4xx and 5xx are what the test is about. */
    public Tab expectErrors() {
        expectsErrors = true;
        return this;
    }

    public Tab settle() {
        page.waitForLoadState();
        page.waitForFunction("() => !document.querySelector('script[type=module]') || window.Stimulus !== undefined");
        return this;
    }

    /**
     * Takes a picture into {@code target/screenshots}, asks axe, and looks for what no page may have: a message without words, a
     * page wider than its screen.
     */
    public Tab inspect(String name) {
        photograph(Path.of("target/screenshots", name + "-" + look + ".png"));
        String where = name + " " + look + ": ";
        new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .filter(violation -> SERIOUS.contains(violation.getImpact()))
                        .forEach(violation -> violation.getNodes().stream()
                                .filter(node -> !SCROLLED_AWAY
                                        .matcher(node.getFailureSummary())
                                        .find())
                                .forEach(node -> problems.add(where + violation.getId() + " " + node.getHtml() + " "
                                        + node.getFailureSummary())));
        Pattern.compile("\\?\\?[\\w.-]+\\?\\?")
                .matcher(page.content())
                .results()
                .forEach(missing -> problems.add(where + "no words for " + missing.group()));
        int tooWide = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        if (tooWide > 0) {
            problems.add(where + tooWide + " px wider than the screen");
        }
        return this;
    }

    /** On a screen as high as the page, so that bars at the foot of the screen hide nothing. */
    private void photograph(Path file) {
        page.evaluate("window.scrollTo(0, 0)");
        ViewportSize screen = page.viewportSize();
        int height = (Integer) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(screen.width, Math.max(height, screen.height));
        take(file);
        page.setViewportSize(screen.width, screen.height);
    }

    /** Chromium on a busy machine now and then cannot take a picture just after a change of size; it can a moment later. */
    private void take(Path file) {
        for (int again = 2; ; again--) {
            try {
                page.screenshot(new Page.ScreenshotOptions().setPath(file));
                return;
            } catch (PlaywrightException e) {
                if (again == 0) throw e;
                page.waitForTimeout(500);
            }
        }
    }

    /** Fails with everything that this tab wrote down. */
    public void assertClean() {
        assertThat(problems).as("problems in the browser").isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }

    private void hear(ConsoleMessage message) {
        boolean expected = EXPECTED.matcher(message.text()).matches()
                || expectsErrors && HTTP_ERROR.matcher(message.text()).find();
        if ((message.type().equals("error") || message.type().equals("warning")) && !expected) {
            problems.add(page.url() + " said " + message.text());
        }
    }
}
