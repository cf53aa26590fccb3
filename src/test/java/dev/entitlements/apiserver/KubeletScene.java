package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.truth.runtime.ContainerdDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole cluster: a control plane, our manifests with the shipped example policies, a node with a kubelet, our agent on
 * it, and our webhook. Only the scheduler is us.
 */
final class KubeletScene implements AutoCloseable {
    /** Two dozen pods start at once, on a machine that may have other things to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Path POLICIES = Path.of("profiles/policies/examples");

    /** Namespaces that the example policies speak of, and what Pod Security Admission enforces there. */
    private static final Map<String, String> NAMESPACES = Map.of(
            "shop", "restricted",
            "storage", "baseline",
            "pay-eu", "privileged",
            "market", "privileged",
            "monitoring", "privileged");

    private final Distribution distribution;
    private final Path folder;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private final ControlPlane plane;
    private final Node node;

    KubeletScene(Distribution distribution) {
        this.distribution = distribution;
        folder = Path.of(
                        "target/apiserver",
                        distribution.version(),
                        "kubelet-" + Long.toString(System.currentTimeMillis(), 36))
                .toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        plane = new ControlPlane(distribution, folder);
        running.push(plane::close);
        try {
            node = new Node(distribution, plane, folder);
            running.push(node::close);
            install();
            node.awaitReady(admin());
            startAgent();
            startWebhook();
            Tally.RUN.version(distribution.version());
        } catch (IllegalStateException | AssertionError notStarted) {
            close();
            throw notStarted;
        }
    }

    Api admin() {
        return plane.api(Caller.ADMIN);
    }

    Kubectl kubectl() {
        return plane.kubectl();
    }

    Node node() {
        return node;
    }

    void tried(String what, String said) {
        Tally.RUN.tried(distribution.version(), what, said);
    }

    /** What {@code kubectl apply} says of objects. */
    Kubectl.Said apply(List<ObjectNode> objects) {
        ObjectNode list =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "List");
        objects.forEach(list.putArray("items")::add);
        return kubectl().run("apply", "-f", write("pods.json", list.toString()));
    }

    /** What a scheduler does for a pod that it finds a node for. */
    void schedule(String namespace, String pod) {
        admin().post(Scene.pods(namespace) + "/" + pod + "/binding", """
                        {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "%s"},
                         "target": {"apiVersion": "v1", "kind": "Node", "name": "%s"}}
                        """.formatted(pod, Node.NAME))
                .stored();
    }

    /** What the program of a running pod said of itself, as the kubelet has it. */
    Map<String, String> said(String namespace, String pod) {
        String log = Scene.pods(namespace) + "/" + pod + "/log";
        Waiting.until(namespace + "/" + pod + " has said all", PATIENCE, () -> admin().log(log)
                .endsWith("\nend\n"));
        Map<String, String> answers = new LinkedHashMap<>();
        for (String line : admin().log(log).lines().toList()) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                answers.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        answers.computeIfPresent("network-namespace", (name, link) -> whose(link, "net"));
        answers.computeIfPresent("process-namespace", (name, link) -> whose(link, "pid"));
        return answers;
    }

    private String whose(String link, String kind) {
        return link.equals(node.namespace(kind)) ? "node" : "own";
    }

    /** What is stored of a pod, once the kubelet has said that it runs: its log may be read before the API server hears of that. */
    JsonNode running(String namespace, String pod) {
        Waiting.until(
                namespace + "/" + pod + " is said to run",
                PATIENCE,
                () -> stored(namespace, pod).at("/status/phase").asText().equals("Running"));
        return stored(namespace, pod);
    }

    /** The pod as the store has it. */
    JsonNode stored(String namespace, String pod) {
        return admin().get(Scene.pods(namespace) + "/" + pod).stored();
    }

    /** Ends everything, what was started last first, whatever becomes of the others. */
    @Override
    public void close() {
        Runnable last = running.poll();
        if (last != null) {
            try {
                last.run();
            } finally {
                close();
            }
        }
    }

    private void install() {
        kubectl().run("apply", "-k", "k8s/overlays/node-agent").good();
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        ObjectNode data = map.putObject("data").putNull("starter.yaml");
        try (Stream<Path> files = Files.list(POLICIES)) {
            for (Path file : files.toList()) {
                data.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        admin().mergePatch(
                        "/api/v1/namespaces/" + Cluster.NAMESPACE + "/configmaps/entitlement-policies", map.toString())
                .stored();
        NAMESPACES.forEach((name, level) -> {
            admin().post("/api/v1/namespaces", """
                            {"metadata": {"name": "%s", "labels": {"pod-security.kubernetes.io/enforce": "%s"}}}
                            """.formatted(name, level)).stored();
            Waiting.until("namespace " + name + " has a service account", PATIENCE, () -> admin().get(
                            "/api/v1/namespaces/" + name + "/serviceaccounts/default")
                    .isGood());
        });
    }

    /** With the token of a pod of its service account on that node, and with the node's files before its eyes. */
    private void startAgent() {
        TwoNodes pods = new TwoNodes(admin());
        pods.agent(Node.NAME, ContainerdDaemon.SANDBOX);
        List<String> command = NodeAgent.command(admin(), Node.NAME);
        command.addAll(List.of(
                "--profiles",
                Path.of("profiles").toAbsolutePath().toString(),
                "--policies",
                POLICIES.toAbsolutePath().toString()));
        try {
            // as the volume of the DaemonSet says: DirectoryOrCreate
            Files.createDirectories(node.file("/var/lib/kubelet/seccomp"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Path token = Path.of(write("agent.token", pods.token(Node.NAME)));
        Child agent =
                Child.start(new Child.Launch(node.inside(command), plane.account(token), folder.resolve("agent.log")));
        running.push(agent::close);
    }

    private void startWebhook() {
        Replica replica = new Replica(plane, folder.resolve("webhook"));
        running.push(replica::close);
        String service = admin().get("/api/v1/namespaces/" + Cluster.NAMESPACE + "/services/webhook")
                .stored()
                .at("/spec/clusterIP")
                .asText();
        plane.relay().route(service + ":443", List.of(replica.port()));
        Waiting.until("pods are changed by us", PATIENCE, () -> admin().post(
                        Scene.pods("market") + "?dryRun=All", Scene.plain("first"))
                .body()
                .at("/metadata/annotations")
                .has("entitlements.dev/granted"));
    }

    private String write(String name, String content) {
        try {
            return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8))
                    .toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
