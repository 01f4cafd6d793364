package io.guanjia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuanjiaTest
class TokenApiTest {

    private static int count;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MovedClock clock;

    @Autowired
    JsonMapper json;

    String username;
    long account;

    @BeforeEach
    void hireSomebody() {
        username = "officer" + ++count;
        account = Staff.hire(username, Staff.community("林海 " + count), "officer");
    }

    @Test
    void givesAProgramTheTokenOnceAndLetsItIn() {
        JsonNode issued = create(Staff.PASSWORD, "2026-12-31");
        assertThat(issued.get("expiresOn").asString()).isEqualTo("2026-12-31");
        assertThat(issued.get("id").isString()).isTrue();
        String token = issued.get("token").asString();
        assertThat(list(token)).hasStatusOk().bodyText().contains("财务软件").doesNotContain(token);
        assertThat(TestDatabases.current()
                        .owner()
                        .fetchOne("select token_sha256::text from identity.token where account_id = ?", account)
                        .get(0, String.class))
                .doesNotContain(token);
    }

    @Test
    void refusesARevokedOneAnExpiredOneAndAnInventedOne() {
        JsonNode issued = create(Staff.PASSWORD, "2026-01-10");
        String token = issued.get("token").asString();
        String other = create(Staff.PASSWORD, "2026-01-10").get("token").asString();
        assertThat(mvc.delete()
                        .uri("/api/v1/tokens/" + issued.get("id").asString())
                        .header("Authorization", "Bearer " + token)
                        .exchange())
                .hasStatus(204);
        assertThat(list(token)).hasStatus(401);
        assertThat(list(other)).hasStatusOk();
        clock.advance(Period.ofDays(6));
        assertThat(list(other)).hasStatus(401);
        assertThat(list("gj_invented")).hasStatus(401);
    }

    @Test
    void revokesNobodyElsesToken() {
        String id = create(Staff.PASSWORD, null).get("id").asString();
        long other = Staff.account("stranger" + count);
        assertThat(mvc.delete()
                        .uri("/api/v1/tokens/" + id)
                        .header("Authorization", Staff.bearer(other))
                        .exchange())
                .hasStatus(404);
    }

    @Test
    void lastsAYearUnlessSaid() {
        assertThat(create(Staff.PASSWORD, null).get("expiresOn").asString())
                .isEqualTo(clock.today().plusDays(365).toString());
    }

    @Test
    void saysWhatIsWrongAsAProblemInTheLanguageOfTheAsker() {
        MvcTestResult english =
                mvc.get().uri("/api/v1/tokens").header("Accept-Language", "en").exchange();
        assertThat(english)
                .hasStatus(401)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .containsHeader("WWW-Authenticate");
        assertThat(english).bodyJson().extractingPath("$.type").isEqualTo("urn:guanjia:not-signed-in");
        assertThat(english).bodyJson().extractingPath("$.title").asString().isASCII();
        MvcTestResult chinese = mvc.get()
                .uri("/api/v1/tokens")
                .header("Authorization", "Bearer gj_invented")
                .exchange();
        assertThat(chinese).hasStatus(401).bodyText().contains("请先登录");
    }

    @Test
    void sharesTheLockWithTheSignInPage() {
        for (int failure = 1; failure <= 4; failure++) {
            assertThat(post("wrong password", null)).hasStatus(401);
        }
        assertThat(post("wrong password", null)).hasStatus(429).containsHeader("Retry-After");
        assertThat(post(Staff.PASSWORD, null)).hasStatus(429);
        clock.advance(Duration.ofMinutes(15));
        assertThat(post(Staff.PASSWORD, null)).hasStatus(201);
    }

    @Test
    void refusesUnknownFieldsAndMissingOnes() {
        assertThat(send("{\"username\":\"a\",\"password\":\"b\",\"name\":\"c\",\"admin\":true}"))
                .hasStatus(422);
        assertThat(send("{\"username\":\"a\"}")).hasStatus(422);
    }

    private JsonNode create(String password, String expiresOn) {
        MvcTestResult result = post(password, expiresOn);
        assertThat(result).hasStatus(201);
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private MvcTestResult post(String password, String expiresOn) {
        String body = json.writeValueAsString(new TokenApi.NewToken(
                username, password, "财务软件", expiresOn == null ? null : LocalDate.parse(expiresOn)));
        return send(body);
    }

    private MvcTestResult send(String body) {
        return mvc.post()
                .uri("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(request -> {
                    request.setRemoteAddr("10.1.0." + count);
                    return request;
                })
                .exchange();
    }

    private MvcTestResult list(String token) {
        return mvc.get()
                .uri("/api/v1/tokens")
                .header("Authorization", "Bearer " + token)
                .exchange();
    }
}
