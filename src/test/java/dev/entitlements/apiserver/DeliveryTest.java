package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.shell.cli.CommandLineDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agents, and the webhook that waits for them, on a real API server with our own manifests. The tests of one cluster
 * build upon each other: nodes get their profiles one after the other.
 */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
// beside other tests, but its own one after the other
@ResourceLock("DeliveryTest")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-entitlements/leases";
    private static final String EXAMPLES = "profiles/policies/examples";
    private static final String POLICY = "profiles/policies/starter.yaml";

    private final DeliveryScene scene;

    DeliveryTest(String version) {
        scene = DeliveryScene.of(version);
    }

    @AfterParameterizedClassInvocation
    static void end(String version) {
        DeliveryScene.end(version);
    }

    @Test
    @Order(1)
    void theServerAcceptsTheManifests() {
        Kubectl.Said said =
                scene.kubectl().run("apply", "--dry-run=server", "--validate=strict", "-k", "k8s/overlays/node-agent");

        scene.tried("kubectl apply -k k8s/overlays/node-agent", said.exit() == 0 ? "accepted" : said.err());
        assertThat(said.err()).isEmpty();
        assertThat(said.good()).contains("daemonset.apps/node-agent").contains("kube-entitlements-node-report");
        assertThat(scene.admin()
                        .get("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/"
                                + "kube-entitlements-node-report")
                        .stored()
                        .at("/status/typeChecking/expressionWarnings"))
                .as("the API server's type checker has nothing to say")
                .isEmpty();
    }

    @Test
    @Order(2)
    void aNodesTokenWritesTheReportOfThatNodeOnly() {
        Api one = scene.agentOf("node-1");

        Api.Answer own = one.post(LEASES, scene.lease("node-1", "node-1"));
        Api.Answer other = one.post(LEASES, scene.lease("node-2", "node-2"));
        Api.Answer owned = scene.agentOf("node-2").post(LEASES, scene.lease("node-2", "node-1"));
        JsonNode stored = own.stored();
        Api.Answer overwritten = scene.agentOf("node-2").put(LEASES + "/node-1", stored);
        Api.Answer unbound = scene.api(scene.unboundToken()).put(LEASES + "/node-1", stored);
        Api.Answer admin = scene.admin().put(LEASES + "/node-1", stored);

        scene.tried("node-1's token writes node-1's report", Integer.toString(own.status()));
        scene.tried("node-1's token writes node-2's report", other.status() + ": " + other.message());
        scene.tried("a token without a node writes node-1's report", unbound.status() + ": " + unbound.message());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.message()).contains("the report of node `node-2` is written by a token of that node only");
        assertThat(overwritten.status()).isEqualTo(403);
        assertThat(unbound.status()).isEqualTo(403);
        assertThat(admin.status()).isEqualTo(403);
        assertThat(admin.message()).contains("only the node agent writes reports of nodes");
        assertThat(owned.status()).isEqualTo(422);
        assertThat(owned.message()).contains("a report belongs to its node");
    }

    @Test
    @Order(3)
    void anAgentsTokenMayDoLittleElse() {
        Api one = scene.agentOf("node-1");

        assertThat(one.get("/api/v1/namespaces/kube-entitlements/configmaps/entitlement-policies")
                        .status())
                .isEqualTo(403);
        assertThat(one.get("/api/v1/namespaces/kube-entitlements/secrets").status())
                .isEqualTo(403);
        assertThat(one.get("/api/v1/pods").status()).isEqualTo(403);
        assertThat(one.delete(LEASES + "/node-1").status()).isEqualTo(403);
        assertThat(one.get("/api/v1/nodes/node-1").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void theFirstRulebookGoesLiveWhenEveryReadyNodeHasIt() throws IOException {
        scene.admin().delete(LEASES + "/node-1");
        Path policies = scene.policies(Files.readString(Path.of(POLICY)));
        scene.startAgent("node-1", policies);
        scene.startWebhook(policies, "PT5M");

        Waiting.until("the webhook waits for node-2", PATIENCE, () -> {
            JsonNode nodes = scene.nodes();
            return nodes.at("/nodes/0/missing").asInt(-1) == 0
                    && nodes.at("/nodes/1/missing").asInt() > 0;
        });
        boolean early = scene.isReady();
        JsonNode waiting = scene.nodes();
        scene.startAgent("node-2", policies);
        Waiting.until("the webhook is ready", PATIENCE, scene::isReady);

        long resident = scene.residentMebibytes("node-1");
        scene.tried("resident memory of an agent", resident + " MiB");
        assertThat(resident).as("within the limit of the DaemonSet, in MiB").isLessThan(256);
        scene.tried("GET /v1/nodes while node-2 has no agent", waiting.toString());
        assertThat(early).isFalse();
        assertThat(waiting.at("/awaiting/revision").asText()).startsWith("sha256:");
        assertThat(waiting.at("/nodes/1/report").isNull()).isTrue();
        assertThat(scene.nodes().at("/awaiting").isNull()).isTrue();
        assertThat(scene.profiles("node-1")).isEqualTo(scene.profiles("node-2")).isNotEmpty();
    }

    @Test
    @Order(5)
    void theLastRulebookStaysLiveUntilANewOneIsEverywhere() throws IOException {
        String before = scene.nodes().path("revision").asText();
        scene.stopAgent("node-2");
        scene.policies(DeliveryScene.WIDER);

        Waiting.until("the webhook waits for node-2 again", PATIENCE, () -> {
            JsonNode nodes = scene.nodes();
            return nodes.at("/nodes/0/missing").asInt(-1) == 0
                    && nodes.at("/nodes/1/missing").asInt() > 0;
        });
        JsonNode waiting = scene.nodes();
        Waiting.until("health says so", PATIENCE, () -> scene.health().contains("\"lacking\": \"node-2\""));
        String health = scene.health();
        scene.startAgent("node-2", scene.policiesFolder());
        Waiting.until(
                "the new rulebook is live",
                PATIENCE,
                () -> !before.equals(scene.nodes().path("revision").asText()));

        assertThat(waiting.path("revision").asText()).isEqualTo(before);
        assertThat(health).contains("\"awaiting\": \"sha256:");
        assertThat(scene.metric("entitlements_delivery_overdue_total")).isZero();
    }

    @Test
    @Order(6)
    void aNodeOfThatNameButAnotherMachineHasNothing() {
        scene.setUpAnew("node-2");

        Waiting.until(
                "node-2 lacks everything",
                PATIENCE,
                () -> scene.nodes().at("/nodes/1/missing").asInt() > 0);
        Waiting.until("a metric says so", PATIENCE, () -> scene.metric("entitlements_delivery_nodes_lacking") == 1);
        assertThat(scene.isReady()).as("what is in force stays in force").isTrue();
    }

    @Test
    @Order(7)
    void goesLiveAtTheDeadlineThatOtherNodesHaveSeenTheBeginningOf() {
        scene.stopWebhook();
        scene.startWebhook(scene.policiesFolder(), "PT2S");

        Waiting.until("the webhook is ready without node-2", Duration.ofSeconds(50), scene::isReady);

        scene.tried("a start with a node that lacks profiles, after the deadline", scene.health());
        assertThat(scene.metric("entitlements_delivery_overdue_total")).isEqualTo(1);
        Waiting.until("node-2 is named", PATIENCE, () -> scene.health().contains("\"lacking\": \"node-2\""));
    }

    /** What others deliver: objects that the API server takes, by the rules of the operator's own definition. */
    @Test
    @Order(8)
    void theServerAcceptsWhatOthersDeliver(@TempDir Path out) {
        scene.kubectl()
                .run("apply", "-f", "src/test/resources/spo/seccompprofile.yaml")
                .good();
        scene.kubectl()
                .run("wait", "--for=condition=Established", "--timeout=60s", "crd", "--all")
                .good();
        for (String format : List.of("spo", "network-policies")) {
            int code = CommandLineDoor.run(new String[] {
                "compile", "--policies", EXAMPLES, "--arch", "amd64", "--format", format, "--out", out.toString()
            });
            assertThat(code).isZero();
        }

        for (String file : List.of("seccomp-profiles.yaml", "network-policies.yaml")) {
            Kubectl.Said said = scene.kubectl()
                    .run(
                            "apply",
                            "--dry-run=server",
                            "--validate=strict",
                            "-f",
                            out.resolve(file).toString());

            scene.tried("kubectl apply -f " + file, said.exit() == 0 ? "accepted" : said.err());
            assertThat(said.err()).isEmpty();
            assertThat(said.good().lines()).isNotEmpty();
        }
    }
}
