package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Two nodes without kubelets: they say that they are ready, and each has a pod of the agent, for whose token the API
 * server vouches.
 *
 * @param admin the API server as whoever may do anything sees it
 */
record TwoNodes(Api admin) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HOME = "/api/v1/namespaces/" + Cluster.NAMESPACE;
    private static final String NODES = "/api/v1/nodes";
    private static final List<String> NAMES = List.of("node-1", "node-2");

    /** Lets both join. */
    void join() {
        NAMES.forEach(this::join);
    }

    /** A report as somebody might write it; one whose owner is not there would be collected as garbage at any moment. */
    ObjectNode lease(String name, String owner) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        ObjectNode metadata = lease.putObject("metadata").put("name", name);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "Node")
                .put("name", owner)
                .set("uid", admin.get(NODES + "/" + owner).stored().at("/metadata/uid"));
        lease.putObject("spec").put("holderIdentity", name);
        return lease;
    }

    /** Ends a node, and lets another machine join under its name. */
    void setUpAnew(String node) {
        admin.delete(NODES + "/" + node).stored();
        Waiting.until(
                "node is gone", PATIENCE, () -> admin.get(NODES + "/" + node).status() == 404);
        join(node);
    }

    private void join(String node) {
        admin.post(NODES, Given.object("{\"metadata\": {\"name\": \"" + node + "\"}}"))
                .stored();
        beat(node);
        agent(node, "agent");
    }

    /** A pod of the DaemonSet on a node, which no scheduler of ours places; its image only has to be a name. */
    void agent(String node, String image) {
        ObjectNode pod = Given.object("""
                {"metadata": {"name": "agent-%s"}, "spec": {"nodeName": "%s", "serviceAccountName": "node-agent",
                 "tolerations": [{"operator": "Exists"}], "containers": [{"name": "agent", "image": "%s"}]}}
                """.formatted(node, node, image));
        Waiting.until(
                "a pod on " + node,
                PATIENCE,
                () -> admin.get(HOME + "/pods/agent-" + node).isGood()
                        || admin.post(HOME + "/pods", pod).isGood());
    }

    /** Both say that they are still there. */
    void beat() {
        NAMES.forEach(this::beat);
    }

    /** What a kubelet says of itself. */
    private void beat(String node) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        admin.mergePatch(NODES + "/" + node + "/status", """
                {"status": {"nodeInfo": {"operatingSystem": "linux", "bootID": "%s"},
                 "conditions": [{"type": "Ready", "status": "True", "lastHeartbeatTime": "%s", "reason": "KubeletReady",
                                 "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
                """.formatted(boot(), now));
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A token as a pod of the agent on that node has it. */
    String token(String node) {
        String uid = admin.get(HOME + "/pods/agent-" + node)
                .stored()
                .at("/metadata/uid")
                .asText();
        return admin.post(HOME + "/serviceaccounts/node-agent/token", """
                        {"spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "agent-%s", "uid": "%s"}}}
                        """.formatted(node, uid))
                .stored()
                .at("/status/token")
                .asText();
    }
}
