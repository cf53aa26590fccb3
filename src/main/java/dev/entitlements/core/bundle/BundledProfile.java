package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;

/**
 * One profile of a bundle, with what it is for.
 *
 * @param model what it lets through
 * @param entitlements the sets of entitlements that get it, each sorted; names that change no profile are left out, so
 *     the empty set is the floor
 */
public record BundledProfile<M>(M model, List<List<EntitlementId>> entitlements) {
    public BundledProfile {
        entitlements = List.copyOf(entitlements);
    }
}
