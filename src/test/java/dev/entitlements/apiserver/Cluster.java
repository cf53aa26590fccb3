package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A control plane with us installed in it by our own manifests, as the README says, and one replica of ours running. */
final class Cluster implements AutoCloseable {
    /** Where we live. */
    static final String NAMESPACE = "kube-entitlements";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path POLICIES = Path.of("src/test/resources/apiserver/policies");

    private final Distribution distribution;
    private final Path folder;
    private final ControlPlane plane;
    private final Set<String> namespaces = new HashSet<>();
    private @Nullable Replica replica;

    Cluster(Distribution distribution) {
        this.distribution = distribution;
        folder = Path.of("target/apiserver", distribution.version(), Long.toString(System.currentTimeMillis(), 36));
        plane = new ControlPlane(distribution, folder);
        try {
            install();
            begin(new Replica(plane, folder.resolve("replica")));
        } catch (IllegalStateException | AssertionError notStarted) {
            close();
            throw notStarted;
        }
    }

    private void begin(Replica started) {
        replica = started;
        reach(List.of(started.port()));
        author();
        namespace("live", "{}");
        namespace("judge", "{}");
        Waiting.until("pods are changed by us", PATIENCE, configurations()::areInForce);
    }

    String version() {
        return distribution.version();
    }

    ControlPlane plane() {
        return plane;
    }

    Replica replica() {
        return Objects.requireNonNull(replica);
    }

    /** Puts a certificate and its key into our Secret, as cert-manager does. */
    void certify(Path pair) {
        String secret = kubectl()
                .run(
                        "create",
                        "secret",
                        "tls",
                        "webhook-tls",
                        "--namespace=" + NAMESPACE,
                        "--cert=" + pair.resolve("tls.crt"),
                        "--key=" + pair.resolve("tls.key"),
                        "--dry-run=client",
                        "--output=json")
                .good();
        String path = "/api/v1/namespaces/" + NAMESPACE + "/secrets";
        if (admin().post(path, secret).status() == 409) {
            admin().mergePatch(path + "/webhook-tls", secret).stored();
        }
    }

    /** Lets our Service end at these ports of the loopback. */
    void reach(List<Integer> ports) {
        JsonNode service = admin().get("/api/v1/namespaces/" + NAMESPACE + "/services/webhook")
                .stored();
        plane.relay().route(service.at("/spec/clusterIP").asText() + ":443", ports);
    }

    /** Another replica, in a folder of its own; whoever starts it ends it. */
    Replica another(String name) {
        return another(name, Map.of());
    }

    /** The same with some of its environment otherwise. */
    Replica another(String name, Map<String, String> environment) {
        return new Replica(plane, folder.resolve(name), environment);
    }

    /** Another replica, of a Deployment that is not stored here. */
    Replica another(String name, JsonNode deployment) {
        return new Replica(plane, new Replica.Kind(folder.resolve(name), deployment, Map.of()));
    }

    /** What kustomize makes of an overlay of ours with components besides. */
    List<JsonNode> kustomized(String overlay, String... components) {
        return Kustomized.objects(kubectl(), folder.resolve("kustomized"), overlay, List.of(components));
    }

    /** The API server as whoever installed us sees it. */
    Api admin() {
        return plane.api(Caller.ADMIN);
    }

    /** The API server as somebody sees it who may write pods and nothing else. */
    Api pods() {
        return plane.api(Caller.AUTHOR);
    }

    Kubectl kubectl() {
        return plane.kubectl();
    }

    /** Makes a namespace with labels, and waits until pods can be made in it. */
    void namespace(String name, String labels) {
        String object = "{\"metadata\": {\"name\": \"%s\", \"labels\": %s}}".formatted(name, labels);
        admin().post("/api/v1/namespaces", object).stored();
        Waiting.until("namespace " + name + " has a service account", PATIENCE, () -> admin().get(
                        "/api/v1/namespaces/" + name + "/serviceaccounts/default")
                .isGood());
    }

    /** The same, where another case may have made it already. */
    void namespaceOnce(String name, String labels) {
        synchronized (namespaces) {
            if (namespaces.add(name)) {
                namespace(name, labels);
            }
        }
    }

    /** Makes a class of sandboxes that pods may name; none of their pods ever runs here. */
    void runtimeClass(String name) {
        String object = "{\"metadata\": {\"name\": \"%s\"}, \"handler\": \"%s\"}".formatted(name, name);
        int status = admin().post("/apis/node.k8s.io/v1/runtimeclasses", object).status();
        if (status != 201 && status != 409) {
            throw new AssertionError("no RuntimeClass: " + status);
        }
    }

    /** Our webhook configurations. */
    Configurations configurations() {
        return new Configurations(this);
    }

    /** A new token of a service account. */
    static String token(Api admin, String namespace, String account) {
        return admin.post("/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token", "{}")
                .stored()
                .at("/status/token")
                .asText();
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.close();
        }
        plane.close();
    }

    /** As the README says; what cert-manager would do then is done here. */
    private void install() {
        Kubectl kubectl = kubectl();
        kubectl.run(
                        "apply",
                        "--server-side",
                        "-f",
                        Distribution.cache().resolve("crds").toString())
                .good();
        kubectl.run("wait", "--for=condition=Established", "--timeout=60s", "crd", "--all")
                .good();
        kubectl.run("apply", "-k", "k8s/overlays/production").good();
        admin().mergePatch(
                        "/api/v1/namespaces/" + NAMESPACE + "/configmaps/entitlement-policies",
                        policies().toString())
                .stored();
        certify(folder);
        configurations().inject(folder.resolve("tls.crt"));
    }

    private static ObjectNode policies() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode data = patch.putObject("data");
        try (Stream<Path> files = Files.list(POLICIES)) {
            for (Path file : files.toList()) {
                data.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return patch;
    }

    /** Gives the author of pods what authors of pods have in any cluster. */
    private void author() {
        kubectl()
                .run(
                        "create",
                        "clusterrole",
                        "authors",
                        "--verb=*",
                        "--resource=pods,pods/ephemeralcontainers,"
                                + "pods/resize,pods/status,pods/binding,pods/eviction,pods/log,deployments.apps,events")
                .good();
        kubectl()
                .run("create", "clusterrolebinding", "authors", "--clusterrole=authors", "--group=authors")
                .good();
    }
}
