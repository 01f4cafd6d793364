package io.guanjia.operations;

import io.guanjia.identity.Accounts;
import io.guanjia.identity.SetupLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An empty house is furnished before it opens its door: with a demo company, or, when {@code guanjia.demo} is false, with a set-up
 * link that works once. The address is printed when the door is open.
 */
@Component
@Order(100)
class FirstStart implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final Accounts accounts;
    private final SetupLinks setupLinks;
    private final DemoCompany demo;
    private final boolean wanted;
    /** Lies there while the demo is being set up: a start that was cut short is taken up again. */
    private final Path unfinished;

    private String setupPath = "";

    FirstStart(
            Accounts accounts,
            SetupLinks setupLinks,
            DemoCompany demo,
            @Value("${guanjia.demo}") boolean wanted,
            @Value("${guanjia.data-dir}") Path dataDir) {
        this.accounts = accounts;
        this.setupLinks = setupLinks;
        this.demo = demo;
        this.wanted = wanted;
        this.unfinished = dataDir.resolve("demo-unfinished");
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (wanted && (accounts.none() || Files.exists(unfinished))) {
            Files.createDirectories(unfinished.toAbsolutePath().getParent());
            Files.writeString(unfinished, "");
            demo.setUp();
            Files.delete(unfinished);
        } else if (!wanted) {
            setupPath = setupLinks.create().orElse("");
        }
    }

    @EventListener
    void open(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext context)
                || context.getWebServer() == null) {
            return;
        }
        String address = "http://127.0.0.1:" + context.getWebServer().getPort();
        demo.password().ifPresent(password -> LOG.info("""

                Demo company: sign in as receptionist, collector, clerk, assistant, officer, manager, accountant, technician,
                executive, night-duty or administrator. Password of all: {}
                """, password));
        if (!setupPath.isEmpty()) LOG.info("Nobody can sign in yet. Set up the house once at {}{}", address, setupPath);
        LOG.info("管家 Guanjia is open at {}", address);
    }
}
