package dev.entitlements.truth.vm;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.shipped.ShippedCatalogue;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a set of entitlements promises, in words that know nothing of AppArmor's language.
 *
 * @param names the entitlements, and all that they include
 * @param capabilities the capabilities they grant
 */
record Powers(Set<String> names, Set<Capability> capabilities) {
    Powers {
        names = Set.copyOf(names);
        capabilities = Set.copyOf(capabilities);
    }

    /** Those of this set. */
    static Powers of(Collection<EntitlementId> entitlements) {
        Set<String> names = new TreeSet<>();
        entitlements.forEach(name -> include(name, names));
        return new Powers(names, CATALOGUE.grants(List.copyOf(entitlements)).capabilities());
    }

    /** Those of these names. */
    static Powers of(String... names) {
        return of(ShippedCatalogue.ids(names));
    }

    /** Whether one of these is among them. */
    boolean anyOf(String... wanted) {
        return names.stream().anyMatch(List.of(wanted)::contains);
    }

    private static void include(EntitlementId name, Set<String> names) {
        Entitlement entry = CATALOGUE.find(name).orElseThrow();
        names.add(entry.id().toString());
        entry.includes().forEach(included -> include(included, names));
    }
}
