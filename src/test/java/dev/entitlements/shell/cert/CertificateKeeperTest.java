package dev.entitlements.shell.cert;

import static dev.entitlements.shell.cert.KeptCluster.LIFE;
import static dev.entitlements.shell.cert.KeptCluster.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replicas that look after one certificate together: made once, renewed in time, and never served before it is trusted. */
@Execution(ExecutionMode.CONCURRENT)
class CertificateKeeperTest {
    private final KeptCluster cluster = new KeptCluster();
    private final FakeStore store = cluster.store();

    CertificateKeeperTest() throws IOException {}

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void makesACertificateThatTheApiServerTrusts() throws Exception {
        CertificateKeeper replica = cluster.replica();

        replica.tend();

        Issued served = replica.serving().orElseThrow();
        assertThat(store.trusted()).containsExactly(served.authority());
        X509Certificate leaf = served.material().certificate();
        leaf.verify(served.authority().getPublicKey());
        leaf.checkValidity(Date.from(cluster.now().plus(LIFE).minusSeconds(1)));
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("webhook.kube-entitlements.svc", "webhook.kube-entitlements.svc.cluster.local");
        assertThat(served.authority().getBasicConstraints()).isZero();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void keepsNoKeyOfAnAuthority() throws Exception {
        cluster.replica().tend();

        assertThat(store.secret().path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("tls.crt", "tls.key", "ca.crt");
    }

    @Test
    void writesNothingWhereNothingIsDue() throws Exception {
        CertificateKeeper replica = cluster.replica();
        replica.tend();
        List<String> before = store.written();

        replica.tend();
        cluster.replica().tend();

        assertThat(store.written()).isEqualTo(before);
    }

    @Test
    void patchesNothingButTheBundles() throws Exception {
        ObjectNode before = store.configuration("Validating");

        cluster.replica().tend();

        ObjectNode after = store.configuration("Validating");
        assertThat(after).isNotEqualTo(before);
        after.path("webhooks").forEach(webhook -> ((ObjectNode) webhook.path("clientConfig")).remove("caBundle"));
        ((ObjectNode) after.path("metadata")).remove("resourceVersion");
        ((ObjectNode) before.path("metadata")).remove("resourceVersion");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void replicasThatStartTogetherServeTheSame() throws Exception {
        List<CertificateKeeper> replicas =
                List.of(cluster.replica(), cluster.replica(), cluster.replica(), cluster.replica());

        together(replicas);

        assertThat(replicas.stream().map(one -> one.serving().orElseThrow()).distinct())
                .hasSize(1);
        assertThat(store.trusted()).hasSize(1);
    }

    @Test
    void renewsAtTwoThirdsAndServesTheNewOneOnlyAfterItWasTrustedForAWhile() throws Exception {
        CertificateKeeper replica = cluster.replica();
        replica.tend();
        Issued old = replica.serving().orElseThrow();

        cluster.at(START.plus(LIFE.multipliedBy(2).dividedBy(3)).minus(Duration.ofHours(1)));
        replica.tend();
        assertThat(store.trusted()).containsExactly(old.authority());

        cluster.at(START.plus(LIFE.multipliedBy(2).dividedBy(3)));
        replica.tend();
        assertThat(store.trusted()).hasSize(2).contains(old.authority());
        assertThat(replica.serving()).contains(old);

        cluster.pass(Duration.ofSeconds(59));
        replica.tend();
        assertThat(replica.serving()).contains(old);

        cluster.pass(Duration.ofSeconds(1));
        replica.tend();
        Issued renewed = replica.serving().orElseThrow();
        assertThat(renewed).isNotEqualTo(old);
        assertThat(store.trusted())
                .as("a replica may not have heard yet")
                .containsExactly(old.authority(), renewed.authority());

        cluster.at(START.plus(LIFE));
        replica.tend();
        assertThat(store.trusted()).containsExactly(renewed.authority());
    }

    @Test
    void neverServesWhatIsNotTrustedWhoeverIsSlow() throws Exception {
        List<CertificateKeeper> replicas = List.of(cluster.replica(), cluster.replica(), cluster.replica());
        for (int step = 0; step < 60; step++) {
            together(replicas);
            for (CertificateKeeper replica : replicas) {
                Issued served = replica.serving().orElseThrow();
                assertThat(store.trusted()).contains(served.authority());
                assertThat(served.end()).isAfter(cluster.now());
            }
            cluster.pass(step % 4 == 3 ? Duration.ofDays(11) : Duration.ofSeconds(40));
        }
    }

    @Test
    void aReplicaThatWasAwayFindsItsOldAuthorityStillTrusted() throws Exception {
        CertificateKeeper away = cluster.replica();
        away.tend();
        CertificateKeeper busy = cluster.replica();
        cluster.at(START.plus(Duration.ofDays(61)));
        busy.tend();
        cluster.pass(Duration.ofSeconds(61));
        busy.tend();

        Issued before = away.serving().orElseThrow();
        assertThat(store.trusted()).contains(before.authority());

        away.tend();
        assertThat(away.serving()).isEqualTo(busy.serving());
    }

    private static void together(List<CertificateKeeper> replicas) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(replicas.size());
        try {
            List<Future<Boolean>> running = threads.invokeAll(replicas.stream()
                    .map(replica -> (Callable<Boolean>) () -> {
                        replica.tend();
                        return true;
                    })
                    .toList());
            for (Future<Boolean> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
