package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What api.md promises to other programs. */
@GuanjiaTest
@ExtendWith(OutputCaptureExtension.class)
class ApiConventionsTest {

    private static final String ORDER = """
            {"name": "陈女士", "amountFen": 123450, "month": "2026-06", "on": "2026-06-30", "kind": "CASH",
             "lines": [{"premisesId": "9007199254740993", "chargeIds": ["1", "2"]}]}""";

    @Autowired
    MockMvcTester mvc;

    @Test
    void writesFenMonthsIdsAndTimesAsPromised() {
        MvcTestResult result = order(ORDER, "key-00000001");
        assertThat(result).hasStatus(201).doesNotContainHeader("Idempotency-Replayed");
        assertThat(result).bodyJson().isStrictlyEqualTo("""
                {"id": "7", "receivedAt": "2026-01-05T09:00:00+08:00",
                 "order": {"name": "陈女士", "amountFen": 123450, "month": "2026-06", "on": "2026-06-30", "kind": "CASH",
                           "lines": [{"premisesId": "9007199254740993", "chargeIds": ["1", "2"]}]}}""");
    }

    @Test
    void marksAnAnswerThatIsGivenAgain() {
        assertThat(order(ORDER, "again-000001")).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
    }

    @Test
    void carriesOutNoMoneyCommandWithoutAKey() {
        MvcTestResult result = mvc.post()
                .uri("/api/test/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .content(ORDER)
                .exchange();
        assertThat(result).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("type").isEqualTo("urn:guanjia:idempotency-key-required");
        assertProblem(order(ORDER, "short"), 422, "invalid-input", "idempotencyKey");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "amountFen": 123450         | "amountFen": "123450"        | amountFen
                    "amountFen": 123450         | "amountFen": 1.5             | amountFen
                    "amountFen": 123450         | "amountFen": null            | amountFen
                    "month": "2026-06"          | "month": "2026-13"           | month
                    "on": "2026-06-30"          | "on": "2026-02-30"           | on
                    "on": "2026-06-30"          | "on": 20260630               | on
                    "on": "2026-06-30"          | "on": "+999999999-12-31"     | on
                    "on": "2026-06-30"          | "on": "9999-12-31"           | on
                    "on": "2026-06-30"          | "on": "0000-01-01"           | on
                    "month": "2026-06"          | "month": "9999-12"           | month
                    "name": "陈女士"             | "name": "陈\\u0000"           | name
                    "name": "陈女士"             | "name": "陈\\ud83d"           | name
                    "lines": [{                 | "lines": [null, {            | lines[0]
                    "kind": "CASH"              | "kind": "cash"               | kind
                    "kind": "CASH"              | "kind": "CASH", "tip": 1     | tip
                    "kind": "CASH"              | "kind": 0                    | kind
                    "on": "2026-06-30"          | "on": "+999999999-12-31"     | on
                    "on": "2026-06-30"          | "on": "-0001-01-01"          | on
                    "name": "陈女士"             | "name": "a\\u0000b"          | name
                    "name": "陈女士"             | "name": "a\\ud800"           | name
                    "name": "陈女士"             | "name": " "                  | name
                    "9007199254740993"          | "abc"                        | lines[0].premisesId
                    "9007199254740993"          | 1.5                          | lines[0].premisesId
                    """)
    void namesTheFieldThatIsWrong(String right, String wrong, String field) {
        String body = ORDER.replace(right, wrong);
        assertThat(body).isNotEqualTo(ORDER);
        assertProblem(order(body, "key-00000002"), 422, "invalid-input", field);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertProblem(order("{\"name\": ", "key-00000003"), 400, "bad-request", null);
        assertProblem(
                order(ORDER.replace("\"name\"", "\"name\": \"x\", \"name\""), "key-00000004"),
                400,
                "bad-request",
                null);
    }

    @Test
    void givesListsPageByPage() {
        MvcTestResult first = mvc.get().uri("/api/test/rows?limit=3").exchange();
        assertThat(first).bodyJson().extractingPath("$.items[*].id").asArray().containsExactly("1", "2", "3");
        MvcTestResult last = mvc.get()
                .uri("/api/test/rows?limit=10&after={next}", Cursor.of(3).encode())
                .exchange();
        assertThat(last).bodyJson().extractingPath("$.items[*].id").asArray().containsExactly("4", "5", "6", "7");
        assertThat(last).bodyJson().extractingPath("$.next").isNull();
        assertThat(first)
                .bodyJson()
                .extractingPath("$.next")
                .isEqualTo(Cursor.of(3).encode());
    }

    @ParameterizedTest
    @CsvSource({
        "limit=501,limit",
        "limit=0,limit",
        "limit=x,limit",
        "after=%21%21,after",
        "after=YWJj,after",
        "after=NwA%3D,after",
        "x=%00,x"
    })
    void refusesAMadeUpPage(String query, String field) {
        assertProblem(
                mvc.get().uri(java.net.URI.create("/api/test/rows?" + query)).exchange(), 422, "invalid-input", field);
    }

    @Test
    void readsMonthsAndDatesFromTheAddress() {
        assertThat(mvc.get().uri("/api/test/months/2026-06?on=2026-06-30").exchange())
                .hasBodyTextEqualTo("\"2026-06 2026-06-30\"");
        assertProblem(mvc.get().uri("/api/test/sizes?size=4").exchange(), 422, "invalid-input", "size");
        assertProblem(mvc.get().uri("/api/test/months/2026-06?on=x").exchange(), 422, "invalid-input", "on");
        assertProblem(mvc.get().uri("/api/test/months/2026-06").exchange(), 422, "invalid-input", "on");
        assertProblem(mvc.get().uri("/api/test/months/none?on=2026-06-30").exchange(), 404, "not-found", null);
    }

    @Test
    void saysNoInTheReadersLanguage() {
        MvcTestResult english = mvc.get()
                .uri("/api/test/no/refused")
                .header("Accept-Language", "fr, en;q=0.8")
                .exchange();
        assertProblem(english, 409, "component-broken", null);
        assertThat(english)
                .bodyJson()
                .extractingPath("detail")
                .asString()
                .startsWith("1,234.50 was received on 2026-03-31");
        MvcTestResult chinese = mvc.get().uri("/api/test/no/refused").exchange();
        assertThat(chinese).bodyJson().extractingPath("detail").asString().startsWith("1,234.50 在 2026-03-31 已经收过");
        assertThat(Locale.getDefault()).as("whatever the machine speaks").isNotNull();
    }

    @Test
    void answersTheFrameworksErrorsAsProblemsToo() {
        assertProblem(mvc.get().uri("/api/test/nothing").exchange(), 404, "not-found", null);
        assertProblem(mvc.get().uri("/api/test/no/absent").exchange(), 404, "not-found", null);
        assertProblem(mvc.get().uri("/api/test/no/invalid").exchange(), 422, "invalid-input", "tenders[0].amountFen");
        MvcTestResult wrongMethod = mvc.delete().uri("/api/test/rows").exchange();
        assertProblem(wrongMethod, 405, "method-not-allowed", null);
        assertThat(wrongMethod).hasHeader("Allow", "GET");
        assertProblem(
                mvc.post()
                        .uri("/api/test/orders")
                        .header("Idempotency-Key", "key-00000005")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("x")
                        .exchange(),
                415,
                "unsupported-media-type",
                null);
        assertProblem(
                mvc.post()
                        .uri("/api/test/files")
                        .multipart()
                        .file(new MockMultipartFile("other", new byte[1]))
                        .exchange(),
                400,
                "bad-request",
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "unstorable", "torn"})
    void callsWhatWasSentMalformedWhereverItIsFoundOut(String kind) {
        assertProblem(mvc.get().uri("/api/test/no/" + kind).exchange(), 400, "bad-request", null);
    }

    @Test
    void asksForAFormWithAFileWhereOneIsDue() {
        assertProblem(
                mvc.post()
                        .uri("/api/test/files")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .exchange(),
                400,
                "bad-request",
                null);
    }

    @Test
    void tellsNothingFromInside(CapturedOutput output) {
        MvcTestResult result = mvc.get().uri("/api/test/no/broken").exchange();
        assertProblem(result, 500, "unexpected", null);
        assertThat(result).bodyText().doesNotContain("secret", "Exception", "java");
        String number = result.getResponse().getHeader("X-Request-Number");
        assertThat(result).bodyJson().extractingPath("request").isEqualTo(number);
        assertThat(output).contains("Request " + number + " failed", "the secret inside");
    }

    private MvcTestResult order(String body, String key) {
        return mvc.post()
                .uri("/api/test/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", key)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult result, int status, String code, String field) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("type").isEqualTo("urn:guanjia:" + code);
        assertThat(result).bodyJson().extractingPath("status").isEqualTo(status);
        assertThat(result).bodyJson().extractingPath("title").asString().isNotBlank();
        assertThat(result).bodyJson().extractingPath("detail").asString().isNotBlank();
        if (field != null) {
            assertThat(result).bodyJson().extractingPath("errors[0].field").isEqualTo(field);
            assertThat(result)
                    .bodyJson()
                    .extractingPath("errors[0].message")
                    .asString()
                    .isNotBlank();
        }
    }
}
