package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a release on an API server of its own: installed, changed while it works, and gone without a trace. */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
class HelmReleaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WEBHOOKS = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    private static final String HOME = "/namespaces/" + Cluster.NAMESPACE;
    private static final String RELEASE = "kube-entitlements";

    @ParameterizedTest
    @MethodSource("dev.entitlements.apiserver.Clusters#newest")
    void aReleaseComesChangesAndGoes(String version) {
        Distribution distribution = Clusters.need(version);
        Helm helm = Helm.need();
        Path folder = Path.of("target/apiserver", version, "helm-" + System.currentTimeMillis());
        try (ControlPlane plane = new ControlPlane(distribution, folder)) {
            Api admin = plane.api(Caller.ADMIN);
            Release release = new Release(helm, plane.kubeconfig(Caller.ADMIN));
            release.run(
                    "install",
                    "--create-namespace",
                    "--set-file=policies.live\\.yaml=src/test/resources/apiserver/policies/live.yaml");
            plane.kubectl().run("create", "namespace", "live").good();
            try (Replica replica = new Replica(plane, folder.resolve("replica"))) {
                String service = admin.get("/api/v1" + HOME + "/services/webhook")
                        .stored()
                        .at("/spec/clusterIP")
                        .asText();
                plane.relay().route(service + ":443", List.of(replica.port()));
                Waiting.until(
                        "pods are judged", PATIENCE, () -> create(admin, "").isGood());
                itJudges(version, admin);
                itChangesWhileItWorks(version, admin, release);
            }
            release.run("uninstall");
            Waiting.until("pods are left alone", PATIENCE, () -> create(admin, "privileged: true")
                    .isGood());
            Tally.RUN.tried(version, "helm uninstall, what is left", left(plane).toString());
            assertThat(left(plane)).isEmpty();
        }
    }

    private static void itJudges(String version, Api admin) {
        Api.Answer good = create(admin, "");
        Api.Answer bad = create(admin, "privileged: true");

        Tally.RUN.tried(
                version, "helm install, a plain pod", "stored " + good.body().at("/metadata/labels"));
        Tally.RUN.tried(version, "helm install, a privileged pod", bad.status() + ": " + bad.message());
        assertThat(good.body()
                        .at("/metadata/labels")
                        .path("entitlements.dev/network")
                        .asText())
                .isEqualTo("user");
        assertThat(bad.status()).isEqualTo(403);
    }

    private static void itChangesWhileItWorks(String version, Api admin, Release release) {
        String authority = authority(admin);

        release.run("upgrade", "--reuse-values", "--set=delivery=agent,nodeAgent.removal=true");
        Kubectl.Said nonsense = release.said("upgrade", "--reuse-values", "--set=delivery=somehow");

        JsonNode agents =
                admin.get("/apis/apps/v1" + HOME + "/daemonsets/node-agent").body();
        Tally.RUN.tried(
                version, "helm upgrade to delivery=agent", agents.path("kind").asText());
        Api.Answer after = create(admin, "");
        assertThat(agents.path("kind").asText()).isEqualTo("DaemonSet");
        assertThat(nonsense.exit()).isNotZero();
        assertThat(authority(admin))
                .as("what the replicas wrote stays")
                .isEqualTo(authority)
                .isNotEmpty();
        assertThat(after.isGood()).as(after.message()).isTrue();
    }

    private record Release(Helm helm, String kubeconfig) {
        void run(String command, String... more) {
            said(command, more).good();
        }

        Kubectl.Said said(String command, String... more) {
            List<String> words = new ArrayList<>(List.of(command, RELEASE));
            if (!command.equals("uninstall")) {
                words.add(Helm.CHART);
            }
            words.addAll(List.of("--namespace", Cluster.NAMESPACE, "--kubeconfig", kubeconfig));
            words.addAll(List.of(more));
            return helm.run(words.toArray(String[]::new));
        }
    }

    private static Api.Answer create(Api admin, String context) {
        return admin.post(Scene.pods("live") + "?dryRun=All", Scene.pod("first", "", "", context));
    }

    private static String authority(Api admin) {
        return admin.get(WEBHOOKS + "/kube-entitlements")
                .stored()
                .at("/webhooks/0/clientConfig/caBundle")
                .asText();
    }

    /** What of ours is still there. */
    private static List<String> left(ControlPlane plane) {
        return plane.kubectl()
                .run(
                        "get",
                        "deployments,daemonsets,services,configmaps,secrets,roles,rolebindings,clusterroles,"
                                + "clusterrolebindings,networkpolicies,poddisruptionbudgets,serviceaccounts,"
                                + "mutatingwebhookconfigurations,validatingwebhookconfigurations,"
                                + "validatingadmissionpolicies,validatingadmissionpolicybindings",
                        "--all-namespaces",
                        "--output=name")
                .good()
                .lines()
                .filter(name -> name.matches(".*/.*(webhook|entitlement|node-agent|delivery|helm).*"))
                .toList();
    }
}
