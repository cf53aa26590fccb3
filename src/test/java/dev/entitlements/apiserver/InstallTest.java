package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our manifests on a real API server: accepted, running as restricted pods, and with no right too many or too few. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class InstallTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern METRIC = Pattern.compile("entitlements_[a-z_]+");
    private static final String HOME = "/api/v1/namespaces/" + Cluster.NAMESPACE;

    private final Cluster cluster;

    InstallTest(String version) {
        cluster = Clusters.of(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/base",
                "k8s/overlays/cert-manager",
                "k8s/overlays/self-managed",
                "k8s/overlays/starter",
                "k8s/overlays/development",
                "k8s/overlays/production"
            })
    void theServerAcceptsEveryObject(String folder) {
        Kubectl.Said said = cluster.kubectl().run("apply", "--dry-run=server", "--validate=strict", "-k", folder);

        Tally.RUN.tried(cluster.version(), "kubectl apply -k " + folder, said.exit() == 0 ? "accepted" : said.err());
        assertThat(said.err()).isEmpty();
        assertThat(said.good()).contains("deployment.apps/webhook");
    }

    @Test
    void ourPodsAreMadeUnderPodSecurityRestricted() {
        Waiting.until("two pods of ours", PATIENCE, () -> pods().size() == 2);

        JsonNode namespace = cluster.admin().get(HOME).stored();
        Tally.RUN.tried(cluster.version(), "our Deployment below enforce: restricted", pods().size() + " pods made");
        assertThat(namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
        assertThat(pods())
                .allSatisfy(pod -> assertThat(pod.at("/metadata/annotations").has("entitlements.dev/granted"))
                        .as("our own pods do not wait for us")
                        .isFalse());
    }

    @Test
    void ourServiceAccountMayDoWhatItDoesAndNothingElse() {
        List<String> ours = new ArrayList<>(rights(Cluster.NAMESPACE + ":webhook"));

        // what every service account has differs from version to version
        ours.removeAll(rights("default:default"));

        Tally.RUN.tried(cluster.version(), "rights of our service account", String.join("; ", ours));
        assertThat(ours)
                .containsExactly(
                        "namespaces [] [] [get list watch]",
                        "networkpolicies.networking.k8s.io [] [] [get list watch]",
                        "subjectaccessreviews.authorization.k8s.io [] [] [create]",
                        "tokenreviews.authentication.k8s.io [] [] [create]");
    }

    @Test
    void theReplicaIsReadyWithTheseRightsAlone() {
        assertThat(Api.answers(cluster.replica().management("/q/health/ready"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
    void whatAlertsAndTheDashboardReadIsThere(String file) throws IOException {
        String metrics = Api.text(cluster.replica().management("/q/metrics"));
        String text = Files.readString(Path.of("k8s/components/monitoring", file));

        List<String> read = METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(read).hasSizeGreaterThan(3).allSatisfy(name -> assertThat(metrics)
                .contains("\n" + name));
    }

    private List<String> rights(String account) {
        return cluster.kubectl()
                .run("auth", "can-i", "--list", "--as=system:serviceaccount:" + account, "--no-headers")
                .good()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .sorted()
                .toList();
    }

    private List<JsonNode> pods() {
        return cluster.admin()
                .get(HOME + "/pods")
                .stored()
                .path("items")
                .valueStream()
                .toList();
    }
}
