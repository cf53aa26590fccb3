package dev.entitlements.shell.delivery;

import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.delivery.ClusterNode;
import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watched copy of the cluster's nodes and of their agents' reports; there is one where agents deliver. */
@Singleton
public final class NodeView {
    private final Surroundings surroundings;
    private final Instance<KubernetesClient> client;
    private final AppConfig config;
    private volatile @Nullable Copies copies;

    /** The two copies. */
    private record Copies(SharedIndexInformer<Node> nodes, SharedIndexInformer<Lease> reports) {
        boolean areComplete() {
            return nodes.hasSynced() && reports.hasSynced();
        }
    }

    NodeView(Surroundings surroundings, Instance<KubernetesClient> client, AppConfig config) {
        this.surroundings = surroundings;
        this.client = client;
        this.config = config;
    }

    /** Starts watching; does not wait for it. */
    void start(@Observes StartupEvent event) {
        if (!isUsed()) {
            return;
        }
        SharedIndexInformer<Node> nodes = client.get().nodes().runnableInformer(0);
        SharedIndexInformer<Lease> reports = client.get()
                .leases()
                .inNamespace(config.deliverySettings().namespace())
                .runnableInformer(0);
        // whatever happens to a watch, it is taken up again; until then the last copy counts
        nodes.exceptionHandler((wasRunning, failure) -> true);
        reports.exceptionHandler((wasRunning, failure) -> true);
        nodes.start();
        reports.start();
        copies = new Copies(nodes, reports);
    }

    /** Stops watching. */
    void stop(@Observes ShutdownEvent event) {
        Copies watching = copies;
        if (watching != null) {
            watching.nodes().stop();
            watching.reports().stop();
        }
    }

    /** Whether rulebooks wait for nodes at all; a deadline of nothing says that somebody else brings the profiles. */
    public boolean isUsed() {
        return surroundings.hasCluster()
                && config.delivery() == Delivery.Channel.AGENT
                && !surroundings.deliveryDeadline().isZero();
    }

    /** Every node, by name; empty where they are not known. Never blocks. */
    public Optional<List<ClusterNode>> nodes() {
        Copies watching = copies;
        if (watching == null || !watching.areComplete()) {
            return Optional.empty();
        }
        String namespace = config.deliverySettings().namespace();
        return Optional.of(watching.nodes().getStore().list().stream()
                .map(node -> NodeReading.read(
                        node,
                        watching.reports()
                                .getStore()
                                .getByKey(namespace + "/" + node.getMetadata().getName())))
                .sorted(Comparator.comparing(ClusterNode::name))
                .toList());
    }
}
