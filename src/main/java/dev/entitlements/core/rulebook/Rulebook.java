package dev.entitlements.core.rulebook;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which entitlements exist and who may use them, frozen at one revision.
 *
 * @param catalogue all entitlements
 * @param policies who may ask for what
 * @param bundle every profile the two can need
 * @param delivery how profiles reach the nodes
 * @param revision {@code sha256:} and the hash of all that was read
 * @param earlier the bundles of the rulebooks in force before, the latest first, whose profiles are still accepted
 */
public record Rulebook(
        Catalogue catalogue,
        Policies policies,
        Bundle bundle,
        Delivery delivery,
        String revision,
        List<Bundle> earlier) {
    public Rulebook {
        earlier = List.copyOf(earlier);
    }

    /** A rulebook that nothing came before. */
    public Rulebook(Catalogue catalogue, Policies policies, Bundle bundle, Delivery delivery, String revision) {
        this(catalogue, policies, bundle, delivery, revision, List.of());
    }

    /** The same rulebook after others, whose bundles are given, the latest first. */
    public Rulebook withEarlier(List<Bundle> bundles) {
        return new Rulebook(catalogue, policies, bundle, delivery, revision, bundles);
    }

    /** Its own bundle, then the earlier ones: any profile of these may be met in a pod. */
    public List<Bundle> bundles() {
        List<Bundle> all = new ArrayList<>(earlier.size() + 1);
        all.add(bundle);
        all.addAll(earlier);
        return List.copyOf(all);
    }

    /**
     * Whether a seccomp profile of any of the bundles lets through no more than these entitlements grant today; what
     * they granted when the profile was made does not count.
     */
    public boolean seccompWithin(String localhostProfile, Collection<EntitlementId> entitlements) {
        return bundles().stream()
                .flatMap(known -> known.seccompNamed(localhostProfile).stream())
                .anyMatch(model -> bundle.covers(entitlements, model));
    }

    /** The same for an AppArmor profile. */
    public boolean appArmorWithin(String localhostProfile, Collection<EntitlementId> entitlements) {
        return bundles().stream()
                .flatMap(known -> known.appArmorNamed(localhostProfile).stream())
                .anyMatch(model -> bundle.covers(entitlements, model));
    }

    /** Whether any policy enforces; where none does, our own failures admit (law 4 of the design). */
    public boolean enforces() {
        return policies.enforce();
    }
}
