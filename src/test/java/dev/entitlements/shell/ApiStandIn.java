package dev.entitlements.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of a cluster's API, over the loopback, as the server asks for. It knows the namespaces {@code shop} and
 * {@code prod} and no node, answers for {@code slow} too late, and closes every watch, so that namespaces are asked for one by one.
 */
public final class ApiStandIn implements QuarkusTestResourceLifecycleManager {
    private static final String MASTER = "kubernetes.master";
    private static final String TOKEN = "kubernetes.auth.token";
    private static final String NAMESPACES = "/api/v1/namespaces";
    /** Of these it has none: without nodes no rulebook has to wait. */
    private static final Map<String, String> EMPTY = Map.of(
            "/api/v1/nodes", "NodeList",
            "/apis/coordination.k8s.io/v1/namespaces/kube-entitlements/leases", "LeaseList",
            "/apis/networking.k8s.io/v1/networkpolicies", "NetworkPolicyList");

    private static final String SHOP = namespace("shop", "dev");
    private static final String PROD = namespace("prod", "prod");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = onAnyPort();

    private static HttpServer onAnyPort() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public Map<String, String> start() {
        server.setExecutor(threads);
        server.createContext("/", ApiStandIn::answer);
        server.start();
        // where the client looks without a kubeconfig
        System.setProperty(MASTER, "http://127.0.0.1:" + server.getAddress().getPort());
        System.setProperty(TOKEN, "ours");
        return Map.of(
                "entitlements.cluster", "true",
                "entitlements.namespaces.lookup-deadline", "700ms");
    }

    @Override
    public void stop() {
        System.clearProperty(MASTER);
        System.clearProperty(TOKEN);
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (path.equals(NAMESPACES) && query.contains("watch=true")) {
            Answering.json(exchange, 503, "{}");
        } else if (EMPTY.containsKey(path)) {
            String list =
                    "{\"kind\":\"%s\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";
            Answering.json(exchange, query.contains("watch=true") ? 503 : 200, list.formatted(EMPTY.get(path)));
        } else if (path.equals(NAMESPACES)) {
            String list = "{\"kind\":\"NamespaceList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},"
                    + "\"items\":[%s,%s]}";
            Answering.json(exchange, 200, list.formatted(SHOP, PROD));
        } else if (path.startsWith(NAMESPACES + "/")) {
            namespace(exchange, path.substring(NAMESPACES.length() + 1));
        } else if (path.endsWith("/tokenreviews")) {
            boolean known = body.contains("\"token\":\"anna\"") || body.contains("\"token\":\"bob\"");
            String user = body.contains("\"token\":\"anna\"") ? "anna" : "bob";
            String status = known ? "\"authenticated\":true,\"user\":{\"username\":\"" + user + "\"}" : "";
            Answering.json(exchange, 201, review("authentication.k8s.io/v1", "TokenReview", status));
        } else if (path.endsWith("/subjectaccessreviews")) {
            boolean allowed = body.contains("\"user\":\"anna\"")
                    && body.contains("\"path\":\"/v1/policies\"")
                    && body.contains("\"verb\":\"get\"");
            Answering.json(
                    exchange, 201, review("authorization.k8s.io/v1", "SubjectAccessReview", "\"allowed\":" + allowed));
        } else {
            Answering.json(exchange, 404, "{}");
        }
    }

    private static void namespace(HttpExchange exchange, String name) throws IOException {
        switch (name) {
            case "shop" -> Answering.json(exchange, 200, SHOP);
            case "prod" -> Answering.json(exchange, 200, PROD);
            case "slow" -> {
                try {
                    Thread.sleep(3000);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                Answering.json(exchange, 200, namespace("slow", "dev"));
            }
            default -> Answering.json(exchange, 404, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":404}");
        }
    }

    private static String namespace(String name, String tier) {
        return "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"tier\":\"%s\"}}}"
                .formatted(name, tier);
    }

    private static String review(String version, String kind, String status) {
        return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"status\":{%s}}".formatted(version, kind, status);
    }
}
