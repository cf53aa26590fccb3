package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.Grants;
import java.util.Comparator;

/** Orders entitlements by how much they give away, so that help names the least one that is enough. */
final class LeastPower {
    private LeastPower() {}

    static Comparator<Entitlement> order(Catalogue catalogue) {
        return Comparator.comparing(Entitlement::podSecurityLevel)
                .thenComparingInt(entry -> size(catalogue.grants(entry.id())))
                .thenComparing(Entitlement::id);
    }

    private static int size(Grants grants) {
        return grants.capabilities().size()
                + grants.permissions().size()
                + grants.hostPaths().size()
                + grants.devices().size()
                + grants.runtimeClasses().size();
    }
}
