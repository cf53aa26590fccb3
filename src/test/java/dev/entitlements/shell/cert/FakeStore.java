package dev.entitlements.shell.cert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.Answering;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Objects with resource versions, as an API server keeps them: an old version is a conflict, a failed test is no change. */
public final class FakeStore implements AutoCloseable {
    private static final String SECRET = "/api/v1/namespaces/kube-entitlements/secrets/webhook-certificates";
    private static final String WEBHOOK = "{\"name\":\"w%d.entitlements.dev\",\"admissionReviewVersions\":[\"v1\"],"
            + "\"sideEffects\":\"None\",\"clientConfig\":{\"service\":{\"name\":\"webhook\",\"namespace\":\"k\"}}}";

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<String> written = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int version;

    /** Both webhook configurations, and an empty Secret. */
    public FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        put(SECRET, """
                {"apiVersion":"v1","kind":"Secret","type":"Opaque",
                 "metadata":{"name":"webhook-certificates","namespace":"kube-entitlements"}}""");
        configuration("Mutating", WEBHOOK.formatted(0));
        configuration("Validating", WEBHOOK.formatted(0) + "," + WEBHOOK.formatted(1));
    }

    private void configuration(String sort, String webhooks) throws IOException {
        put(path(sort), """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"%sWebhookConfiguration",
                 "metadata":{"name":"kube-entitlements","labels":{"ours":"not"}},"webhooks":[%s]}""".formatted(sort, webhooks));
    }

    private static String path(String sort) {
        return "/apis/admissionregistration.k8s.io/v1/" + sort.toLowerCase(Locale.ROOT)
                + "webhookconfigurations/kube-entitlements";
    }

    /** Puts an object there, as somebody else does. */
    synchronized void put(String path, String json) throws IOException {
        store(path, (ObjectNode) Json.MAPPER.readTree(json));
    }

    /** The Secret. */
    synchronized ObjectNode secret() {
        return object(SECRET).deepCopy();
    }

    synchronized ObjectNode configuration(String sort) {
        return object(path(sort)).deepCopy();
    }

    /** What every webhook trusts; fails where they differ. */
    synchronized List<X509Certificate> trusted() throws GeneralSecurityException {
        List<String> bundles = new ArrayList<>();
        for (String sort : List.of("Mutating", "Validating")) {
            for (JsonNode webhook : object(path(sort)).path("webhooks")) {
                bundles.add(webhook.at("/clientConfig/caBundle").asText());
            }
        }
        if (bundles.stream().distinct().count() != 1) {
            throw new AssertionError("the webhooks trust different authorities");
        }
        return bundles.get(0).isEmpty()
                ? List.of()
                : Pem.certificates(Base64.getDecoder().decode(bundles.get(0)));
    }

    /** What was written, in order. */
    synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** A client of its own for each replica. */
    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(url())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /** Where it is. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private ObjectNode object(String path) {
        return Objects.requireNonNull(objects.get(path));
    }

    private void store(String path, ObjectNode object) {
        ((ObjectNode) object.get("metadata")).put("resourceVersion", String.valueOf(++version));
        objects.put(path, object);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        synchronized (this) {
            ObjectNode before = objects.get(path);
            if (before == null) {
                Answering.json(exchange, 404, status(404));
            } else if (exchange.getRequestMethod().equals("GET")) {
                Answering.json(exchange, 200, before.toString());
            } else {
                change(exchange, path, before, body);
            }
        }
    }

    private void change(HttpExchange exchange, String path, ObjectNode before, String body) throws IOException {
        JsonNode sent = Json.MAPPER.readTree(body);
        if (exchange.getRequestMethod().equals("PUT")) {
            if (!before.at("/metadata/resourceVersion").equals(sent.at("/metadata/resourceVersion"))) {
                Answering.json(exchange, 409, status(409));
                return;
            }
            store(path, (ObjectNode) sent);
        } else {
            try {
                store(path, (ObjectNode) JsonPatch.apply(sent, before));
            } catch (JsonPatchException failed) {
                Answering.json(exchange, 422, status(422));
                return;
            }
        }
        written.add(exchange.getRequestMethod() + " " + path.replaceAll(".*/([^/]+)/[^/]+$", "$1"));
        Answering.json(exchange, 200, object(path).toString());
    }

    private static String status(int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + "}";
    }
}
