package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods are created without pause while replicas die, roll and reload, and etcd stands still. */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Clusters.FAULTS)
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#newest")
class FaultsTest {
    private static final String NAMESPACE = "live-faults";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the API server says of a call that broke off, and of nothing that we answered. */
    static final Pattern BROKEN_OFF = Pattern.compile(
            "failed calling webhook.*(EOF|connection reset|connection refused|broken pipe|use of closed network connection"
                    // Go, where the connection ended while it was taken from those that rest
                    + "|server closed idle connection)",
            Pattern.DOTALL);

    /** What it says where nobody is there to be called. */
    private static final Pattern NOBODY = Pattern.compile("failed calling webhook", Pattern.DOTALL);

    /** What names us. */
    private static final Pattern OURS = Pattern.compile("webhook|\\.entitlements\\.dev");

    private final Scene scene;
    private final Aftermath aftermath;

    FaultsTest(String version) {
        scene = Scene.ofFaults(version);
        aftermath = new Aftermath(scene);
        scene.cluster().namespaceOnce(NAMESPACE, "{}");
    }

    @Test
    void aKilledReplicaFailsAtMostWhatItWasAnswering() {
        int first = scene.cluster().replica().port();
        try (Replica doomed = scene.cluster().another("doomed")) {
            scene.cluster().reach(List.of(first, doomed.port()));
            scene.cluster().plane().relay().cut();
            Load load = new Load(scene, NAMESPACE);
            try (load) {
                load.more(200);
                doomed.kill();
                load.more(200);
            } finally {
                scene.cluster().reach(List.of(first));
            }
            // two doors, each on a connection of its own, and four streams of pods; whose call ended with its process
            aftermath.of("replica killed with -9", load, Math.min(load.failures(BROKEN_OFF), 8));
        }
    }

    @Test
    void theOnlyReplicaThatIsKilledLetsNothingPastUntilItIsBack() {
        int first = scene.cluster().replica().port();
        try (Replica doomed = scene.cluster().another("only")) {
            scene.cluster().reach(List.of(doomed.port()));
            scene.cluster().plane().relay().cut();
            Load gone = new Load(scene, NAMESPACE);
            try (gone) {
                gone.more(60);
                doomed.kill();
                gone.more(60);
            }
            int unanswered = gone.failures(NOBODY);
            aftermath.of("only replica killed with -9", gone, unanswered);
            assertThat(unanswered).isPositive();
        }
        try (Replica again = scene.cluster().another("only")) {
            scene.cluster().reach(List.of(again.port()));
            Load back = new Load(scene, NAMESPACE);
            try (back) {
                back.more(200);
            }
            aftermath.of("only replica started again", back, 0);
        } finally {
            scene.cluster().reach(List.of(first));
        }
    }

    @Test
    void anApiServerThatBeginsAnewStoresNothingWrong() {
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            load.more(100);
            scene.cluster().plane().restartApiServer();
            load.more(200);
        }
        // whoever does not answer, or is not ready yet, is the API server itself
        aftermath.of("API server started again", load, load.failures().size() - load.failures(OURS));
    }

    @Test
    void rollingFailsNothing() {
        int first = scene.cluster().replica().port();
        Replica old = scene.cluster().another("old");
        scene.cluster().reach(List.of(old.port()));
        scene.cluster().plane().relay().cut();
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            load.more(200);
            // as a rolling update does: the new one is an endpoint before the old one is asked to end
            scene.cluster().reach(List.of(first));
            old.close();
            load.more(200);
        } finally {
            scene.cluster().reach(List.of(first));
            old.close();
        }
        aftermath.of("replica rolled", load, 0);
    }

    @Test
    void reloadingGoodAndBadFilesFailsNothing() throws IOException {
        Path policies = scene.cluster().replica().file("policies");
        Path extra = policies.resolve("zz-extra.yaml");
        String good = Files.readString(policies.resolve("live.yaml"))
                .replace("name: live", "name: extra-%1$d")
                .replace("name: production", "name: extra-production-%1$d")
                .replace("\"live\", \"live-*\"", "nowhere")
                .replace("tier: prod", "tier: nowhere");
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            for (int round = 0; round < 3; round++) {
                load.more(60);
                String before = metric("entitlements_rulebook_info");
                Files.writeString(extra, good.formatted(round));
                Waiting.until("the good one is read", PATIENCE, () -> !metric("entitlements_rulebook_info")
                        .equals(before));
                load.more(60);
                String failures = metric("entitlements_rulebook_reload_failures");
                Files.writeString(extra, "kind: [");
                Waiting.until(
                        "the bad one is rejected", PATIENCE, () -> !metric("entitlements_rulebook_reload_failures")
                                .equals(failures));
            }
            load.more(60);
        } finally {
            Files.delete(extra);
        }
        aftermath.of("rulebook reloaded, good and bad", load, 0);
    }

    @Test
    void rotatingTheCertificateFailsNothing() throws IOException {
        Path tls = scene.cluster().replica().file("tls");
        Path made = Files.createDirectories(scene.cluster().replica().file("rotated"));
        Pairs.write(made);
        // the new authority beside the old one, before anybody serves with it
        Path both = made.resolve("both.crt");
        Files.writeString(both, Files.readString(tls.resolve("tls.crt")) + Files.readString(made.resolve("tls.crt")));
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            load.more(60);
            scene.cluster().configurations().inject(both);
            load.more(60);
            scene.cluster().certify(made);
            for (String name : List.of("tls.key", "tls.crt")) {
                Files.copy(made.resolve(name), tls.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            Waiting.until(
                    "the new certificate is served",
                    PATIENCE,
                    () -> scene.cluster().replica().api(Caller.ADMIN.token()).isReached("/v1/policies"));
            // whoever trusts the new authority alone connects anew
            scene.cluster().configurations().inject(made.resolve("tls.crt"));
            load.more(200);
        }
        aftermath.of("certificate rotated", load, 0);
    }

    @Test
    void whileEtcdStandsStillNothingWrongIsStored() {
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            load.more(60);
            scene.cluster().plane().signalEtcd("STOP");
            try {
                Thread.sleep(5000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                scene.cluster().plane().signalEtcd("CONT");
            }
            load.more(60);
        }
        aftermath.of("etcd paused for 5 s", load, load.failures().size() - load.failures(OURS));
    }

    private String metric(String name) {
        return Api.text(scene.cluster().replica().management("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
