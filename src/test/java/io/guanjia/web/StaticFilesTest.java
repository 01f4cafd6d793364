package io.guanjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What travels over the wire: few bytes, kept for long, and the rules that the browser enforces for us. */
@GuanjiaTest
class StaticFilesTest {

    private static final int FIRST_LOAD_BYTES_MAX = 300_000;
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/(?:assets|webjars)/[^\"#]+)");
    private static final Pattern IMPORTED = Pattern.compile("from '\\./([^']+)'");

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void loadsTheFirstPageInLessThan300Kilobytes() throws Exception {
        HttpResponse<byte[]> page = get("/test/components", "gzip");
        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        int bytes = page.body().length;
        for (String file :
                filesOf(new String(get("/test/components", "identity").body()))) {
            bytes += get(file, "gzip").body().length;
        }
        assertThat(bytes).isLessThan(FIRST_LOAD_BYTES_MAX);
    }

    @Test
    void keepsStaticFilesForAYearUnderAddressesThatChangeWithThem() throws Exception {
        Set<String> files =
                filesOf(new String(get("/test/components", "identity").body()));
        assertThat(files).hasSizeGreaterThan(12);
        for (String file : files) {
            HttpResponse<byte[]> answer = get(file, "gzip");
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(file)
                    .contains("max-age=31536000");
            assertThat(file).containsPattern("[0-9a-f]{12}");
        }
    }

    @Test
    void sendsTheSamePolicyWithEveryAnswer() throws Exception {
        for (String path :
                new String[] {"/test/components", "/test/nothing", "/test/fail", "/assets/icons.svg", "/api/test/rows"
                }) {
            HttpResponse<byte[]> answer = get(path, "identity");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .containsExactly(EveryResponse.CONTENT_SECURITY_POLICY);
            assertThat(answer.headers().allValues("X-Content-Type-Options"))
                    .as(path)
                    .containsExactly("nosniff");
        }
        assertThat(EveryResponse.CONTENT_SECURITY_POLICY).doesNotContain("unsafe");
    }

    @Test
    void servesTheChartsWhereTheyAreAndNothingBesideThePages() throws Exception {
        assertThat(get("/_static/echarts/6.0.0/dist/echarts.min.js", "gzip").statusCode())
                .isEqualTo(200);
        assertThat(get("/assets/../application.properties", "identity").statusCode())
                .isIn(400, 404);
        assertThat(get("/webjars/../application.properties", "identity").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void keepsPagesOfPeopleOutOfCaches() throws Exception {
        assertThat(get("/test/components", "identity")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""))
                .contains("no-store");
    }

    /** Security's filter answers before any controller; what it sends must look like every other answer. */
    @Test
    void answersADeniedRequestInTheShapeOfItsReader() throws Exception {
        HttpResponse<byte[]> problem = get("/api/test/no/denied", "identity");
        assertThat(problem.statusCode()).isEqualTo(403);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new String(problem.body(), StandardCharsets.UTF_8))
                .contains("urn:guanjia:forbidden", "您的岗位不能使用这项功能")
                .doesNotContain("secret");
    }

    /** Of the page, and the modules that its module imports. */
    private Set<String> filesOf(String page) throws IOException, InterruptedException {
        Set<String> files = new LinkedHashSet<>();
        Matcher linked = LINKED.matcher(page);
        while (linked.find()) {
            files.add(linked.group(1));
        }
        for (String file : Set.copyOf(files)) {
            if (file.endsWith("/js/app.js")) {
                Matcher imported =
                        IMPORTED.matcher(new String(get(file, "identity").body()));
                while (imported.find()) {
                    files.add(file.replace("app.js", imported.group(1)));
                }
            }
        }
        return files;
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", encoding)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
