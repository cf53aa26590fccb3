package dev.entitlements.shell.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;

/** Health and metrics of the agent, in the platform's own small server: the pod needs no shell and no second Java. */
final class AgentDoor {
    /** A loop that has not come round for so long hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int BACKLOG = 8;
    private static final int THREADS = 4;

    private final NodeAgent agent;
    private final Clock clock;

    private AgentDoor(NodeAgent agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    /** Opens it; it closes with the process. */
    static HttpServer open(InetSocketAddress address, NodeAgent agent, Clock clock) throws IOException {
        AgentDoor door = new AgentDoor(agent, clock);
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.createContext("/healthz", door::health);
        server.createContext("/metrics", door::metrics);
        // a caller that says nothing holds a thread of its own, and not the door
        server.setExecutor(Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "agent-door");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private void health(HttpExchange exchange) throws IOException {
        boolean alive = clock.instant().isBefore(agent.status().at().plus(PATIENCE));
        send(exchange, alive ? 200 : 503, alive ? "alive\n" : "no pass over the profiles for too long\n");
    }

    private void metrics(HttpExchange exchange) throws IOException {
        NodeAgent.Status status = agent.status();
        NodePass.Result last = status.last();
        StringBuilder text = new StringBuilder(1024);
        counter(text, "passes", "Passes over the profiles", status.passes());
        counter(text, "pass_failures", "Passes that failed as a whole", status.failures());
        counter(text, "files_written", "Files written, for the first time or again", status.written());
        gauge(
                text,
                "profiles_missing",
                "Profiles of the rulebook that are not in place",
                last == null ? 0 : last.missing());
        gauge(
                text,
                "bundles_complete",
                "Bundles of which nothing is missing",
                last == null ? 0 : last.complete().size());
        gauge(text, "apparmor", "Whether AppArmor profiles are loaded", last != null && last.appArmor() ? 1 : 0);
        gauge(
                text,
                "rulebook_errors",
                "Errors of the rulebook as it is now",
                agent.errors().size());
        send(exchange, 200, text.toString());
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        line(text, name + "_total", "counter", String.format(Locale.ROOT, "%s|%d", help, value));
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        line(text, name, "gauge", String.format(Locale.ROOT, "%s|%d", help, value));
    }

    private static void line(StringBuilder text, String name, String type, String helpAndValue) {
        String full = "entitlements_node_" + name;
        int bar = helpAndValue.lastIndexOf('|');
        text.append("# HELP ")
                .append(full)
                .append(' ')
                .append(helpAndValue, 0, bar)
                .append('\n');
        text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
        text.append(full).append(' ').append(helpAndValue.substring(bar + 1)).append('\n');
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
