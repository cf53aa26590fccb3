package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.watch.Rounds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The certificate that the replicas make themselves, looked after while the server runs. */
@Singleton
public final class SelfManagedCert {
    private static final Logger LOG = Logger.getLogger(SelfManagedCert.class);

    private final AppConfig config;
    private final Surroundings surroundings;
    private final Instance<KubernetesClient> client;
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable CertificateKeeper keeper;
    private @Nullable Rounds rounds;

    SelfManagedCert(AppConfig config, Surroundings surroundings, Instance<KubernetesClient> client) {
        this.config = config;
        this.surroundings = surroundings;
        this.client = client;
    }

    boolean isAsked() {
        return config.certificates() == AppConfig.Certificates.SELF_MANAGED;
    }

    /**
     * What is to be served; the first time it is made or read, and published, before this returns. Later it returns at
     * once, whatever the cluster does.
     */
    KeyMaterial material() throws GeneralSecurityException, IOException {
        CertificateKeeper kept = keeper;
        return (kept == null ? first() : kept)
                .serving()
                .orElseThrow(() -> new IOException("no certificate came of it"))
                .material();
    }

    private synchronized CertificateKeeper first() throws GeneralSecurityException, IOException {
        if (!surroundings.hasCluster()) {
            throw new GeneralSecurityException("self-managed certificates need a cluster to keep them in");
        }
        CertificateKeeper made = new CertificateKeeper(client.get(), config.selfManaged(), InstantSource.system());
        try {
            made.tend();
        } catch (KubernetesClientException refused) {
            throw new IOException("the cluster does not let the certificate be kept: " + refused.getMessage(), refused);
        }
        keeper = made;
        return made;
    }

    /** How often looking after it has failed. */
    long failures() {
        return failures.get();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        if (isAsked()) {
            rounds = Rounds.start(vertx, config.selfManaged().interval(), this::tend, this::failed);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        Rounds started = rounds;
        if (started != null) {
            started.stop();
        }
    }

    private @Nullable Void tend() throws GeneralSecurityException, IOException {
        CertificateKeeper kept = keeper;
        if (kept != null) {
            kept.tend();
        }
        return null;
    }

    private void failed(Throwable why) {
        failures.incrementAndGet();
        LOG.warnf("the certificate could not be looked after, and is tried again: %s", why.getMessage());
    }
}
