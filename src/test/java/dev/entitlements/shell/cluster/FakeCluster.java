package dev.entitlements.shell.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entitlements.shell.Answering;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** As much of a cluster's API, over the loopback, as a scan asks for: paged lists, single namespaces, Events. */
public final class FakeCluster implements AutoCloseable {
    private final HttpServer server;
    private final List<String> namespaces = new ArrayList<>();
    private final List<String> pods = new ArrayList<>();
    private final Map<String, String> late = new TreeMap<>();
    private final Map<String, String> events = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int expired;
    private String ending = "none";

    /** An empty cluster. */
    public FakeCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Adds a namespace with one label. */
    public FakeCluster namespace(String name, String tier) {
        namespaces.add(named(name, tier));
        return this;
    }

    /** Adds a namespace that no list has yet. */
    public FakeCluster lateNamespace(String name, String tier) {
        late.put(name, named(name, tier));
        return this;
    }

    /** Adds a pod. */
    public FakeCluster pod(String json) {
        pods.add(json);
        return this;
    }

    /** Lets every page after the first ask for the list in a newer state, once each. */
    public FakeCluster forgetful() {
        expired = 1;
        return this;
    }

    /** Lets a namespace end: nothing new is made in it. */
    public FakeCluster ending(String namespace) {
        ending = namespace;
        return this;
    }

    /** Lets every page after the first fail. */
    public FakeCluster failing() {
        expired = 2;
        return this;
    }

    /** The Events that were written, by name. */
    public Map<String, String> events() {
        return new TreeMap<>(events);
    }

    /** What was asked. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Writes a kubeconfig for it. */
    public Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: fake
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: fake, user: {token: ours}}]
                contexts:
                - {name: fake, context: {cluster: fake, user: fake}}
                """.formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String named(String name, String tier) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"tier\":\"%s\"}}}"
                .formatted(name, tier);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        asked.add(exchange.getRequestMethod() + " " + path + " " + query);
        if (path.equals("/api/v1/namespaces")) {
            page(exchange, "NamespaceList", namespaces, query);
        } else if (path.equals("/api/v1/pods")) {
            page(exchange, "PodList", pods, query);
        } else if (path.contains("/events")) {
            event(exchange, path);
        } else {
            String found = late.get(path.substring(path.lastIndexOf('/') + 1));
            Answering.json(exchange, found == null ? 404 : 200, found == null ? "{}" : found);
        }
    }

    /** Two objects a page, whatever is asked for; the place to go on is the number of the next. */
    private void page(HttpExchange exchange, String kind, List<String> all, String query) throws IOException {
        boolean isFirst = !query.contains("continue=");
        String from = isFirst ? "0" : query.replaceAll(".*continue=(newer)?(\\d+).*", "$2");
        if (!isFirst && all == pods && (expired == 2 || (expired == 1 && !query.contains("newer")))) {
            String onward = expired == 2 ? "" : "\"continue\":\"newer" + from + "\"";
            Answering.json(
                    exchange,
                    410,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{" + onward
                            + "},\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410}");
            return;
        }
        int start = Integer.parseInt(from);
        int end = Math.min(start + 2, all.size());
        String next = end < all.size() ? String.valueOf(end) : "";
        Answering.json(
                exchange,
                200,
                "{\"kind\":\"%s\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"%s\"},\"items\":[%s]}"
                        .formatted(kind, next, String.join(",", all.subList(start, end))));
    }

    private void event(HttpExchange exchange, String path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String name = path.substring(path.lastIndexOf('/') + 1);
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (path.contains("/namespaces/" + ending + "/")) {
                    Answering.json(
                            exchange,
                            403,
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":403,"
                                    + "\"message\":\"it is being terminated\"}");
                    return;
                }
                events.put(body.replaceAll("(?s).*\"name\":\"([^\"]*\\.[-0-9a-f]{36})\".*", "$1"), body);
                Answering.json(exchange, 201, body);
            }
            case "PUT" -> {
                events.put(name, body);
                Answering.json(exchange, 200, body);
            }
            default -> Answering.json(exchange, events.containsKey(name) ? 200 : 404, events.getOrDefault(name, "{}"));
        }
    }
}
