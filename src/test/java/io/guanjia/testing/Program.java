package io.guanjia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another program that acts for one person: it has a token, speaks HTTP and JSON, and knows nothing of the house but its API. */
public final class Program {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final @Nullable String token;

    private Program(String base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** Signs in as {@code POST /api/v1/tokens} says. */
    public static Program of(int port, String username, String password) {
        Program nobody = new Program("http://127.0.0.1:" + port + "/api/v1", null);
        Map<String, String> wanted = Map.of("username", username, "password", password, "name", "story");
        JsonNode issued = nobody.post("/tokens", wanted).expect(201);
        return new Program(nobody.base, issued.get("token").asString());
    }

    /** @param body {@code null} when there was none */
    public record Reply(
            int status,
            HttpResponse<String> response,
            @Nullable JsonNode body) {

        public JsonNode expect(int expected) {
            assertThat(status).as("%s: %s", response.uri(), response.body()).isEqualTo(expected);
            return body == null ? JSON.createObjectNode() : body;
        }

        /** A refusal, by the last part of its URN. */
        public void refused(String code) {
            assertThat(expect(409).path("type").asString()).isEqualTo("urn:guanjia:" + code);
        }

        public boolean replayed() {
            return response.headers().firstValue("Idempotency-Replayed").isPresent();
        }
    }

    public JsonNode get(String path) {
        return send(request(path).GET()).expect(200);
    }

    public Reply post(String path, Object body) {
        return post(path, UUID.randomUUID().toString(), body);
    }

    public Reply post(String path, String key, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", "zh-CN");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Reply(response.statusCode(), response, body.isBlank() ? null : JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
