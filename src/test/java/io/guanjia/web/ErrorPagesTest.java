package io.guanjia.web;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What people see when something does not go through. */
@GuanjiaTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTest {

    @Autowired
    MockMvcTester mvc;

    @LocalServerPort
    int port;

    @Test
    void refusesOnAPageThatLeadsBack() {
        MvcTestResult result = mvc.post()
                .uri("/test/refuse")
                .with(csrf())
                .header("Referer", "http://localhost/test/components?payer=x")
                .exchange();
        assertThat(result).hasStatus(409);
        assertThat(result)
                .bodyText()
                .contains("现在不能办理", "1,234.50 在 2026-03-31 已经收过", "href=\"/test/components?payer=x\"");
    }

    @Test
    void leadsBackToNoOtherSite() {
        MvcTestResult result = mvc.post()
                .uri("/test/refuse")
                .with(csrf())
                .header("Referer", "http://localhost.example/trap")
                .exchange();
        assertThat(result).bodyText().doesNotContain("example");
    }

    @Test
    void refusesInsideThePageWhenHtmxAsked() {
        MvcTestResult result = mvc.post()
                .uri("/test/refuse")
                .with(csrf())
                .header("HX-Request", "true")
                .exchange();
        assertThat(result).hasStatus(409).hasHeader("HX-Retarget", "#alerts");
        assertThat(result).bodyText().contains("role=\"alert\"", "已经收过").doesNotContain("<html");
    }

    @Test
    void refusesTextThatNoDatabaseHolds() {
        MvcTestResult result = mvc.get()
                .uri(java.net.URI.create("/test/components?payer=x%00"))
                .exchange();
        assertThat(result).hasStatus(422);
        for (String name : new String[] {"rows[INDEX].name", "rows[-1]", "rows[999999999]", "rows["}) {
            assertThat(mvc.get().uri("/test/components").param(name, "x").exchange())
                    .hasStatus(422);
        }
    }

    /** Half of a pair of surrogates, as old programs write 😀: no text at all. */
    @Test
    void refusesWhatIsNoTextBeforeAnybodyReadsIt() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/test/components?payer=%ED%A0%BD"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysWhatIsNotThere() {
        MvcTestResult result = mvc.get().uri("/test/nothing").exchange();
        assertThat(result).hasStatus(404);
        assertThat(result).bodyText().contains("没有找到", "id=\"menu\"");
    }

    @Test
    void doesNotOfferTheMenuToSomebodyNotSignedIn() {
        MvcTestResult result = mvc.get().uri("/assets/nothing.css").exchange();
        assertThat(result).hasStatus(404);
        assertThat(result).bodyText().contains("没有找到").doesNotContain("id=\"menu\"");
    }

    @Test
    void givesANumberInsteadOfTheInside(CapturedOutput output) {
        MvcTestResult result = mvc.get().uri("/test/fail").exchange();
        String number = result.getResponse().getHeader("X-Request-Number");
        assertThat(result).hasStatus(500);
        assertThat(result).bodyText().contains("系统出错", number).doesNotContain("secret", "Exception");
        assertThat(output).contains("Request " + number + " failed", "the secret inside");
    }

    @Test
    void answersWhatFiltersSendToTheErrorAddress() {
        MvcTestResult page = mvc.get()
                .uri("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/test/secret")
                .exchange();
        assertThat(page).hasStatus(403);
        assertThat(page).bodyText().contains("没有权限");
        MvcTestResult problem = mvc.get()
                .uri("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 401)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/communities")
                .exchange();
        assertThat(problem).hasStatus(401);
        assertThat(problem).bodyJson().extractingPath("type").isEqualTo("urn:guanjia:not-signed-in");
    }

    @Test
    void speaksTheLanguageOfTheCookie() {
        MvcTestResult english = mvc.get()
                .uri("/test/nothing")
                .cookie(new Cookie("language", "en"))
                .header("Accept-Language", "zh-CN")
                .exchange();
        assertThat(english).bodyText().contains("Not found", "lang=\"en\"");
        assertThat(mvc.get()
                        .uri("/test/nothing")
                        .header("Accept-Language", "de")
                        .exchange())
                .bodyText()
                .contains("没有找到", "lang=\"zh-CN\"");
    }

    @Test
    void switchesTheLanguageAndReturnsToThePage() {
        MvcTestResult result = mvc.post()
                .uri("/preferences/language")
                .with(csrf())
                .param("language", "en")
                .param("back", "/test/components?payer=x")
                .exchange();
        assertThat(result).hasStatus3xxRedirection().hasRedirectedUrl("/test/components?payer=x");
        assertThat(result.getResponse().getHeader("Set-Cookie")).contains("language=en", "SameSite=Lax");
        for (String trap : new String[] {"//example.org", "https://example.org", "/\\example.org", "javascript:x"}) {
            assertThat(mvc.post()
                            .uri("/preferences/language")
                            .with(csrf())
                            .param("language", "en")
                            .param("back", trap)
                            .exchange())
                    .hasRedirectedUrl("/");
        }
    }
}
