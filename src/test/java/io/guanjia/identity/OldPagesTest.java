package io.guanjia.identity;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two tabs of one browser: what was loaded before somebody signed in or out in the other one. */
@GuanjiaTest
class OldPagesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static int count;

    @Autowired
    MockMvcTester mvc;

    @LocalServerPort
    int port;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    String username;

    @BeforeEach
    void hireSomebody() {
        username = "two-tabs-" + ++count;
        Staff.hire(username, Staff.community("听泉 " + count), "receptionist");
    }

    @Test
    void saysThatThePageIsTooOldAndNotThatAPermissionIsMissing() throws Exception {
        String old = tokenOf("/sign-in");
        signIn();
        for (String form : new String[] {"/preferences/language?language=en", "/account", "/sign-in"}) {
            HttpResponse<String> answer = post(form, old, false);
            assertThat(answer.statusCode()).as(form).isEqualTo(403);
            assertThat(answer.body()).as(form).contains("页面已过期", "请返回页面重新操作", "href=\"/account\"");
            assertThat(answer.body()).as(form).doesNotContain("没有权限", "岗位");
        }
        assertThat(post("/account", old, true).body())
                .contains("role=\"alert\"", "这个页面打开得太久")
                .doesNotContain("<html");
    }

    @Test
    void leadsToTheSignInPageWhenSomebodySignedOut() throws Exception {
        signIn();
        String old = tokenOf("/account");
        assertThat(post("/sign-out", tokenOf("/account"), false).statusCode()).isEqualTo(302);
        HttpResponse<String> answer = post("/account", old, false);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sign-in?to=%2Faccount");
        assertThat(post("/account", old, true).headers().firstValue("HX-Redirect"))
                .contains("/sign-in?to=%2Faccount");
    }

    /** Else a page of one door has its token from another store than the one in which the next door looks. */
    @Test
    void keepsItsStoreWhateverTheTestsSend() throws Exception {
        for (String form : new String[] {"/test/refuse", "/preferences/language"}) {
            mvc.post().uri(form).param("language", "zh").with(csrf()).exchange();
        }
        for (String page : new String[] {"/test/components", "/sign-in"}) {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .as(page)
                    .singleElement()
                    .asString()
                    .startsWith("guanjia-csrf=");
        }
    }

    private void signIn() throws IOException, InterruptedException {
        String form = "/sign-in?username=" + username + "&password="
                + URLEncoder.encode(Staff.PASSWORD, StandardCharsets.UTF_8);
        assertThat(post(form, tokenOf("/sign-in"), false).statusCode()).isEqualTo(302);
    }

    private String tokenOf(String page) throws IOException, InterruptedException {
        String body = browser.send(request(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = TOKEN.matcher(body);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> post(String form, String token, boolean part)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", "http://127.0.0.1:" + port + "/account")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token));
        if (part) {
            request.header("HX-Request", "true").header("HX-Current-URL", "http://127.0.0.1:" + port + "/account");
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
