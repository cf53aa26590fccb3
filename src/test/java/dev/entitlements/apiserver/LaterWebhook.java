package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.entitlements.codec.review.Likeness;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cert.Pairs;
import dev.entitlements.truth.runtime.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody else's mutating webhook, which the API server calls after ours, and again after us when we
 * come again: it patches pods of one namespace as told. */
final class LaterWebhook implements AutoCloseable {
    private static final String PATH = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";

    /** Webhooks are called in the order of their configurations' names. */
    private static final String NAME = "zz-later";

    private final HttpsServer server;
    private final Api admin;
    private final String patch;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Optional<Likeness.Mark>> marks = new ConcurrentLinkedQueue<>();

    /** Starts patching the pods of a namespace that carry the label {@code later: "true"}, again if so reinvoked. */
    LaterWebhook(Api admin, String namespace, String patch, String again) {
        this.admin = admin;
        this.patch = patch;
        try {
            Path folder = Files.createTempDirectory("later");
            Pairs.write(folder);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(Pairs.server(folder)));
            server.createContext("/", this::answer);
            server.start();
            admin.post(PATH, configuration(namespace, again, Files.readAllBytes(folder.resolve("tls.crt"))))
                    .stored();
            Folders.delete(folder);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How often it was called. */
    int calls() {
        return calls.get();
    }

    /** What each review had in common with others. */
    List<Optional<Likeness.Mark>> marks() {
        return List.copyOf(marks);
    }

    @Override
    public void close() {
        admin.delete(PATH + "/" + NAME).stored();
        server.stop(0);
    }

    private String configuration(String namespace, String again, byte[] authority) {
        return """
                {"metadata": {"name": "%s"}, "webhooks": [{"name": "later.example.dev", "sideEffects": "None",
                  "admissionReviewVersions": ["v1"], "failurePolicy": "Fail", "timeoutSeconds": 5,
                  "reinvocationPolicy": "%s",
                  "clientConfig": {"url": "https://%s:%d/", "caBundle": "%s"},
                  "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "%s"}},
                  "objectSelector": {"matchLabels": {"later": "true"}},
                  "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "operations": ["CREATE"]}]}]}
                """.formatted(
                        NAME,
                        again,
                        Loopback.ADDRESS,
                        server.getAddress().getPort(),
                        Base64.getEncoder().encodeToString(authority),
                        namespace);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        byte[] asked = exchange.getRequestBody().readAllBytes();
        marks.add(Likeness.of(asked).map(Likeness::mark));
        JsonNode review = Json.MAPPER.readTree(asked);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        answer.putObject("response")
                .put("uid", review.at("/request/uid").asText())
                .put("allowed", true)
                .put("patchType", "JSONPatch")
                .put("patch", Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)));
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
