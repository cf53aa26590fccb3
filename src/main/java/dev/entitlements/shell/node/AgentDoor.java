package dev.entitlements.shell.node;

import dev.entitlements.shell.limit.ManagementConnections;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/**
 * Health and metrics of the agent, over HTTP/1.1. Every pod of the cluster may reach it, so that its connections are
 * bounded as those of the server's management port: where a probe is kept away, the kubelet ends the agent.
 */
final class AgentDoor {
    /** A loop that has not come round for so long hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int IDLE_SECONDS = 30;

    private final NodeAgent agent;
    private final Clock clock;

    private AgentDoor(NodeAgent agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    /** Opens it; it closes with the process. Throws a {@link BindException} where the address is not free, or not ours. */
    static void open(InetSocketAddress address, NodeAgent agent, Clock clock) throws IOException {
        ManagementConnections.watch();
        ManagementConnections.bound(address.getPort());
        AgentDoor door = new AgentDoor(agent, clock);
        try {
            HttpServer unused = vertx().createHttpServer(options(address))
                    .requestHandler(door::answer)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BindException notFree) {
                throw notFree;
            }
            throw new IOException(failed.getCause());
        }
    }

    /** One thread, which does not keep the process alive, and no files. */
    private static Vertx vertx() {
        FileSystemOptions files =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        return Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(files));
    }

    private static HttpServerOptions options(InetSocketAddress address) {
        return new HttpServerOptions()
                .setHost(address.getHostString())
                .setPort(address.getPort())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS);
    }

    private void answer(HttpServerRequest request) {
        // there is none where it is no URI
        switch (String.valueOf(request.path())) {
            case "/healthz" -> health(request);
            case "/metrics" -> send(request, 200, metrics());
            default -> send(request, 404, "only /healthz and /metrics are here\n");
        }
    }

    private void health(HttpServerRequest request) {
        boolean alive = clock.instant().isBefore(agent.status().at().plus(PATIENCE));
        send(request, alive ? 200 : 503, alive ? "alive\n" : "no pass over the profiles for too long\n");
    }

    private String metrics() {
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
        return text.toString();
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

    private static void send(HttpServerRequest request, int code, String text) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(text);
    }
}
