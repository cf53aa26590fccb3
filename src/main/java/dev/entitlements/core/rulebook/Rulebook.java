package dev.entitlements.core.rulebook;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Catalogue;
import java.util.List;

/**
 * Which entitlements exist and who may use them, frozen at one revision.
 *
 * @param catalogue all entitlements
 * @param policies who may ask for what, sorted by name
 * @param bundle every profile the two can need
 * @param delivery how profiles reach the nodes
 * @param revision {@code sha256:} and the hash of all that was read
 */
public record Rulebook(Catalogue catalogue, List<Policy> policies, Bundle bundle, Delivery delivery, String revision) {
    public Rulebook {
        policies = List.copyOf(policies);
    }

    /** Whether any policy enforces; where none does, our own failures admit (law 4 of the design). */
    public boolean enforces() {
        return policies.stream().anyMatch(policy -> policy.mode() == Mode.ENFORCE);
    }
}
