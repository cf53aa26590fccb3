package dev.entitlements.codec.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.delivery.ClusterNode;
import dev.entitlements.core.delivery.NodeReport;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which nodes lack what, as scripts read it. */
public final class NodesJson {
    private NodesJson() {}

    /**
     * What has to be on the nodes.
     *
     * @param live the rulebook in force
     * @param awaiting the rulebook that waits for the nodes, or null where none does
     * @param due when that goes live whatever nodes lack it
     */
    public record Aims(Rulebook live, @Nullable Rulebook awaiting, Instant due) {}

    /** {@code {"revision","delivery","awaiting","nodes":[..]}}; what is missing is missing of the one that waits. */
    public static ObjectNode of(Aims aims, Collection<ClusterNode> nodes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("revision", aims.live().revision());
        json.put("delivery", aims.live().delivery().channel().name().toLowerCase(Locale.ROOT));
        json.put("appArmor", aims.live().delivery().appArmor().name().toLowerCase(Locale.ROOT));
        Rulebook wanted = aims.awaiting() == null ? aims.live() : aims.awaiting();
        if (aims.awaiting() == null) {
            json.putNull("awaiting");
        } else {
            json.putObject("awaiting")
                    .put("revision", wanted.revision())
                    .put("due", aims.due().toString());
        }
        ArrayNode list = json.putArray("nodes");
        nodes.forEach(node -> put(list.addObject(), node, wanted));
        return json;
    }

    private static void put(ObjectNode json, ClusterNode node, Rulebook wanted) {
        json.put("name", node.name());
        json.put("state", node.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("missing", missing(node, wanted));
        NodeReport report = node.report();
        if (report == null) {
            json.putNull("report");
            return;
        }
        json.putObject("report")
                .put("revision", report.revision())
                .put("agent", report.agentVersion())
                .put("architecture", report.architecture())
                .put("appArmor", report.appArmor() == NodeReport.AppArmorSupport.YES)
                .put("problem", report.problem());
    }

    /** How many profiles it lacks; all of them, for all that is known, where its agent reads another rulebook. */
    private static int missing(ClusterNode node, Rulebook wanted) {
        Bundle bundle = wanted.bundle();
        NodeReport report = node.report();
        int all = bundle.seccomp().size() + bundle.appArmor().size();
        if (node.state() == ClusterNode.State.OTHER_SYSTEM) {
            return 0;
        }
        if (report == null) {
            return all;
        }
        if (report.bundles().containsKey(bundle.digest())) {
            return 0;
        }
        boolean same = report.revision().equals(wanted.revision()) && report.missing() > 0;
        return same ? Math.min(all, report.missing()) : all;
    }
}
