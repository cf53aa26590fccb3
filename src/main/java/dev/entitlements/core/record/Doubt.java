package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * A call that is let through only with certain arguments, where the log does not show them all. It counts as covered:
 * nothing is granted on a guess.
 *
 * @param seen the call
 * @param others what would let more of such calls through, the least first
 */
public record Doubt(Seen seen, List<EntitlementId> others) {
    public Doubt {
        others = List.copyOf(others);
    }
}
