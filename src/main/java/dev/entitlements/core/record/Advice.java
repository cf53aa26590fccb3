package dev.entitlements.core.record;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * A capability that the workload may need besides, which the answer does not grant.
 *
 * @param capability the capability
 * @param entitlements what grants it, the least of each domain; none where the catalogue has nothing
 * @param calls the calls that point to it, sorted
 */
public record Advice(Capability capability, List<EntitlementId> entitlements, List<Seen> calls) {
    public Advice {
        entitlements = List.copyOf(entitlements);
        calls = List.copyOf(calls);
    }
}
