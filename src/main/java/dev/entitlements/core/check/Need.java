package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.Permission;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * What a declared field takes to be permitted.
 *
 * @param met whether these grants are enough
 * @param argument what a name with a free argument would be asked with, such as the path of a hostPath, or the empty
 *     string
 */
public record Need(Predicate<Grants> met, String argument) {
    /** A permission. */
    public static Need of(Permission permission) {
        return new Need(grants -> grants.permits(permission), "");
    }

    /** Capabilities, all of them. */
    public static Need of(Collection<Capability> capabilities) {
        return new Need(grants -> grants.capabilities().containsAll(capabilities), "");
    }

    /** Whether these grants are enough. */
    public boolean isMetBy(Grants grants) {
        return met.test(grants);
    }
}
