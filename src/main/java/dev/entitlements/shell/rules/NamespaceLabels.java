package dev.entitlements.shell.rules;

import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The labels of namespaces: from a watched copy, else asked for with a deadline; never guessed. */
@Singleton
public final class NamespaceLabels {
    /** A cluster that does not answer must not take every thread of the server. */
    private static final int MOST_LOOKUPS = 32;

    /** How long a copy counts whose watch is broken: longer than an API server takes to come back, and not for ever. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final long LOOK_MILLIS = 1000;

    private final Surroundings surroundings;
    private final Instance<KubernetesClient> client;
    private final Duration deadline;
    private final Freshness freshness = new Freshness(GRACE);
    private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);
    private @Nullable SharedIndexInformer<Namespace> informer;

    NamespaceLabels(Surroundings surroundings, Instance<KubernetesClient> client, AppConfig config) {
        this.surroundings = surroundings;
        this.client = client;
        this.deadline = config.namespaces().lookupDeadline();
    }

    /** What a lookup gave. */
    public sealed interface Lookup {
        /** The namespace exists and these are its labels. */
        record Found(Map<String, String> labels) implements Lookup {
            public Found {
                labels = Map.copyOf(labels);
            }
        }

        /** The labels are not known, and why. */
        record Failed(String reason) implements Lookup {}
    }

    /** Starts the watched copy; does not wait for it. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        if (!surroundings.hasCluster()) {
            return;
        }
        SharedIndexInformer<Namespace> watching = client.get().namespaces().runnableInformer(0);
        // whatever happens to the watch, it is taken up again
        watching.exceptionHandler((wasRunning, failure) -> true);
        watching.start();
        informer = watching;
        // a watch that nobody asks about breaks all the same
        vertx.setPeriodic(LOOK_MILLIS, timer -> freshness.seen(watching.isWatching(), System.nanoTime()));
    }

    /** Stops watching. */
    void stop(@Observes ShutdownEvent event) {
        SharedIndexInformer<Namespace> watching = informer;
        if (watching != null) {
            watching.stop();
        }
    }

    /** Whether the copy is complete; without a cluster there is none to wait for. */
    public boolean isReady() {
        SharedIndexInformer<Namespace> watching = informer;
        return !surroundings.hasCluster() || (watching != null && watching.hasSynced());
    }

    /** Whether changes reach the copy; without a cluster there are none. */
    public boolean isWatching() {
        SharedIndexInformer<Namespace> watching = informer;
        return !surroundings.hasCluster() || (watching != null && watching.isWatching());
    }

    /**
     * What is known without asking; empty means {@link #ask}. Without a cluster no labels are known. Never blocks.
     *
     * <p>A copy whose watch has just broken still counts: it was true a moment ago, and an API server that restarts should
     * fail no pod. One whose watch stays broken may be old, and labels decide who may do what.
     */
    public Optional<Map<String, String>> known(String namespace) {
        if (!surroundings.hasCluster()) {
            return Optional.of(Map.of());
        }
        SharedIndexInformer<Namespace> watching = informer;
        if (watching == null || !watching.hasSynced() || isOld(watching)) {
            return Optional.empty();
        }
        return Optional.ofNullable(watching.getStore().getByKey(namespace)).map(NamespaceLabels::labels);
    }

    private boolean isOld(SharedIndexInformer<Namespace> watching) {
        freshness.seen(watching.isWatching(), System.nanoTime());
        return freshness.isOver(System.nanoTime());
    }

    /** Asks the cluster, on another thread, and gives up at the deadline. Never fails: not knowing is an answer. */
    public Uni<Lookup> ask(String namespace, Duration atMost) {
        Duration wait = atMost.compareTo(deadline) < 0 ? atMost : deadline;
        return Uni.createFrom()
                .item(() -> look(namespace))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(wait)
                .recoverWithItem(() -> new Lookup.Failed("the cluster did not answer in time"))
                .onFailure()
                .recoverWithItem(failure -> new Lookup.Failed("the cluster could not be asked"));
    }

    /** Given up or not, a lookup counts until its thread is free again. */
    private Lookup look(String namespace) {
        if (!lookups.tryAcquire()) {
            return new Lookup.Failed("too many lookups are under way");
        }
        try {
            return get(namespace);
        } finally {
            lookups.release();
        }
    }

    private Lookup get(String namespace) {
        Namespace found = client.get().namespaces().withName(namespace).get();
        return found == null ? new Lookup.Failed("the cluster has no such namespace") : new Lookup.Found(labels(found));
    }

    private static Map<String, String> labels(Namespace namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return labels == null ? Map.of() : Map.copyOf(labels);
    }
}
