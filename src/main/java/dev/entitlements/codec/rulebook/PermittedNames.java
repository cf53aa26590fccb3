package dev.entitlements.codec.rulebook;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.Policy;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every entry of the catalogue that a policy of any mode could ever grant; an expired exception may be renewed. */
final class PermittedNames {
    private PermittedNames() {}

    static NavigableSet<EntitlementId> of(Catalogue catalogue, KnownNames names, Collection<Policy> policies) {
        NavigableSet<EntitlementId> permitted = new TreeSet<>(catalogue.floors().values());
        for (Policy policy : policies) {
            Stream.concat(policy.defaults().stream(), policy.ephemeral().stream())
                    .flatMap(id -> catalogue.find(id).stream())
                    .map(Entitlement::id)
                    .forEach(permitted::add);
            Stream<NamePattern> patterns = Stream.concat(
                    policy.allow().stream(), policy.exceptions().stream().flatMap(e -> e.allow().stream()));
            patterns.flatMap(pattern -> names.matching(pattern).stream())
                    .map(Entitlement::id)
                    .forEach(permitted::add);
        }
        return permitted;
    }
}
