package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.fresh;
import static dev.entitlements.apiserver.Scene.plain;
import static dev.entitlements.apiserver.Scene.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the page that one reads when nothing works: each does what its heading says. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class EmergencyTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path PAGE = Path.of("k8s/EMERGENCY.md");
    private static final Pattern COMMANDS = Pattern.compile("(?s)## ([^\n]*)\n(?:(?!\n## ).)*?```sh\n(.*?)```");

    private final Scene scene;

    EmergencyTest(String version) {
        scene = new Scene(version);
        scene.cluster().namespaceOnce("live-emergency", "{}");
    }

    @Test
    void aWebhookThatIsGoneStopsPodsUntilItFailsOpen() {
        scene.cluster().configurations().restoring(() -> {
            scene.cluster().reach(List.of());
            try {
                Waiting.until("nobody answers", SOON, () -> !scene.imagine("live-emergency", plain("x"))
                        .isGood());
                Api.Answer closed = scene.create("live-emergency", plain(fresh("closed")));
                Api.Answer own = scene.admin().post(Scene.pods(Cluster.NAMESPACE) + "?dryRun=All", restricted());

                run("Let them fail open");
                Waiting.until("pods are created again", SOON, () -> scene.imagine("live-emergency", plain("x"))
                        .isGood());
                Api.Answer open = scene.create("live-emergency", pod(fresh("open"), "", "hostPID: true,", ""));

                scene.tried("no replica answers, failurePolicy Fail", closed, "");
                scene.tried("our own pods meanwhile", own, "/spec/containers/0/name");
                scene.tried("no replica answers, failurePolicy Ignore", open, "/spec/hostPID");
                assertThat(closed.status()).isEqualTo(500);
                assertThat(closed.message()).contains("failed calling webhook");
                assertThat(own.isGood()).as(own.message()).isTrue();
                assertThat(open.isGood()).as(open.message()).isTrue();
            } finally {
                scene.cluster().reach(List.of(scene.cluster().replica().port()));
            }
        });
    }

    @Test
    void oneNamespaceIsExcludedAndNoOther() {
        scene.cluster().namespaceOnce("payments", "{}");
        scene.cluster().configurations().restoring(() -> {
            run("Exclude one namespace");

            Waiting.until(
                    "the namespace is left alone",
                    SOON,
                    () -> scene.imagine("payments", plain("x")).isGood()
                            && scene.imagine("payments", plain("x")).warnings().isEmpty());
            Api.Answer excluded = scene.create("payments", pod(fresh("out"), "", "hostPID: true,", ""));
            Api.Answer other = scene.create("live-emergency", pod(fresh("in"), "", "hostPID: true,", ""));

            scene.tried("pod in a namespace that was excluded in an emergency", excluded, "/spec/hostPID");
            assertThat(excluded.isGood()).as(excluded.message()).isTrue();
            assertThat(other.status()).isEqualTo(403);
        });
    }

    @Test
    void withoutConfigurationsPodsAreAsWritten() {
        scene.cluster().configurations().restoring(() -> {
            run("Delete them");

            Waiting.until("pods are left alone", SOON, scene.cluster().configurations()::areAbsent);
            scene.tried("both configurations deleted", "pods are stored as they were written");
        });
    }

    private void run(String heading) {
        String commands = COMMANDS.matcher(page())
                .results()
                .filter(found -> found.group(1).equals(heading))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " says nothing of: " + heading));
        scene.cluster().kubectl().script(commands).good();
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode restricted() {
        return pod(
                fresh("own"),
                "",
                "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}},",
                "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}");
    }
}
