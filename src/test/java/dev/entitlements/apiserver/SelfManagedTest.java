package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two replicas that make their own certificate, on an API server of their own: with the rights of the overlay alone they
 * are trusted from the start, and go over to the next certificate while pods are created, not one of which fails.
 */
@Tag("apiserver")
// each version has a cluster of its own, so that they too may run beside each other
@Execution(ExecutionMode.CONCURRENT)
class SelfManagedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ROTATION = Duration.ofMinutes(4);
    private static final String SECRET = "/api/v1/namespaces/" + Cluster.NAMESPACE + "/secrets/webhook-certificates";

    /** With five minutes for clocks that differ, two thirds of its life are over after twenty seconds. */
    private static final String KNOBS = "ENTITLEMENTS_SELF_MANAGED_LIFE=180s ENTITLEMENTS_SELF_MANAGED_PROPAGATION=5s"
            + " ENTITLEMENTS_SELF_MANAGED_INTERVAL=1s QUARKUS_TLS_WEBHOOK_RELOAD_PERIOD=2s";

    @ParameterizedTest
    @MethodSource("dev.entitlements.apiserver.Clusters#versions")
    void noPodFailsWhileCertificatesChange(String version) {
        Distribution distribution = Clusters.need(version);
        Path folder = Path.of("target/apiserver", version, "self-managed-" + System.currentTimeMillis());
        try (ControlPlane plane = new ControlPlane(distribution, folder)) {
            Api admin = plane.api(Caller.ADMIN);
            install(plane);
            try (Replica one = new Replica(plane, folder.resolve("one"));
                    Replica two = new Replica(plane, folder.resolve("two"))) {
                String service = admin.get("/api/v1/namespaces/" + Cluster.NAMESPACE + "/services/webhook")
                        .stored()
                        .at("/spec/clusterIP")
                        .asText();
                plane.relay().route(service + ":443", List.of(one.port(), two.port()));
                Waiting.until("a pod is admitted", PATIENCE, () -> create(admin).isGood());

                Seen seen = watch(admin);

                Tally.RUN.tried(
                        version,
                        "pods created while self-managed certificates changed "
                                + (seen.served().size() - 1) + " times",
                        seen.requests() + " requests, " + seen.failures().size() + " failed");
                assertThat(seen.failures()).isEmpty();
                assertThat(seen.requests()).isGreaterThan(50);
                assertThat(Api.text(one.management("/q/metrics")))
                        .contains("entitlements_certificate_failures_total 0.0");
            }
        }
    }

    private record Seen(Set<String> served, int requests, List<String> failures) {}

    /** Creates pods until the certificate has changed twice and the last of them has been served for a while. */
    private static Seen watch(Api admin) {
        Set<String> served = new LinkedHashSet<>();
        List<String> failures = new ArrayList<>();
        int requests = 0;
        long end = System.nanoTime() + ROTATION.toNanos();
        int after = 0;
        while (after < 50) {
            Api.Answer answer = create(admin);
            requests++;
            if (!answer.isGood()) {
                failures.add(answer.status() + ": " + answer.message());
            }
            served.add(admin.get(SECRET).stored().at("/data/tls.crt").asText());
            after = served.size() > 2 ? after + 1 : 0;
            if (System.nanoTime() > end) {
                throw new AssertionError("the certificate did not change twice in " + ROTATION + ": " + failures);
            }
            Waiting.aMoment();
        }
        return new Seen(served, requests, failures);
    }

    private static void install(ControlPlane plane) {
        Kubectl kubectl = plane.kubectl();
        kubectl.run("apply", "-k", "k8s/overlays/self-managed").good();
        List<String> knobs = new ArrayList<>(List.of("set", "env", "deployment/webhook", "-n", Cluster.NAMESPACE));
        knobs.addAll(List.of(KNOBS.split(" ")));
        kubectl.run(knobs.toArray(String[]::new)).good();
        kubectl.run("create", "namespace", "live").good();
        Waiting.until("the namespace has a service account", PATIENCE, () -> plane.api(Caller.ADMIN)
                .get("/api/v1/namespaces/live/serviceaccounts/default")
                .isGood());
    }

    /** The webhooks fail closed, so whatever is admitted was asked about. */
    private static Api.Answer create(Api admin) {
        JsonNode pod = Scene.plain("first");
        return admin.post("/api/v1/namespaces/live/pods?dryRun=All", pod);
    }
}
