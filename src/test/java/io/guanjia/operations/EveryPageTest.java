package io.guanjia.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.cashier.Payments;
import io.guanjia.cashier.TakePayment;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.imports.EstateImports;
import io.guanjia.imports.ImportRequest;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page of the house, found by its routes and not by a list, opens for every post of the demo company in both languages: it
 * shows itself, or says that it is not for this post, and never breaks.
 */
@GuanjiaTest
class EveryPageTest {
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");
    private static final Set<Integer> FIT = Set.of(200, 302, 403, 404, 422);
    private static final Pattern WITHOUT_WORDS = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern NO_PAGES =
            Pattern.compile("/(api|test|error|actuator|webjars|assets|setup)\\b.*|/sign-in");

    /** Stands for a record that the demo company does not have: its page is not found, and must say so properly. */
    private static final String NOBODY = "987654321";

    /** Where an address stands for a record: one that the demo company has. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("/bill-runs/{id}", "select max(id) from billing.bill_run"),
            Map.entry("/charges/{id}", "select min(id) from billing.charge"),
            Map.entry("/items/{id}", "select min(id) from billing.charge_item"),
            Map.entry("/one-off-charges/{id}", "select min(id) from billing.one_off_charge"),
            Map.entry("/day-sheets/{id}", "select min(id) from cashier.day_sheet"),
            Map.entry("/payments/{id}", "select min(id) from cashier.payment"),
            Map.entry("/receipt-books/{id}", "select min(id) from cashier.receipt_book"),
            Map.entry("/receipts/{number}", "select min(number) from cashier.receipt"),
            Map.entry("/imports/{job}", "select min(id) from jobs.job where kind = 'estate-import'"),
            Map.entry("/jobs/{id}", "select min(id) from jobs.job"),
            Map.entry("/transfers/{id}", "select min(id) from ledger.transfer"),
            Map.entry("/people/{id}", "select max(id) from residents.person"),
            Map.entry("/premises/{p}", "select premises_id from residents.household order by premises_id limit 1"),
            Map.entry("/communities/{c}", "select min(id) from estate.community"),
            Map.entry("/appointments/{appointment}", "select min(id) from identity.appointment"),
            Map.entry("/staff/{id}", "select account_id from identity.appointment order by id limit 1"),
            Map.entry("/settings/{name}", "select 'start_rule'"));

    @Autowired
    DemoCompany company;

    @Autowired
    EstateImports imports;

    @Autowired
    Payments payments;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    private final Map<String, String> records = new HashMap<>();

    @Test
    void opensForEveryPostInBothLanguagesOrSaysWhyNot() throws IOException {
        aCompanyAtWork();
        List<String> pages = pages();
        assertThat(pages).hasSizeGreaterThan(60);
        Map<String, Long> staff = sql().fetch("select username, id from identity.account")
                .intoMap(row -> row.get(0, String.class), row -> row.get(1, Long.class));
        Set<String> shown = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (String language : LANGUAGES) {
            sql().execute("update identity.account set locale = ?", language);
            staff.forEach((post, account) -> pages.forEach(page -> open(page, post, account, shown, problems)));
        }
        assertThat(problems).isEmpty();
        assertThat(shown)
                .as("pages that somebody may see")
                .containsAll(pages.stream()
                        .filter(page -> !page.contains(NOBODY) && !page.endsWith("rejected.xlsx"))
                        .toList());
    }

    private void open(String page, String post, long account, Set<String> shown, List<String> problems) {
        MvcTestResult answer = mvc.get()
                .uri(page)
                .with(Staff.signedIn(account))
                .accept("text/html")
                .exchange();
        int status = answer.getResponse().getStatus();
        // 422: the page of a list that wants to know which rows
        if (status == 200 || status == 302 || status == 422) shown.add(page);
        if (!FIT.contains(status)) problems.add(post + " " + page + " → " + status);
        String type = Objects.requireNonNullElse(answer.getResponse().getContentType(), "");
        if (!type.startsWith("text/html")) return;
        WITHOUT_WORDS
                .matcher(html(answer))
                .results()
                .forEach(missing -> problems.add(post + " " + page + " has no words for " + missing.group()));
    }

    private static String html(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The routes that show something to people, with the records of the company in their addresses. */
    private List<String> pages() {
        return routes.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> !NO_PAGES.matcher(pattern).matches())
                .map(this::address)
                .sorted()
                .distinct()
                .toList();
    }

    private String address(String pattern) {
        String address = pattern;
        Matcher variable = VARIABLE.matcher(address);
        while (variable.find()) {
            int start = address.lastIndexOf('/', address.lastIndexOf('/', variable.start()) - 1);
            String part = address.substring(start, variable.end());
            String known = records.computeIfAbsent(part, EveryPageTest::record);
            address = address.substring(0, variable.start()) + known + address.substring(variable.end());
            variable = VARIABLE.matcher(address);
        }
        return address;
    }

    private static String record(String part) {
        String query = RECORDS.get(part);
        String found = query == null
                ? null
                : Objects.requireNonNull(sql().fetchOne(query)).get(0, String.class);
        return found == null ? NOBODY : found;
    }

    /** The demo company after a morning: bills posted, one household has paid, somebody brought the workbook again. */
    private void aCompanyAtWork() throws IOException {
        company.setUp();
        scheduler.runAnyDueExecutions();
        long community = number("select min(id) from estate.community");
        long premises = number("select premises_id from billing.charge order by id limit 1");
        var payment = new TakePayment(
                List.of(new TakePayment.Line(premises, List.of())),
                List.of(new TakePayment.Tender(TenderKind.CASH, Money.parse("500.00"), null, null)),
                null,
                null);
        Scopes.run(Scope.of(community, account("collector")), () -> payments.take(community, "a-morning", payment));
        try (InputStream workbook = new ClassPathResource("demo/estate.xlsx").getInputStream()) {
            Scopes.run(Scope.of(community, account("clerk")), () -> importAgain(community, workbook));
        }
        scheduler.runAnyDueExecutions();
    }

    private void importAgain(long community, InputStream workbook) {
        LocalDate since = LocalDate.of(2025, 1, 1);
        long file = imports.keep(community, workbook, "estate.xlsx").id();
        imports.start(community, new ImportRequest(file, "云溪置业有限公司", since, since, new BigDecimal("0.06"), true));
    }

    private static long account(String username) {
        return number("select id from identity.account where username = '" + username + "'");
    }

    private static long number(String query) {
        return Objects.requireNonNull(sql().fetchOne(query)).get(0, Long.class);
    }

    private static DSLContext sql() {
        return TestDatabases.current().owner();
    }
}
