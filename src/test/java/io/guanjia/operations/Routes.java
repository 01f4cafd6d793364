package io.guanjia.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.TestDatabases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The addresses of the house's pages, found by their routes, with records of the company at work in them. */
@Component
class Routes {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern NO_PAGES =
            Pattern.compile("/(api|test|error|actuator|webjars|assets|setup)\\b.*|/sign-in");

    /** Where an address stands for a record: one that the demo company has. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("/bill-runs/{id}", "select max(id) from billing.bill_run"),
            Map.entry("/charges/{id}", "select min(id) from billing.charge"),
            Map.entry("/items/{id}", "select min(id) from billing.charge_item"),
            Map.entry("/openings/{id}", "select max(id) from openings.statement"),
            Map.entry("/one-off-charges/{id}", "select min(id) from billing.one_off_charge"),
            Map.entry("/day-sheets/{id}", "select min(id) from cashier.day_sheet"),
            Map.entry("/payments/{id}", "select min(id) from cashier.payment"),
            Map.entry("/receipt-books/{id}", "select min(id) from cashier.receipt_book"),
            Map.entry("/receipts/{number}", "select min(number) from cashier.receipt"),
            Map.entry("/imports/{id}", "select max(id) from imports.batch"),
            Map.entry("/files/{id}", "select min(id) from residents.dossier_file"),
            Map.entry("/meters/{id}", "select min(id) from utilities.meter"),
            Map.entry("/jobs/{id}", "select min(id) from jobs.job"),
            Map.entry("/transfers/{id}", "select min(id) from ledger.transfer"),
            Map.entry("/corrections/{id}", "select max(id) from mending.correction"),
            Map.entry("/merges/{id}", "select max(id) from residents.person_merge"),
            Map.entry("/people/{id}", "select max(id) from residents.person"),
            Map.entry("/premises/{p}", "select min(premises_id) from cashier.payment_premises"),
            Map.entry("/communities/{c}", "select min(id) from estate.community"),
            Map.entry("/appointments/{appointment}", "select max(id) from identity.appointment"),
            Map.entry("/staff/{id}", "select account_id from identity.appointment order by id desc limit 1"),
            Map.entry("/registers/{register}", "select 'premises'"),
            Map.entry("/settings/{name}", "select 'start_rule'"));

    private final RequestMappingHandlerMapping mapping;

    Routes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /** The routes that show something to people, with the records of the company in their addresses. */
    List<String> pages() {
        Map<String, String> records = new HashMap<>();
        return mapping.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> !NO_PAGES.matcher(pattern).matches())
                .map(pattern -> address(pattern, records))
                .sorted()
                .distinct()
                .toList();
    }

    private static String address(String pattern, Map<String, String> records) {
        String address = pattern;
        Matcher variable = VARIABLE.matcher(address);
        while (variable.find()) {
            int start = address.lastIndexOf('/', address.lastIndexOf('/', variable.start()) - 1);
            String part = address.substring(start, variable.end());
            String known = records.computeIfAbsent(part, Routes::record);
            address = address.substring(0, variable.start()) + known + address.substring(variable.end());
            variable = VARIABLE.matcher(address);
        }
        return address;
    }

    private static String record(String part) {
        String query = RECORDS.get(part);
        assertThat(query).as("a record of the demo company for " + part).isNotNull();
        String found = Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, String.class);
        return Objects.requireNonNull(found, query);
    }
}
