package io.guanjia.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the measured house over HTTP, one request at a time, as the manager of {@link Metropolis} in a browser or with the token. */
public final class Asked {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final HttpClient program = HttpClient.newHttpClient();
    private final String origin;

    private Asked(String origin) {
        this.origin = origin;
    }

    public static Asked of(Bench bench) {
        return new Asked("http://127.0.0.1:" + bench.house().getEnvironment().getProperty("local.server.port"));
    }

    /** In the browser; programs have their token. */
    public Asked signIn() {
        String form = send(browser, request(origin + "/sign-in").build(), 200);
        Matcher csrf = CSRF.matcher(form);
        if (!csrf.find()) {
            throw new IllegalStateException("No sign-in form: " + form);
        }
        String entry = "username=bench&password=" + encoded(Metropolis.PASSWORD) + "&_csrf=" + encoded(csrf.group(1));
        HttpRequest request = request(origin + "/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(entry))
                .build();
        send(browser, request, 302);
        return this;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Milliseconds of one request: in the server, and from asking to the whole answer. */
    public record Took(double server, double client) {

        public static Map<String, Object> percentiles(List<Took> all) {
            return Map.of(
                    "server",
                            Asked.percentiles(
                                    all.stream().map(Took::server).sorted().toList()),
                    "client",
                            Asked.percentiles(
                                    all.stream().map(Took::client).sorted().toList()));
        }
    }

    public Took page(String path) {
        return took(browser, request(origin + path).build(), "</html>");
    }

    /** @param held what the answer must hold */
    public Took api(String path, String held) {
        return took(
                program,
                request(origin + "/api/v1" + path)
                        .header("Authorization", "Bearer " + Metropolis.TOKEN)
                        .build(),
                held);
    }

    public static Map<String, Double> percentiles(List<Double> sorted) {
        return Map.of("p50", at(sorted, 0.5), "p95", at(sorted, 0.95), "p99", at(sorted, 0.99));
    }

    public static double at(List<Double> sorted, double share) {
        return Math.round(sorted.get((int) Math.ceil(share * sorted.size()) - 1) * 100) / 100.0;
    }

    private Took took(HttpClient client, HttpRequest request, String held) {
        long began = System.nanoTime();
        String answer = send(client, request, 200);
        double millis = (System.nanoTime() - began) / 1e6;
        if (!answer.contains(held)) {
            throw new IllegalStateException(request + " without " + held + ": " + answer);
        }
        return new Took(ServerTime.millis(), millis);
    }

    private String send(HttpClient client, HttpRequest request, int expected) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(request.toString(), e);
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }
}
