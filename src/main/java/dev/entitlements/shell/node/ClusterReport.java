package dev.entitlements.shell.node;

import dev.entitlements.codec.delivery.NodeReportJson;
import dev.entitlements.core.delivery.NodeReport;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cluster of the node, in one Lease that has the node's name.
 *
 * <p>A Lease, because an agent then needs no right to anything that decides: a ConfigMap would be of the kind that holds
 * the policies. The API server takes it only from a token of the same node.
 */
final class ClusterReport {
    /** How often the report is renewed where nothing has changed. */
    static final Duration RENEWAL = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final String namespace;
    private final String node;
    private final Clock clock;
    private @Nullable NodeReport told;
    private Instant renewal = Instant.MIN;
    private Instant retry = Instant.MIN;
    private Duration wait = FIRST_WAIT;

    ClusterReport(KubernetesClient client, String namespace, String node, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.node = node;
        this.clock = clock;
    }

    /** What became of telling. */
    enum Outcome {
        /** The cluster knows. */
        TOLD,
        /** It knew before, or it is not yet time to try again. */
        NOTHING_TO_DO,
        /** It could not be told; it is tried again later, and later each time. */
        FAILED
    }

    /** Tells what is new, or that all is as it was; never throws for want of a cluster. */
    Outcome tell(NodeReport report, AgentLog log) {
        Instant now = clock.instant();
        if (now.isBefore(retry) || (report.equals(told) && now.isBefore(renewal))) {
            return Outcome.NOTHING_TO_DO;
        }
        try {
            write(report, now);
            told = report;
            wait = FIRST_WAIT;
            renewal = now.plus(RENEWAL);
            return Outcome.TOLD;
        } catch (KubernetesClientException unreachable) {
            retry = now.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            log.warn(
                    "the cluster could not be told of the node",
                    "reason",
                    String.valueOf(unreachable.getMessage()),
                    "again-at",
                    retry.toString());
            return Outcome.FAILED;
        }
    }

    private void write(NodeReport report, Instant now) {
        Lease present = client.leases().inNamespace(namespace).withName(node).get();
        Lease lease = lease(report, now, present);
        if (present == null) {
            client.leases().inNamespace(namespace).resource(lease).create();
        } else {
            client.leases().inNamespace(namespace).resource(lease).update();
        }
    }

    private Lease lease(NodeReport report, Instant now, @Nullable Lease present) {
        Node owner = client.nodes().withName(node).get();
        if (owner == null) {
            throw new KubernetesClientException("the cluster has no node `" + node + "`");
        }
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(node)
                .withNamespace(namespace)
                .withResourceVersion(
                        present == null ? null : present.getMetadata().getResourceVersion())
                .addToAnnotations(NodeReportJson.ANNOTATION, NodeReportJson.write(report))
                // goes when the node goes
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(node)
                .withLeaseDurationSeconds((int) RENEWAL.multipliedBy(2).toSeconds())
                .withRenewTime(ZonedDateTime.ofInstant(now, ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
