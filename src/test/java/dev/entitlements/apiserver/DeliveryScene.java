package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A cluster of two nodes without kubelets, whose agents and whose webhook are processes of this machine. */
final class DeliveryScene {
    /** A policy that needs more profiles than the shipped one. */
    static final String WIDER = """
            apiVersion: entitlements.dev/v1
            kind: EntitlementPolicy
            metadata: {name: wider}
            spec:
              mode: warn
              default: [network.none, security.confined, security.fs-write]
              allow: [network.user, network.admin, security.debug, security.memory-lock]
            """;

    private static final Map<String, DeliveryScene> ALL = new TreeMap<>();

    private final String version;
    private final ControlPlane plane;
    private final TwoNodes nodes;
    private final Path folder;
    private final int port = Loopback.freePort();
    private final int management = Loopback.freePort();
    private final Map<String, Child> processes = new TreeMap<>();

    private DeliveryScene(Distribution distribution) {
        version = distribution.version();
        folder = Path.of("target/apiserver", version, "delivery-" + Long.toString(System.currentTimeMillis(), 36))
                .toAbsolutePath();
        plane = new ControlPlane(distribution, folder);
        nodes = new TwoNodes(plane.api(Caller.ADMIN));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        kubectl().run("apply", "-k", "k8s/overlays/node-agent").good();
        nodes.join();
    }

    /** The scene of a version, made when it is first asked for. */
    static synchronized DeliveryScene of(String version) {
        Distribution distribution = Clusters.need(version);
        return ALL.computeIfAbsent(version, absent -> new DeliveryScene(distribution));
    }

    /** Ends the scene of a version, where there is one: its webhook and agents never rest. */
    static synchronized void end(String version) {
        DeliveryScene scene = ALL.remove(version);
        if (scene != null) {
            scene.close();
        }
    }

    Kubectl kubectl() {
        return plane.kubectl();
    }

    Api admin() {
        return plane.api(Caller.ADMIN);
    }

    Api api(String token) {
        return plane.api(token);
    }

    void tried(String what, String said) {
        Tally.RUN.tried(version, what, said);
    }

    /** The API server as the agent of a node sees it: by a token that is bound to a pod on that node. */
    Api agentOf(String node) {
        return plane.api(nodes.token(node));
    }

    /** A report of a node as somebody might write it. */
    JsonNode lease(String name, String owner) {
        return nodes.lease(name, owner);
    }

    /** A token of the agents' service account that no pod has. */
    String unboundToken() {
        return Cluster.token(admin(), Cluster.NAMESPACE, "node-agent");
    }

    /** Writes the policies that agents and webhook read, as a mounted ConfigMap would change. */
    Path policies(String policy) throws IOException {
        Path policies = Files.createDirectories(policiesFolder());
        Path unfinished = Files.writeString(folder.resolve("policy.tmp"), policy);
        Files.move(unfinished, policies.resolve("policy.yaml"), StandardCopyOption.REPLACE_EXISTING);
        return policies;
    }

    Path policiesFolder() {
        return folder.resolve("policies");
    }

    /** Starts the agent of a node as the stored DaemonSet says, with a seccomp directory of its own. */
    void startAgent(String node, Path policies) throws IOException {
        Files.createDirectories(seccomp(node));
        List<String> command = NodeAgent.command(admin(), node);
        command.addAll(List.of(
                "--policies",
                policies.toString(),
                "--seccomp-dir",
                seccomp(node).toString()));
        processes.put(node, start(command, environment(nodes.token(node), node), node));
    }

    /** What the agent of a node takes of the machine's memory, in MiB. */
    long residentMebibytes(String node) throws IOException {
        Child agent = processes.get(node);
        if (agent == null) {
            throw new IllegalStateException(node + " has no agent");
        }
        String status = Files.readString(Path.of("/proc", Long.toString(agent.pid()), "status"));
        String kibibytes = status.replaceAll("(?s).*VmRSS:\\s*([0-9]+) kB.*", "$1");
        return Long.parseLong(kibibytes) / 1024;
    }

    void stopAgent(String node) {
        Child agent = processes.remove(node);
        if (agent != null) {
            agent.close();
        }
    }

    void stopWebhook() {
        stopAgent("webhook");
    }

    /** Starts the webhook as its Deployment would. */
    void startWebhook(Path policies, String deadline) {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("serve", "--policies", policies.toString()));
        String token = Cluster.token(admin(), Cluster.NAMESPACE, "webhook");
        Map<String, String> environment = environment(token, "webhook");
        environment.put("ENTITLEMENTS_DELIVERY_DEADLINE", deadline);
        processes.put("webhook", start(command, environment, "webhook"));
    }

    boolean isReady() {
        nodes.beat();
        return Api.answers("http://" + Loopback.ADDRESS + ":" + management + "/q/health/ready");
    }

    String health() {
        return get("/q/health/ready");
    }

    /** The value of a metric of the webhook. */
    double metric(String name) {
        nodes.beat();
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    /** Ends a node, and lets another machine join under its name. */
    void setUpAnew(String node) {
        stopAgent(node);
        nodes.setUpAnew(node);
    }

    /** What the webhook says of the nodes; an empty object while it says nothing. */
    JsonNode nodes() {
        nodes.beat();
        try {
            Api api = new Api("https://" + Loopback.ADDRESS + ":" + port, Pairs.client(folder), Caller.ADMIN.token());
            return api.get("/v1/nodes").body();
        } catch (UncheckedIOException | IOException | GeneralSecurityException notYet) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** The names of the profiles of a node. */
    Set<String> profiles(String node) throws IOException {
        try (Stream<Path> files = Files.list(seccomp(node).resolve("entitlements"))) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .forEach(names::add);
            return names;
        }
    }

    private Path seccomp(String node) {
        return folder.resolve(node).resolve("seccomp");
    }

    private Child start(List<String> command, Map<String, String> environment, String name) {
        return Child.start(new Child.Launch(command, environment, folder.resolve(name + ".log")));
    }

    private Map<String, String> environment(String token, String name) {
        Map<String, String> environment = plane.account(Path.of(write(name + ".token", token)));
        environment.put("ENTITLEMENTS_DELIVERY", "agent");
        environment.put("ENTITLEMENTS_TLS_DIR", folder.toString());
        environment.put("QUARKUS_HTTP_HOST", Loopback.ADDRESS);
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", Loopback.ADDRESS);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        return environment;
    }

    private String get(String path) {
        return Api.text("http://" + Loopback.ADDRESS + ":" + management + path);
    }

    private String write(String name, String content) {
        try {
            return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8))
                    .toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void close() {
        processes.values().forEach(Child::close);
        plane.close();
    }
}
