package dev.entitlements.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Whether a bundle has come to the nodes.
 *
 * <p>Which nodes have it is what the cluster's objects say, so that replicas come to the same answer on their own. Time
 * counts from when a replica saw the rulebook: no node's word can make it go live earlier, and replicas see it within the
 * time that a ConfigMap takes to reach them.
 *
 * @param verdict whether its rulebook may go live
 * @param lacking the names of the ready nodes that lack it, sorted
 * @param due when it goes live whatever nodes lack it
 */
public record Rollout(Verdict verdict, List<String> lacking, Instant due) {
    public Rollout {
        lacking = List.copyOf(lacking);
    }

    /** Whether a rulebook may go live. */
    public enum Verdict {
        /** Every ready node has its bundle. */
        COMPLETE,
        /** Not every ready node has it, and there is time. */
        WAITING,
        /** Not every ready node has it, and the time is over. */
        OVERDUE
    }

    /**
     * What it has to come to.
     *
     * @param bundle the bundle's digest
     * @param seen when this replica first saw it
     * @param deadline how long nodes have
     */
    public record Aim(String bundle, Instant seen, Duration deadline) {}

    /** Judges by these nodes. */
    public static Rollout judge(Collection<ClusterNode> nodes, Aim aim, Instant now) {
        List<String> lacking = lacking(nodes, aim.bundle());
        Instant due = aim.seen().plus(aim.deadline());
        if (lacking.isEmpty()) {
            return new Rollout(Verdict.COMPLETE, lacking, due);
        }
        return new Rollout(now.isBefore(due) ? Verdict.WAITING : Verdict.OVERDUE, lacking, due);
    }

    /** Judges where the cluster's nodes are not known: time alone decides. */
    public static Rollout unknown(Aim aim, Instant now) {
        Instant due = aim.seen().plus(aim.deadline());
        return new Rollout(now.isBefore(due) ? Verdict.WAITING : Verdict.OVERDUE, List.of(), due);
    }

    /** The ready nodes that lack the bundle, by name, sorted. */
    public static List<String> lacking(Collection<ClusterNode> nodes, String bundle) {
        return nodes.stream()
                .filter(node -> node.lacks(bundle))
                .map(ClusterNode::name)
                .sorted()
                .toList();
    }

    /**
     * Whether every ready node takes AppArmor profiles. A node that has just joined and says nothing yet has some time
     * to do so: else protection would go off whenever a cluster grows.
     */
    public static boolean hasAppArmor(Collection<ClusterNode> nodes, Duration patience, Instant now) {
        List<ClusterNode> counted = nodes.stream()
                .filter(node -> node.state() == ClusterNode.State.READY)
                .filter(node ->
                        node.report() != null || !now.isBefore(node.joined().plus(patience)))
                .toList();
        return !counted.isEmpty() && counted.stream().allMatch(Rollout::hasAppArmor);
    }

    private static boolean hasAppArmor(ClusterNode node) {
        NodeReport report = node.report();
        return report != null && report.appArmor() == NodeReport.AppArmorSupport.YES;
    }
}
