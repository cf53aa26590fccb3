package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the certificates of all replicas in step, together with the keepers of the others and without a leader: whoever
 * comes first writes the next step into the Secret, and the others find their version of it out of date and read again.
 */
final class CertificateKeeper {
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /** Replicas that all change something at once are done with it after as many rounds as there are of them. */
    private static final int ROUNDS = 20;

    private final KubernetesClient client;
    private final AppConfig.SelfManaged config;
    private final InstantSource clock;
    private final CaBundles bundles;
    private volatile @Nullable Issued serving;

    CertificateKeeper(KubernetesClient client, AppConfig.SelfManaged config, InstantSource clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
        this.bundles = new CaBundles(client, config.configuration());
    }

    /** What this replica is to serve; empty until {@link #tend} succeeded once. */
    Optional<Issued> serving() {
        return Optional.ofNullable(serving);
    }

    /** Takes the next step where one is due, publishes what must be trusted, and only then serves what is current. */
    void tend() throws GeneralSecurityException, IOException {
        KubernetesClientException last = null;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                step();
                return;
            } catch (KubernetesClientException failed) {
                if (failed.getCode() != CONFLICT && failed.getCode() != UNPROCESSABLE) {
                    throw failed;
                }
                last = failed;
            }
        }
        throw new IOException("other writers were always faster", last);
    }

    private void step() throws GeneralSecurityException, IOException {
        Instant now = clock.instant();
        Secret secret = secret();
        Ledger before = LedgerSecret.read(secret);
        Ledger ledger = before.due(now, terms());
        if (!ledger.equals(before)) {
            secret = write(secret, ledger);
        }
        bundles.publish(ledger.authorities(), now);
        if (ledger.isUnpublished()) {
            write(secret, ledger.publishedAt(now));
        }
        serving = ledger.current();
    }

    private Secret secret() {
        Secret found = client.secrets()
                .inNamespace(config.namespace())
                .withName(config.secret())
                .get();
        return found != null
                ? found
                : client.secrets()
                        .inNamespace(config.namespace())
                        .resource(new SecretBuilder()
                                .withNewMetadata()
                                .withName(config.secret())
                                .withNamespace(config.namespace())
                                .endMetadata()
                                .withType("Opaque")
                                .build())
                        .create();
    }

    private Secret write(Secret secret, Ledger ledger) throws GeneralSecurityException {
        return client.secrets()
                .inNamespace(config.namespace())
                .resource(LedgerSecret.write(secret, ledger))
                .update();
    }

    private Ledger.Terms terms() {
        String service = config.service() + "." + config.namespace() + ".svc";
        return new Ledger.Terms(List.of(service, service + ".cluster.local"), config.life(), config.propagation());
    }
}
