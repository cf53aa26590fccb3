package dev.entitlements.core.delivery;

import java.time.Instant;
import java.util.Map;

/**
 * What the agent of a node says of it.
 *
 * @param revision the revision of the rulebook that the agent reads, or the empty string where it has none
 * @param boot the id of the node's boot in which all this was true
 * @param agentVersion the agent's own version
 * @param architecture the architecture whose files it writes
 * @param appArmor whether the node's kernel takes AppArmor profiles from the agent
 * @param bundles the digest of every bundle that is complete on the node, and since when it is
 * @param missing how many profiles of that rulebook the node lacks
 * @param problem why, or the empty string
 */
public record NodeReport(
        String revision,
        String boot,
        String agentVersion,
        String architecture,
        AppArmorSupport appArmor,
        Map<String, Instant> bundles,
        int missing,
        String problem) {
    public NodeReport {
        bundles = Map.copyOf(bundles);
    }

    /** Whether AppArmor profiles can be loaded. */
    public enum AppArmorSupport {
        YES,
        NO
    }
}
