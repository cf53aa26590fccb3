package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static dev.entitlements.apiserver.Scene.pod;
import static dev.entitlements.apiserver.Scene.pods;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored pods that somebody changes, through every door a pod has on a real API server. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class ChangeTest {
    private final Scene scene;

    ChangeTest(String version) {
        scene = new Scene(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|entitlements.dev/granted",
                "''|entitlements.dev/revision",
                "''|entitlements.dev/pod",
                "''|container.entitlements.dev/app",
                "/status|entitlements.dev/granted",
                "/status|entitlements.dev/pod"
            })
    void keepsOurAnnotationsAsTheyWere(String door, String key) {
        String path = stored(plain(fresh("kept")));
        JsonNode before = scene.admin().get(path).stored().at("/metadata/annotations");

        Api.Answer answer = scene.author()
                .mergePatch(
                        path + door, "{\"metadata\": {\"annotations\": {\"" + key + "\": \"security.privileged\"}}}");

        scene.tried("change of " + key + " through pods" + door, answer, "/metadata/annotations");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(scene.admin().get(path).stored().at("/metadata/annotations")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/status"})
    void keepsTheNetworkLabelAsItWas(String door) {
        String path = stored(plain(fresh("label")));

        Api.Answer answer = scene.author()
                .mergePatch(path + door, "{\"metadata\": {\"labels\": {\"entitlements.dev/network\": \"none\"}}}");

        scene.tried("change of our label through pods" + door, answer, "/metadata/labels");
        assertThat(scene.admin()
                        .get(path)
                        .stored()
                        .at("/metadata/labels")
                        .path("entitlements.dev/network")
                        .asText())
                .isEqualTo("user");
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void letsNoBindingWriteOurAnnotations() {
        String name = fresh("bound");
        String path = stored(plain(name));
        String binding = """
                {"apiVersion": "v1", "kind": "Binding", "target": {"kind": "Node", "name": "node-1"},
                 "metadata": {"name": "%s", "annotations": {"entitlements.dev/granted": "{}"}}}
                """.formatted(name);

        Api.Answer forged = scene.admin().post(path + "/binding", binding);
        Api.Answer old = scene.admin().post("/api/v1/namespaces/live/bindings", binding);
        Api.Answer honest = scene.admin().post(path + "/binding", binding.replace("entitlements.dev/granted", "note"));

        scene.tried("forged annotation through pods/binding", forged, "");
        scene.tried("forged annotation through bindings", old, "");
        scene.tried("honest pods/binding", honest, "");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(old.status()).isEqualTo(403);
        assertThat(honest.isGood()).as(honest.message()).isTrue();
        assertThat(scene.stored("live", name)
                        .at("/metadata/annotations")
                        .path("entitlements.dev/granted")
                        .asText())
                .contains("network.user");
        assertThat(scene.stored("live", name).at("/spec/nodeName").asText()).isEqualTo("node-1");
    }

    @Test
    void letsGoOfPodsThatTodaysRulesWouldRefuse() {
        scene.cluster().namespaceOnce("live-old", "{}");
        ObjectNode pod = pod(fresh("old"), "", "hostPID: true,", "privileged: true");
        ((ObjectNode) pod.get("metadata")).putArray("finalizers").add("example.dev/wait");
        scene.cluster()
                .configurations()
                .bypassing(() -> scene.admin().post(pods("live-old"), pod).stored());
        String path = pods("live-old") + "/" + pod.at("/metadata/name").asText();

        Api.Answer labelled = scene.author().mergePatch(path, "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        Api.Answer deleted = scene.author().delete(path + "?gracePeriodSeconds=0");
        Api.Answer released = scene.author().mergePatch(path, "{\"metadata\": {\"finalizers\": null}}");

        scene.tried("label of a pod older than the rules", labelled, "/metadata/labels");
        scene.tried("its deletion, its finalizer", deleted.status() + ", " + released.status());
        assertThat(labelled.isGood()).as(labelled.message()).isTrue();
        assertThat(deleted.isGood()).as(deleted.message()).isTrue();
        assertThat(released.isGood()).as(released.message()).isTrue();
        assertThat(scene.admin().get(path).status()).isEqualTo(404);
    }

    @Test
    void judgesANewImageByTodaysRules() {
        scene.cluster().namespaceOnce("live-old", "{}");
        ObjectNode pod = pod(fresh("image"), "", "hostPID: true,", "");
        scene.cluster()
                .configurations()
                .bypassing(() -> scene.admin().post(pods("live-old"), pod).stored());
        String path = pods("live-old") + "/" + pod.at("/metadata/name").asText();

        Api.Answer answer = scene.author()
                .strategicPatch(path, "{\"spec\": {\"containers\": [{\"name\": \"app\", \"image\": \"evil\"}]}}");

        scene.tried("new image in a pod older than the rules", answer, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("`hostPID: true` is not granted");
    }

    @Test
    void resizesWithoutAskingAgain() {
        ObjectNode pod = plain(fresh("size"));
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putObject("resources")
                .putObject("requests")
                .put("cpu", "100m");
        String path = stored(pod);

        Api.Answer honest = scene.author().strategicPatch(path + "/resize", """
                {"spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "200m"}}}]}}
                """);
        Api.Answer more = scene.author().strategicPatch(path + "/resize", """
                {"spec": {"containers": [{"name": "app", "securityContext": {"privileged": true},
                                          "resources": {"requests": {"cpu": "300m"}}}]}}
                """);

        scene.tried("pods/resize", honest, "/spec/containers/0/resources");
        scene.tried("pods/resize that also says privileged", more, "/spec/containers/0");
        assertThat(honest.stored()
                        .at("/spec/containers/0/resources/requests/cpu")
                        .asText())
                .isEqualTo("200m");
        assertThat(scene.admin()
                        .get(path)
                        .stored()
                        .at("/spec/containers/0/securityContext")
                        .has("privileged"))
                .isFalse();
    }

    /** Makes the pod in the enforcing namespace and gives its path. */
    private String stored(ObjectNode pod) {
        scene.create("live", pod).stored();
        return pods("live") + "/" + pod.at("/metadata/name").asText();
    }
}
