package dev.entitlements.shell.cert;

import dev.entitlements.shell.config.AppConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A store, replicas that keep their certificate in it, and a clock that tests move. */
final class KeptCluster implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration LIFE = Duration.ofDays(90);

    private final List<KubernetesClient> clients = new ArrayList<>();
    private final FakeStore store = new FakeStore();
    private volatile Instant now = START;

    KeptCluster() throws IOException {}

    /** The knobs. */
    private record Knobs(
            String namespace,
            String secret,
            String service,
            String configuration,
            Duration life,
            Duration propagation,
            Duration interval)
            implements AppConfig.SelfManaged {}

    FakeStore store() {
        return store;
    }

    Instant now() {
        return now;
    }

    void at(Instant moment) {
        now = moment;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    CertificateKeeper replica() {
        return replica("kube-entitlements");
    }

    /** A replica that looks for webhook configurations of this name. */
    CertificateKeeper replica(String configuration) {
        KubernetesClient client = store.client();
        clients.add(client);
        Knobs knobs = new Knobs(
                "kube-entitlements",
                "webhook-certificates",
                "webhook",
                configuration,
                LIFE,
                Duration.ofMinutes(1),
                Duration.ofSeconds(30));
        return new CertificateKeeper(client, knobs, () -> now);
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        store.close();
    }
}
