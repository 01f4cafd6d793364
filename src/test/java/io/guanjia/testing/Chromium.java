package io.guanjia.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Debian's Chromium, started once for all browser tests; without it they are skipped, or fail where it is required. */
class Chromium implements ExecutionCondition, BeforeAllCallback {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** What it must not do here: look for updates and talk to its makers. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isExecutable(PROGRAM)) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        if (Boolean.getBoolean("guanjia.browser.required")) {
            return ConditionEvaluationResult.enabled("Chromium is required and will be missed");
        }
        return ConditionEvaluationResult.disabled(PROGRAM + " is not installed (apt-get install chromium)");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        BrowserTest.browser = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> start(), Running.class)
                .browser();
    }

    private static Running start() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(PROGRAM + " is required (guanjia.browser.required) and not installed");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Running(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(PROGRAM)
                                .setArgs(ARGUMENTS)));
    }
}
