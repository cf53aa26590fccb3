package dev.entitlements.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** An API server as one caller sees it, in plain HTTP: what is sent is what a test wrote, to the byte. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final String token;
    private final HttpClient client;

    Api(String url, SSLContext trust, String token) {
        this.url = url;
        this.token = token;
        this.client = HttpClient.newBuilder().sslContext(trust).build();
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the object, or the Status that says why not
     * @param warnings what kubectl would show as warnings
     */
    record Answer(int status, JsonNode body, List<String> warnings) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** Why it was refused. */
        String message() {
            return body.path("message").asText();
        }

        /** The object; fails where there is none. */
        JsonNode stored() {
            if (!isGood()) {
                throw new AssertionError(status + ": " + message());
            }
            return body;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode object) {
        return post(path, object.toString());
    }

    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(sent(body)));
    }

    Answer put(String path, JsonNode object) {
        return send(request(path).header("Content-Type", "application/json").PUT(sent(object.toString())));
    }

    Answer mergePatch(String path, String patch) {
        return patch(path, "application/merge-patch+json", patch);
    }

    Answer strategicPatch(String path, String patch) {
        return patch(path, "application/strategic-merge-patch+json", patch);
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    boolean isReady() {
        return isReached("/readyz");
    }

    /** Whether it answers 200 there, and shows a certificate that we trust. */
    boolean isReached(String path) {
        try {
            return raw(request(path).GET()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Whether anything answers 200 there. */
    static boolean answers(String url) {
        try {
            return plain(url).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** What is said there, where it is no object: a log. */
    String log(String path) {
        return raw(request(path).GET()).body();
    }

    /** What is said there, without TLS. */
    static String text(String url) {
        return plain(url).body();
    }

    private static HttpResponse<String> plain(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        return send(HttpClient.newHttpClient(), request);
    }

    private Answer patch(String path, String type, String patch) {
        return send(request(path).header("Content-Type", type).method("PATCH", sent(patch)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static HttpRequest.BodyPublisher sent(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = raw(request);
        return new Answer(
                response.statusCode(), tree(response.body()), response.headers().allValues("Warning"));
    }

    private HttpResponse<String> raw(HttpRequest.Builder request) {
        return send(client, request.build());
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode tree(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException text) {
            // some errors come as text; the status says enough
            return MissingNode.getInstance();
        }
    }
}
