package io.guanjia.operations;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Every form of the house, found on its pages, is sent back by whoever sees it with nonsense in one field after the other: the
 * answer says what is wrong, or does it; it is never an error of ours.
 */
@GuanjiaTest
class EveryFormTest {
    private static final Set<Integer> FIT = Set.of(200, 302, 400, 403, 404, 409, 422);
    private static final List<String> POSTS = List.of("clerk", "collector", "manager", "administrator");
    private static final List<String> NONSENSE = List.of(" ", "x", "-1", "𠮷😀\u202e<script>{a}");
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern NAME =
            Pattern.compile("<(?:input|select|textarea|button)\\b[^>]*\\bname=\"([^\"]+)\"[^>]*");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]+)\"");

    /** Ends what the test itself needs: the session, the rights and the people. */
    private static final Pattern LEFT_ALONE = Pattern.compile(
            "/sign-out|/staff/posts|/staff/\\d+/(end|password)|/staff/\\d+/appointments/\\d+/revoke|/preferences/.*");

    @Autowired
    CompanyAtWork company;

    @Autowired
    Routes routes;

    @Autowired
    MockMvcTester mvc;

    private record Form(String action, Map<String, String> fields) {
        /** The same form of another record is sent once. */
        String kind() {
            return action.replaceAll("\\d+|\\?.*", "") + fields.keySet();
        }
    }

    @BeforeEach
    void aCompanyAtWork() throws IOException {
        if (!TestDatabases.current().owner().fetchExists(ACCOUNT)) {
            company.begin();
        }
    }

    /** Each kind of nonsense in turn, so that every form gets all of them and every field one. */
    @Test
    void answersNonsenseInEveryFieldWithSomethingElseThanAnError() {
        sendNonsense((form, field) -> List.of(NONSENSE.get((form + field) % NONSENSE.size())));
    }

    @Test
    @Tag("thorough")
    void answersEveryNonsenseInEveryFieldWithSomethingElseThanAnError() {
        sendNonsense((form, field) -> NONSENSE);
    }

    /** @param chosen the nonsense for the form and the field with these numbers */
    private void sendNonsense(BiFunction<Integer, Integer, List<String>> chosen) {
        Map<String, Integer> broken = new TreeMap<>();
        Set<String> sent = new LinkedHashSet<>();
        for (String post : POSTS) {
            long account = account(post);
            for (Form form : formsOf(account)) {
                if (sent.add(form.kind())) {
                    sendNonsense(form, account, field -> chosen.apply(sent.size(), field), broken);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(sent).hasSizeGreaterThan(40);
    }

    private void sendNonsense(Form form, long account, IntFunction<List<String>> chosen, Map<String, Integer> broken) {
        int number = 0;
        for (String field : form.fields().keySet()) {
            for (String nonsense : chosen.apply(number++)) {
                int status = send(form, field, nonsense, account);
                if (!FIT.contains(status)) {
                    broken.put(form.action() + " " + field + "=" + shown(nonsense), status);
                }
            }
        }
    }

    private List<Form> formsOf(long account) {
        return routes.pages().stream()
                .flatMap(page -> forms(page, account).stream())
                .filter(form -> !LEFT_ALONE.matcher(form.action()).matches())
                .toList();
    }

    private int send(Form form, String field, String nonsense, long account) {
        var request = mvc.post()
                .uri(java.net.URI.create(form.action()))
                .with(csrf())
                .with(Staff.signedIn(account))
                .accept("text/html");
        Map<String, String> values = new LinkedHashMap<>(form.fields());
        values.computeIfPresent(
                "idempotencyKey", (key, used) -> UUID.randomUUID().toString());
        values.put(field, nonsense);
        values.forEach(request::param);
        MvcTestResult answer = request.exchange();
        return answer.getUnresolvedException() == null ? answer.getResponse().getStatus() : 500;
    }

    private List<Form> forms(String page, long account) {
        var answer = mvc.get()
                .uri(page)
                .with(Staff.signedIn(account))
                .accept("text/html")
                .exchange();
        String type = String.valueOf(answer.getResponse().getContentType());
        if (answer.getResponse().getStatus() != 200 || !type.startsWith("text/html")) return List.of();
        List<Form> forms = new ArrayList<>();
        Matcher found = FORM.matcher(html(answer.getResponse()));
        while (found.find()) {
            if (!found.group(1).contains("method=\"post\"")) continue;
            Matcher action = ACTION.matcher(found.group(1));
            forms.add(new Form(action.find() ? action.group(1).replace("&amp;", "&") : page, fields(found.group(2))));
        }
        return forms;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher name = NAME.matcher(form);
        while (name.find()) {
            Matcher value = VALUE.matcher(name.group());
            fields.putIfAbsent(name.group(1), value.find() ? value.group(1) : "");
        }
        fields.remove("_csrf");
        return fields;
    }

    private static String html(org.springframework.mock.web.MockHttpServletResponse answer) {
        try {
            return answer.getContentAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(String nonsense) {
        return nonsense.substring(0, Math.min(20, nonsense.length()));
    }

    private static long account(String username) {
        Long id = TestDatabases.current()
                .owner()
                .fetchOne("select id from identity.account where username = ?", username)
                .get(0, Long.class);
        return id;
    }
}
