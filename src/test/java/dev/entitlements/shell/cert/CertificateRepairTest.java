package dev.entitlements.shell.cert;

import static dev.entitlements.shell.cert.KeptCluster.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What replicas do where what they kept is gone, damaged, or somebody else's. */
class CertificateRepairTest {
    private final KeptCluster cluster = new KeptCluster();
    private final FakeStore store = cluster.store();

    CertificateRepairTest() throws IOException {}

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void startsAnewAfterEverythingHasEnded() throws Exception {
        CertificateKeeper replica = cluster.replica();
        replica.tend();
        cluster.at(START.plus(Duration.ofDays(365)));

        replica.tend();

        assertThat(replica.serving().orElseThrow().end()).isAfter(cluster.now());
        assertThat(store.trusted()).hasSize(1);
    }

    @Test
    void startsAnewWhereTheSecretWasDamagedAndKeepsTheOldAuthorityTrusted() throws Exception {
        CertificateKeeper replica = cluster.replica();
        replica.tend();
        Issued old = replica.serving().orElseThrow();
        ObjectNode secret = store.secret();
        ((ObjectNode) secret.path("data"))
                .put("tls.key", Base64.getEncoder().encodeToString("no key".getBytes(StandardCharsets.UTF_8)));
        store.put("/api/v1/namespaces/kube-entitlements/secrets/webhook-certificates", secret.toString());

        replica.tend();

        assertThat(replica.serving().orElseThrow()).isNotEqualTo(old);
        assertThat(store.trusted())
                .containsExactly(
                        old.authority(), replica.serving().orElseThrow().authority());
    }

    @Test
    void trustsNobodyElse() throws Exception {
        X509Certificate foreign = SelfSigned.make(cluster.now()).certificate();
        ObjectNode configuration = store.configuration("Mutating");
        ((ObjectNode) configuration.at("/webhooks/0/clientConfig"))
                .put("caBundle", Base64.getEncoder().encodeToString(Pem.of(List.of(foreign))));
        store.put(
                "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/kube-entitlements",
                configuration.toString());

        cluster.replica().tend();

        assertThat(store.trusted()).hasSize(1).doesNotContain(foreign);
    }

    @Test
    void servesNothingNewWhereItCannotBePublished() throws Exception {
        CertificateKeeper lost = cluster.replica("none");

        assertThatThrownBy(lost::tend)
                .isInstanceOf(IOException.class)
                .hasMessage("there is no webhook configuration `none` to write the authority into");
        assertThat(lost.serving()).isEmpty();
    }
}
