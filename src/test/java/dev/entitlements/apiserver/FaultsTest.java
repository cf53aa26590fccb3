package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods are created without pause while replicas die, roll and reload, and etcd stands still. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#newest")
class FaultsTest {
    private static final String NAMESPACE = "live-faults";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Scene scene;

    /** What the API server says of a call that broke off, and of nothing that we answered. */
    private static final Predicate<String> BROKEN_OFF = Pattern.compile(
                    "failed calling webhook.*(EOF|connection reset|connection refused|broken pipe)", Pattern.DOTALL)
            .asPredicate();

    FaultsTest(String version) {
        scene = new Scene(version);
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
                more(load, 200);
                doomed.kill();
                more(load, 200);
            } finally {
                scene.cluster().reach(List.of(first));
            }
            // two doors, each on a connection of its own, and four streams of pods; whose call ended with its process
            int broken = (int) load.failures().stream().filter(BROKEN_OFF).count();
            int tolerated = Math.min(broken, 8);
            finish("replica killed with -9", load, tolerated);
        }
    }

    @Test
    void rollingFailsNothing() {
        int first = scene.cluster().replica().port();
        Replica old = scene.cluster().another("old");
        scene.cluster().reach(List.of(old.port()));
        scene.cluster().plane().relay().cut();
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            more(load, 200);
            // as a rolling update does: the new one is an endpoint before the old one is asked to end
            scene.cluster().reach(List.of(first));
            old.close();
            more(load, 200);
        } finally {
            scene.cluster().reach(List.of(first));
            old.close();
        }
        finish("replica rolled", load, 0);
    }

    @Test
    void reloadingGoodAndBadFilesFailsNothing() throws IOException {
        Path policies = scene.cluster().replica().file("policies");
        Path extra = policies.resolve("zz-extra.yaml");
        String good = Files.readString(policies.resolve("live.yaml"))
                .replace("name: live", "name: extra")
                .replace("name: production", "name: extra-production")
                .replace("\"live\", \"live-*\"", "nowhere")
                .replace("tier: prod", "tier: nowhere");
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            for (int round = 0; round < 3; round++) {
                more(load, 60);
                Files.writeString(extra, good + "# " + round + "\n");
                more(load, 60);
                Files.writeString(extra, "kind: [");
            }
            more(load, 60);
        } finally {
            Files.delete(extra);
        }
        finish("rulebook reloaded, good and bad", load, 0);
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
            more(load, 60);
            scene.cluster().configurations().inject(both);
            more(load, 60);
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
            more(load, 200);
        }
        finish("certificate rotated", load, 0);
    }

    @Test
    void whileEtcdStandsStillNothingWrongIsStored() {
        Load load = new Load(scene, NAMESPACE);
        try (load) {
            more(load, 60);
            scene.cluster().plane().signalEtcd("STOP");
            try {
                Thread.sleep(5000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                scene.cluster().plane().signalEtcd("CONT");
            }
            more(load, 60);
        }
        int theirs = (int) load.failures().stream()
                .filter(failure -> !failure.contains("webhook") && !failure.contains(".entitlements.dev"))
                .count();
        finish("etcd paused for 5 s", load, theirs);
    }

    /** Says what came of it, and looks at every pod that is stored. */
    private void finish(String fault, Load load, int tolerated) {
        JsonNode stored = scene.admin().get(Scene.pods(NAMESPACE)).stored().path("items");
        Tally.RUN.fault(fault, load.counts(tolerated).put("stored", stored.size()));
        assertThat(load.failures().stream().skip(tolerated)).isEmpty();
        assertThat(load.counts(0).path("wrong").asInt()).isZero();
        assertThat(stored).isNotEmpty().allSatisfy(pod -> {
            // objects in a list do not say what they are
            ((ObjectNode) pod).put("apiVersion", "v1").put("kind", "Pod");
            assertThat(pod.at("/spec/containers/0/securityContext").has("privileged"))
                    .isFalse();
            assertThat(scene.foreseen(NAMESPACE, pod).path("decision").asText()).isEqualTo("admitted");
        });
        scene.admin().delete(Scene.pods(NAMESPACE) + "?gracePeriodSeconds=0").stored();
    }

    private static void more(Load load, int pods) {
        int enough = load.requests() + pods;
        Waiting.until(pods + " more pods", PATIENCE, () -> load.requests() > enough);
    }
}
