package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * From {@code kubectl apply} to the kernel: pods that the webhook changed, with profiles that the agent brought, run by a
 * real kubelet, can do what their level grants and nothing else.
 */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
// beside other tests, but its own one after the other
@ResourceLock("KubeletTest")
class KubeletTest {
    static final List<Level> LEVELS = Levels.ALL;

    private static @Nullable KubeletScene started;

    private final KubeletScene scene = Objects.requireNonNull(started);

    @BeforeAll
    static void start() {
        Distribution distribution =
                Clusters.needNode(Clusters.newest().findFirst().orElseThrow());
        started = new KubeletScene(distribution);
        // all at once, so that they need not wait for one another
        started.apply(LEVELS.stream().map(Level::admitted).toList()).good();
        LEVELS.forEach(level -> Objects.requireNonNull(started).schedule(level.namespace(), level.pod()));
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void theReadmesPodRunsAndOpensNoSocket() throws IOException {
        String applied =
                scene.kubectl().run("apply", "-f", "k8s/samples/report.yaml").good();
        scene.schedule("shop", "report");
        Map<String, String> said = scene.said("shop", "report");
        JsonNode pod = scene.running("shop", "report");
        String profile = pod.at("/spec/containers/0/securityContext/seccompProfile/localhostProfile")
                .asText();

        scene.tried(
                "kubelet: kubectl apply of the README's pod, which asks for network.none",
                "runs below " + profile + "; inet-connect: " + said.get("inet-connect") + "; unix: "
                        + said.get("unix"));
        assertThat(applied).contains("pod/report created");
        assertThat(profile).matches("entitlements/[0-9a-f]{32}\\.json");
        assertThat(Files.readString(scene.node().file("/var/lib/kubelet/seccomp/" + profile)))
                .contains("SCMP_ACT_ERRNO");
        assertThat(pod.at("/metadata/labels/entitlements.dev~1network").asText())
                .isEqualTo("none");
        assertThat(pod.at("/status/phase").asText()).isEqualTo("Running");
        assertThat(said)
                .containsEntry("user", "10001")
                .containsEntry("capabilities", "0000000000000000")
                .containsEntry("seccomp", "2")
                .containsEntry("no-new-privs", "1")
                .containsEntry("unix", "OK")
                .containsEntry("inet-connect", "EPERM")
                .containsEntry("tcp", "EPERM")
                .containsEntry("socketcall", "SIGSYS")
                .containsEntry("token", "ENOENT");
        assertThat(scene.kubectl().run("logs", "--namespace", "shop", "report").good())
                .contains("inet-connect\tEPERM\n");
    }

    @Test
    void theReadmesOtherPodIsRefused() {
        Kubectl.Said said = scene.kubectl().run("apply", "-f", "k8s/samples/sniffer.yaml");

        scene.tried("kubelet: kubectl apply of the README's pod that is refused", said.err());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("entitlement `network.proxy` is not allowed");
    }

    @ParameterizedTest
    @FieldSource("LEVELS")
    void aPodOfALevelCanDoWhatItGrantsAndNothingElse(Level level) {
        Map<String, String> said = scene.said(level.namespace(), level.pod());

        List<String> wrong = new ArrayList<>();
        level.works().forEach((name, answer) -> compare(wrong, said, name, answer));
        level.refused().forEach((name, answer) -> compare(wrong, said, name, answer));
        scene.tried(
                "kubelet: a pod of " + level + " in " + level.namespace(),
                "runs; works: " + level.works() + "; refused by the kernel: " + level.refused()
                        + (wrong.isEmpty() ? "" : "; wrong: " + wrong));
        assertThat(wrong).isEmpty();
        assertThat(scene.running(level.namespace(), level.pod())
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Running");
    }

    /** Where Pod Security Admission enforces nothing, so that it is us who say no. */
    @ParameterizedTest
    @FieldSource("LEVELS")
    void aPodOfALevelThatDeclaresMoreIsRefused(Level level) {
        String namespace =
                switch (level.namespace()) {
                    case "shop" -> "market";
                    case "storage" -> "monitoring";
                    default -> level.namespace();
                };

        Api.Answer answer = scene.admin().post(Scene.pods(namespace), level.excessive(namespace));

        scene.tried(
                "kubelet: a pod of " + level + " with " + level.excess().what() + " besides",
                answer.status() + ": " + answer.message());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message())
                .contains("admission webhook \"validate.entitlements.dev\" denied the request")
                .contains(level.excess().what() + " is not granted");
    }

    private static void compare(List<String> wrong, Map<String, String> said, String name, String expected) {
        String answer = said.getOrDefault(name, "nothing");
        if (!answer.equals(expected)) {
            wrong.add(name + " must be " + expected + ", is " + answer);
        }
    }
}
