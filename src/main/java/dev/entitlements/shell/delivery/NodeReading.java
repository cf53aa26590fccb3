package dev.entitlements.shell.delivery;

import dev.entitlements.codec.delivery.NodeReportJson;
import dev.entitlements.core.delivery.ClusterNode;
import dev.entitlements.core.delivery.NodeReport;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as its objects describe it.
 *
 * <p>A report holds for the node it belongs to and for the boot it was written in: a machine that was set up anew has
 * none of the files, and one that was started anew has no AppArmor profile loaded.
 */
final class NodeReading {
    private static final String LINUX = "linux";

    private NodeReading() {}

    static ClusterNode read(Node node, @Nullable Lease lease) {
        return new ClusterNode(node.getMetadata().getName(), state(node), joined(node), report(node, lease));
    }

    private static ClusterNode.State state(Node node) {
        NodeStatus status = node.getStatus();
        if (status == null) {
            return ClusterNode.State.NOT_READY;
        }
        NodeSystemInfo info = status.getNodeInfo();
        if (info != null && info.getOperatingSystem() != null && !isLinux(info)) {
            return ClusterNode.State.OTHER_SYSTEM;
        }
        boolean ready = status.getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        return ready ? ClusterNode.State.READY : ClusterNode.State.NOT_READY;
    }

    private static boolean isLinux(NodeSystemInfo info) {
        return info.getOperatingSystem().isEmpty() || info.getOperatingSystem().equals(LINUX);
    }

    private static Instant joined(Node node) {
        try {
            return Instant.parse(String.valueOf(node.getMetadata().getCreationTimestamp()));
        } catch (DateTimeParseException unknown) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable NodeReport report(Node node, @Nullable Lease lease) {
        if (lease == null || !belongsTo(lease, node)) {
            return null;
        }
        Map<String, String> annotations = lease.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(NodeReportJson.ANNOTATION);
        NodeReport report =
                text == null ? null : NodeReportJson.read(text).<@Nullable NodeReport>fold(read -> read, bad -> null);
        return report != null && isOfThisBoot(report, node) ? report : null;
    }

    private static boolean belongsTo(Lease lease, Node node) {
        return lease.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(uid -> uid.equals(node.getMetadata().getUid()));
    }

    private static boolean isOfThisBoot(NodeReport report, Node node) {
        NodeStatus status = node.getStatus();
        String boot = status == null || status.getNodeInfo() == null
                ? null
                : status.getNodeInfo().getBootID();
        return boot == null || boot.isEmpty() || boot.equals(report.boot());
    }
}
