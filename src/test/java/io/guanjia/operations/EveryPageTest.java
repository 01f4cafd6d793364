package io.guanjia.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Every page of the house, found by its routes and not by a list, opens for every post of the demo company in both languages: it
 * shows itself, or says that it is not for this post, and never breaks.
 */
@GuanjiaTest
class EveryPageTest {
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");
    private static final Set<Integer> FIT = Set.of(200, 302, 403, 404);
    private static final Pattern WITHOUT_WORDS = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");

    @Autowired
    CompanyAtWork company;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Routes routes;

    @Test
    void opensForEveryPostInBothLanguagesOrSaysWhyNot() throws IOException {
        company.begin();
        List<String> pages = routes.pages();
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
        assertThat(shown).as("pages that somebody may see").containsAll(pages);
    }

    private void open(String page, String post, long account, Set<String> shown, List<String> problems) {
        MvcTestResult answer = mvc.get()
                .uri(page)
                .with(Staff.signedIn(account))
                .accept("text/html")
                .exchange();
        int status = answer.getResponse().getStatus();
        if (status == 200 || status == 302) shown.add(page);
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

    private static DSLContext sql() {
        return TestDatabases.current().owner();
    }
}
