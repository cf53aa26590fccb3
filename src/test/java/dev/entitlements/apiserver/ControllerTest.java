package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.pods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods that nobody wrote: those of controllers, and those that a kubelet mirrors. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class ControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/live/deployments";

    private final Scene scene;

    ControllerTest(String version) {
        scene = new Scene(version);
    }

    @Test
    void podsOfADeploymentAreJudgedLikeAnyOther() {
        String name = fresh("deployed");
        Api.Answer deployed = scene.author().post(DEPLOYMENTS, deployment(name, ""));
        Waiting.until("two pods of " + name, PATIENCE, () -> podsOf(name).size() == 2);

        JsonNode made = podsOf(name).get(0);
        scene.tried("pods of a Deployment", "stored " + made.at("/spec/containers/0/securityContext"));
        assertThat(deployed.isGood()).as(deployed.message()).isTrue();
        assertThat(podsOf(name)).allSatisfy(pod -> {
            assertThat(pod.at("/metadata/annotations").has("entitlements.dev/granted"))
                    .isTrue();
            assertThat(pod.at("/spec/containers/0/securityContext/capabilities/drop/0")
                            .asText())
                    .isEqualTo("ALL");
        });
    }

    @Test
    void podsOfOneTemplateAreAnsweredAlikeWheneverTheyCome() {
        String name = fresh("many");
        scene.author().post(DEPLOYMENTS, deployment(name, "", 20)).stored();
        Waiting.until("twenty pods of " + name, PATIENCE, () -> podsOf(name).size() == 20);
        double before = scene.repeated();
        for (int replicas = 21; replicas < 26; replicas++) {
            int wanted = replicas;
            long second = Instant.now().getEpochSecond();
            Waiting.until("another second", PATIENCE, () -> Instant.now().getEpochSecond() > second);
            scene.admin()
                    .mergePatch(DEPLOYMENTS + "/" + name, "{\"spec\":{\"replicas\":" + wanted + "}}")
                    .stored();
            Waiting.until(
                    wanted + " pods of " + name, PATIENCE, () -> podsOf(name).size() == wanted);
        }

        double again = scene.repeated() - before;
        scene.tried("five more pods of a template, one a second", (int) again + " answers were given again");
        // other pods that come again count as well, and another template may have taken the place of this one; that a
        // second
        // makes no difference is shown by the tests of the likeness itself
        assertThat(again).as("what the API server asks is alike").isGreaterThan(2);
        assertThat(podsOf(name).stream().map(ControllerTest::power).distinct()).hasSize(1);
    }

    /** What was written into a pod. */
    private static String power(JsonNode pod) {
        return pod.at("/metadata/annotations").toString()
                + pod.at("/spec/containers/0/securityContext")
                + pod.at("/spec/securityContext");
    }

    @Test
    void whoeverDeploysIsWarnedAndTheControllerSaysWhyThereAreNoPods() {
        String name = fresh("undeployed");
        Api.Answer deployed = scene.author().post(DEPLOYMENTS, deployment(name, "privileged: true"));

        Waiting.until("an event for " + name, PATIENCE, () -> !events(name).isEmpty());
        String event = events(name).get(0).path("message").asText();
        scene.tried("Deployment whose pods are refused", deployed.status() + ", warnings " + deployed.warnings());
        scene.tried("the event of its ReplicaSet", event);
        assertThat(deployed.isGood()).as("templates are advised, never refused").isTrue();
        assertThat(deployed.warnings()).anyMatch(warning -> warning.contains("`privileged: true` is not granted"));
        assertThat(event)
                .contains("admission webhook \"validate.entitlements.dev\" denied the request")
                .contains("`privileged: true` is not granted");
        assertThat(podsOf(name)).isEmpty();
    }

    @Test
    void onlyANodeMirrorsPods() {
        String node = node();
        Api.Answer mirrored =
                scene.cluster().plane().api(Caller.NODE).post(pods("live"), mirror(fresh("static"), node));
        Api.Answer pretended = scene.author().post(pods("live"), mirror(fresh("pretended"), node));

        scene.tried("mirror pod of a kubelet", mirrored, "/spec/hostPID");
        scene.tried("the same from anybody else", pretended, "");
        assertThat(mirrored.isGood()).as(mirrored.message()).isTrue();
        assertThat(mirrored.body()
                        .at("/spec/containers/0/securityContext/privileged")
                        .asBoolean())
                .isTrue();
        assertThat(mirrored.body().at("/metadata/annotations").has("entitlements.dev/granted"))
                .isFalse();
        assertThat(pretended.status()).isEqualTo(403);
        assertThat(pretended.message()).contains("a mirror pod can only come from a node");
    }

    /** The node, made by itself if it is not there yet; gives its uid, for mirror pods name it as their owner. */
    private String node() {
        Api kubelet = scene.cluster().plane().api(Caller.NODE);
        kubelet.post("/api/v1/nodes", "{\"metadata\": {\"name\": \"node-1\"}}");
        return scene.admin()
                .get("/api/v1/nodes/node-1")
                .stored()
                .at("/metadata/uid")
                .asText();
    }

    private static ObjectNode mirror(String name, String node) {
        return Given.object("""
                {apiVersion: v1, kind: Pod,
                 metadata: {name: %s, annotations: {kubernetes.io/config.mirror: abc, kubernetes.io/config.source: file},
                   ownerReferences: [{apiVersion: v1, kind: Node, name: node-1, uid: %s, controller: true}]},
                 spec: {nodeName: node-1, hostPID: true,
                   containers: [{name: app, image: app, securityContext: {privileged: true}}]}}
                """.formatted(name, node));
    }

    private static ObjectNode deployment(String name, String context) {
        return deployment(name, context, 2);
    }

    private static ObjectNode deployment(String name, String context, int replicas) {
        return Given.object("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: %s},
                 spec: {replicas: %d, selector: {matchLabels: {app: %s}},
                   template: {metadata: {labels: {app: %s}},
                     spec: {containers: [{name: app, image: app, securityContext: {%s}}]}}}}
                """.formatted(name, replicas, name, name, context));
    }

    private List<JsonNode> podsOf(String name) {
        return scene.admin()
                .get(pods("live") + "?labelSelector=app%3D" + name)
                .stored()
                .path("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> events(String name) {
        return scene.admin()
                .get("/api/v1/namespaces/live/events?fieldSelector=reason%3DFailedCreate")
                .stored()
                .path("items")
                .valueStream()
                .filter(event -> event.at("/involvedObject/name").asText().startsWith(name + "-"))
                .toList();
    }
}
