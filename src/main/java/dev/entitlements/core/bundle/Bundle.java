package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Delivery;
import java.util.Collection;

/** Every profile that a rulebook can ever need, by the entitlements it is for. Immutable. */
public final class Bundle {
    private Bundle() {}

    /**
     * Compiles every combination.
     *
     * @param permitted every name that any policy, of any mode, could grant; arguments do not matter
     */
    public static Bundle of(Catalogue catalogue, Collection<EntitlementId> permitted, Delivery delivery) {
        return new Bundle();
    }

    /** The profiles for exactly these granted names (floor levels may be among them). Fast: called for every container. */
    public Profiles profilesFor(Collection<EntitlementId> entitlements) {
        return Profiles.RUNTIME_DEFAULT;
    }

    /**
     * Whether the named seccomp profile is one of this bundle and lets through no more than these entitlements grant.
     */
    public boolean seccompWithin(String localhostProfile, Collection<EntitlementId> entitlements) {
        return false;
    }

    /** The same for an AppArmor profile. */
    public boolean appArmorWithin(String localhostProfile, Collection<EntitlementId> entitlements) {
        return false;
    }
}
