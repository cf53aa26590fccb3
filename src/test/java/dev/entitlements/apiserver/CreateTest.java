package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.asking;
import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static dev.entitlements.apiserver.Scene.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** New pods on a real API server: what is stored of them, or what is said instead. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class CreateTest {
    private static final String CONTEXT = "/spec/containers/0/securityContext";

    private final Scene scene;

    CreateTest(String version) {
        scene = new Scene(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|none asked for",
                "network.none|network.none",
                "network.bind, security.fs-read-only|two levels",
                "host.users.none|own users",
                "api.access=kubernetes:all:allow|a token"
            })
    void storesWhatDryRunForesees(String names, String what) {
        ObjectNode pod = names.isEmpty() ? plain(fresh("web")) : asking(fresh("web"), names);
        JsonNode foreseen = scene.foreseen("live", pod);

        Api.Answer answer = scene.create("live", pod);

        scene.tried("pod asks for: " + what, answer, CONTEXT);
        assertThat(foreseen.path("decision").asText()).isEqualTo("admitted");
        // the same words where nobody changes them: the server's own defaults then are on both sides
        JsonNode undisturbed = scene.create("judge", foreseen.path("patched")).stored();
        assertThat(Stored.comparable(answer.stored())).isEqualTo(Stored.comparable(undisturbed));
        assertThat(answer.stored().at(CONTEXT + "/capabilities/drop/0").asText())
                .isEqualTo("ALL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|privileged: true|PRIVILEGED",
                "''|'capabilities: {add: [SYS_ADMIN]}'|capability",
                "''|'capabilities: {add: [CAP_NET_RAW]}'|capability with prefix",
                "''|'runAsUser: 0'|root",
                "''|'allowPrivilegeEscalation: true'|escalation",
                "''|'seccompProfile: {type: Unconfined}'|seccomp",
                "''|'seccompProfile: {type: Localhost, localhostProfile: other.json}'|foreign profile",
                "'hostUsers: false,'|'procMount: Unmasked'|proc mount",
                "'hostNetwork: true,'|''|host network",
                "'hostPID: true,'|''|host processes",
                "'volumes: [{name: v, hostPath: {path: /}}],'|''|host path"
            })
    void refusesWhatIsNotGranted(String spec, String context, String what) {
        ObjectNode pod = pod(fresh("bad"), "", spec, context);

        Api.Answer answer = scene.create("live", pod);

        scene.tried("ungranted: " + what, answer, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("entitlements.dev").contains("denied the request");
        assertThat(scene.foreseen("live", pod).path("decision").asText()).isEqualTo("refused");
        assertThat(scene.admin()
                        .get(Scene.pods("live") + "/" + pod.at("/metadata/name").asText())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysWhyToWhoeverUsesKubectl(@TempDir Path folder) throws IOException {
        String name = fresh("shell");
        Path file = Files.writeString(
                folder.resolve("pod.json"),
                pod(name, "", "", "privileged: true").toString());

        Kubectl.Said said = scene.cluster().kubectl().run("create", "-n", "live", "-f", file.toString());

        scene.tried("kubectl create of a privileged pod", said.exit() + ": " + said.err());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .contains("admission webhook \"validate.entitlements.dev\" denied the request")
                .contains("`privileged: true` is not granted")
                .contains("app.securityContext.privileged")
                .contains("ask for `security.privileged`")
                .contains("`spec.allow` of policy `live`");
    }

    @Test
    void answersTheJavaClientAsAnybody() {
        Config config = Config.fromKubeconfig(new File(scene.cluster().plane().kubeconfig(Caller.AUTHOR)));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            Pod good = client.getKubernetesSerialization()
                    .unmarshal(plain(fresh("java")).toString(), Pod.class);
            Pod bad = client.getKubernetesSerialization()
                    .unmarshal(pod(fresh("java"), "", "hostIPC: true,", "").toString(), Pod.class);

            Pod stored = client.pods().inNamespace("live").resource(good).create();
            KubernetesClientException refused = catchThrowableOfType(
                    KubernetesClientException.class,
                    () -> client.pods().inNamespace("live").resource(bad).create());

            scene.tried("the Java client, one good pod and one bad", "created; " + refused.getCode());
            assertThat(stored.getMetadata().getAnnotations()).containsKey("entitlements.dev/granted");
            assertThat(refused.getCode()).isEqualTo(403);
            assertThat(refused.getMessage()).contains("`hostIPC: true` is not granted");
        }
    }

    @Test
    void judgesPodsWhoseNameTheServerMakes() {
        ObjectNode pod = plain("unused");
        ((ObjectNode) pod.get("metadata")).remove("name");
        ((ObjectNode) pod.get("metadata")).put("generateName", "made-");

        Api.Answer answer = scene.create("live", pod);

        scene.tried("generateName", answer, "/metadata/labels");
        assertThat(answer.stored().at("/metadata/name").asText()).startsWith("made-");
        assertThat(answer.stored()
                        .at("/metadata/labels")
                        .path("entitlements.dev/network")
                        .asText())
                .isEqualTo("user");
    }

    @Test
    void overwritesWhatOnlyWeMaySay() {
        String forged = "entitlements.dev/granted: '{\"app\":[\"security.privileged\"]}', entitlements.dev/revision: x";

        Api.Answer answer = scene.create("live", pod(fresh("forged"), forged, "", ""));

        scene.tried("forged `granted` on create", answer, "/metadata/annotations");
        assertThat(answer.stored().at("/metadata/annotations").toString())
                .contains("network.user")
                .doesNotContain("privileged");
        assertThat(answer.stored()
                        .at("/metadata/annotations")
                        .path("entitlements.dev/revision")
                        .asText())
                .startsWith("sha256:");
    }

    @Test
    void refusesALabelThatIsNotOurs() {
        ObjectNode pod = plain(fresh("label"));
        ((ObjectNode) pod.get("metadata")).putObject("labels").put("entitlements.dev/network", "none");

        Api.Answer answer = scene.create("live", pod);

        scene.tried("forged network label on create", answer, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).contains("entitlements.dev/network");
    }

    @Test
    void imaginesWithoutStoring() {
        String name = fresh("imagined");

        Api.Answer good = scene.imagine("live", plain(name));
        Api.Answer bad = scene.imagine("live", pod(name, "", "hostPID: true,", ""));

        scene.tried("server-side dry-run, admitted", good, CONTEXT);
        scene.tried("server-side dry-run, refused", bad, "");
        assertThat(good.stored().at(CONTEXT + "/runAsNonRoot").asBoolean()).isTrue();
        assertThat(bad.status()).isEqualTo(403);
        assertThat(scene.admin().get(Scene.pods("live") + "/" + name).status()).isEqualTo(404);
    }

    @Test
    void onlyWarnsWhereNoPolicyEnforces() {
        ObjectNode pod = pod(fresh("warned"), "", "hostPID: true,", "privileged: true");

        Api.Answer answer = scene.create("default", pod);

        scene.tried(
                "privileged pod under the shipped policy (warn)", answer.status() + ", warnings " + answer.warnings());
        assertThat(answer.stored().at(CONTEXT + "/privileged").asBoolean()).isTrue();
        assertThat(answer.stored().at("/metadata/annotations").has("entitlements.dev/granted"))
                .isFalse();
        assertThat(answer.warnings()).anyMatch(warning -> warning.contains("`privileged: true` is not granted"));
    }

    @Test
    void leavesWordInTheAuditLog() throws IOException {
        String name = fresh("audited");
        scene.create("live", plain(name)).stored();

        String line = Files.readString(scene.cluster().plane().auditLog())
                .lines()
                .filter(entry -> entry.contains("\"verb\":\"create\"") && entry.contains("\"" + name + "\""))
                .findFirst()
                .orElseThrow();

        scene.tried("audit annotations", line.substring(line.indexOf("\"annotations\"")));
        assertThat(line)
                .contains("validate.entitlements.dev/granted")
                .contains("validate.entitlements.dev/policies")
                .contains("validate.entitlements.dev/revision");
    }
}
