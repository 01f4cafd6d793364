package io.guanjia.openings;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.Staff;
import io.guanjia.imports.ImportOptions;
import io.guanjia.imports.Imports;
import io.guanjia.testing.BrowserTest;
import io.guanjia.testing.Look;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Tab;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The paper ledger as people see it: what would come in, the total that is signed, and the household afterwards. */
@Tag("CLERK-04")
class OpeningsBrowserTest extends BrowserTest {
    private static final Path WORKBOOKS = Path.of("src/test/resources/workbooks/yunxi");
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);

    @Autowired
    Imports imports;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovedClock clock;

    private long community;
    private long clerk;

    @Test
    void showsThePreviewTheTotalToSignAndTheHousehold() {
        clock.set(LocalDate.of(2026, 1, 5));
        community = Staff.community("云溪花园");
        clerk = Staff.hire("opening-look-clerk", community, "clerk");
        Staff.hire("opening-look-manager", community, "manager");
        bring(
                "estate",
                ImportOptions.estate("云溪置业有限公司", SINCE, SINCE, new BigDecimal("0.06")),
                "migration.xlsx",
                false);
        long item = id("select id from billing.charge_item where name = '住宅物业费'");
        long ledger = bring("ledger", ImportOptions.ledger(item, null), "ledger-2025.xlsx", true);

        Tab bringing = signedIn("opening-look-clerk");
        inspectEverywhere(bringing, at("/imports/new?layout=ledger"), "ledger-start");
        inspectEverywhere(bringing, at("/imports/" + ledger), "ledger-preview");
        Scopes.run(Scope.of(community, clerk), () -> imports.now(community, ledger, false));

        Tab signing = signedIn("opening-look-manager");
        String statement = at("/openings/" + id("select id from openings.statement"));
        inspectEverywhere(signing, statement, "opening-sign");
        signing.visit(statement);
        signing.page().locator("button[data-opener-id-value=sign]").click();
        signing.page().locator("dialog[open] button[type=submit].btn-primary").click();
        signing.settle();
        inspectEverywhere(signing, at("/openings"), "openings");
        inspectEverywhere(
                bringing,
                at("/premises/" + id("select id from estate.premises where code = '1-1-102'")),
                "household-opening");
    }

    private Tab signedIn(String username) {
        Tab tab = open(Look.DESK);
        tab.visit("/sign-in");
        tab.page().locator("input[name=username]").fill(username);
        tab.page().locator("input[name=password]").fill(Staff.PASSWORD);
        tab.page().locator("form button[type=submit].btn-primary").click();
        tab.settle();
        return tab;
    }

    private long bring(String layout, ImportOptions options, String name, boolean dryRun) {
        return Scopes.call(Scope.of(community, clerk), () -> {
            long id = Objects.requireNonNull(transaction.execute(status -> {
                try (InputStream bytes = Files.newInputStream(WORKBOOKS.resolve(name))) {
                    return imports.begin(community, layout, options, bytes, name);
                } catch (IOException missing) {
                    throw new java.io.UncheckedIOException(missing);
                }
            }));
            imports.now(community, id, dryRun);
            return id;
        });
    }

    private String at(String address) {
        return "/communities/" + community + address;
    }

    private static long id(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, Long.class);
    }
}
