package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.shell.cert.CallerAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server shows a certificate, whoever shows none may not ask, and the authority that signs it changes. */
@Tag("apiserver")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Clusters.FAULTS)
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#newest")
class MutualTlsTest {
    private static final String NAMESPACE = "live-mutual";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REVIEW = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u"}}
            """;

    private final Scene scene;
    private final Aftermath aftermath;
    private final ControlPlane plane;

    MutualTlsTest(String version) {
        scene = Scene.ofFaults(version);
        aftermath = new Aftermath(scene);
        plane = scene.cluster().plane();
        scene.cluster().namespaceOnce(NAMESPACE, "{}");
    }

    @Test
    void onlyTheApiServerIsAnsweredWhicheverAuthorityItHas(@TempDir Path next, @TempDir Path last) throws IOException {
        CallerAuthority before = plane.identity().authority();
        CallerAuthority after = new CallerAuthority();
        after.writeCaller(next);
        trust(before.pem());
        try (Replica replica = scene.cluster().another("mutual", deployment())) {
            Path authorities = replica.file("client-ca/ca.crt");
            scene.cluster().reach(List.of(replica.port()));
            plane.relay().cut();
            Waiting.until("the new replica is warm", PATIENCE, () -> scene.imagine(NAMESPACE, Scene.plain("x"))
                    .isGood());
            Api.Answer admitted = scene.create(NAMESPACE, Scene.plain(Scene.fresh("known")));
            scene.tried("an API server that shows its certificate", admitted, "/metadata/labels");
            assertThat(admitted.isGood()).as(admitted.message()).isTrue();
            strangersAreTurnedAway(replica, next);

            add(after, replica, next);

            copy(plane.identity().caller(), last);
            plane.identity().turnTo(after);
            plane.restartApiServer();
            Load taking = new Load(scene, NAMESPACE);
            try (taking) {
                taking.more(60);
                write(authorities, after.pem());
                Waiting.until("the first authority does not count", PATIENCE, () -> status(replica, last) != 400);
                // whoever was connected goes on, and whoever connects anew is known as well
                taking.more(60);
                plane.relay().cut();
                taking.more(60);
            }
            aftermath.of("client authority taken away", taking, Math.min(taking.failures(FaultsTest.BROKEN_OFF), 8));
        } finally {
            scene.cluster().reach(List.of(scene.cluster().replica().port()));
        }
    }

    private void add(CallerAuthority after, Replica replica, Path next) throws IOException {
        Load adding = new Load(scene, NAMESPACE);
        try (adding) {
            adding.more(60);
            String before = plane.identity().authority().pem();
            write(replica.file("client-ca/ca.crt"), before + after.pem());
            Waiting.until("both authorities count", PATIENCE, () -> status(replica, next) == 400);
            adding.more(60);
        }
        aftermath.of("client authority added", adding, 0);
    }

    /** Who has no certificate, or one that somebody else signed, is not answered, whatever token they have. */
    private void strangersAreTurnedAway(Replica replica, Path stranger) {
        Api.Answer without = replica.api(Caller.ADMIN.token()).post("/validate", REVIEW);
        scene.tried(
                "a review of somebody without a certificate",
                without.status() + ": "
                        + without.body().at("/problems/0/message").asText());
        assertThat(without.status()).isEqualTo(403);
        int other = status(replica, stranger);
        scene.tried(
                "a review of somebody with another authority's certificate", other == 0 ? "no handshake" : "" + other);
        assertThat(other).isIn(0, 403);
        assertThat(replica.api(Caller.ADMIN.token()).get("/v1/policies").status())
                .as("people with tokens need no certificate")
                .isEqualTo(200);
    }

    /** What a caller with the certificate of a folder is told about a review without an object; 0 if it is cut short. */
    private static int status(Replica replica, Path certificate) {
        try {
            return replica.api(Caller.ADMIN.token(), certificate)
                    .post("/validate", REVIEW)
                    .status();
        } catch (UncheckedIOException noHandshake) {
            return 0;
        }
    }

    private JsonNode deployment() {
        return scene.cluster().kustomized("k8s/overlays/production", "k8s/components/client-authority").stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    private void trust(String authority) {
        String map = scene.cluster()
                .kubectl()
                .run(
                        "create",
                        "configmap",
                        "webhook-client-ca",
                        "--namespace=" + Cluster.NAMESPACE,
                        "--from-literal=ca.crt=" + authority,
                        "--dry-run=client",
                        "--output=json")
                .good();
        scene.admin()
                .post("/api/v1/namespaces/" + Cluster.NAMESPACE + "/configmaps", map)
                .stored();
    }

    /** As a kubelet does: all of it at once. */
    private static void write(Path file, String content) throws IOException {
        Path whole = Files.writeString(file.resolveSibling("whole"), content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(Path folder, Path copy) throws IOException {
        for (String name : List.of("tls.crt", "tls.key")) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
    }
}
