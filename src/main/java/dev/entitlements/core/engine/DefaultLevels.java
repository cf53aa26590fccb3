package dev.entitlements.core.engine;

import dev.entitlements.core.engine.AskedNames.Entry;
import dev.entitlements.core.engine.Held.Source;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.rulebook.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Completes what a container asks for: every other domain has the policies' default level, else its floor level. */
final class DefaultLevels {
    private final Catalogue catalogue;
    private final List<Policy> byPrecedence;
    private final List<ContainerRequest> containers;

    DefaultLevels(Catalogue catalogue, List<Policy> policies, List<ContainerRequest> containers) {
        this.catalogue = catalogue;
        this.containers = containers;
        this.byPrecedence = new ArrayList<>(policies);
        // a tie in precedence only gives the same default, or the rulebook would not have loaded
        this.byPrecedence.sort(
                Comparator.comparingInt(Policy::precedence).reversed().thenComparing(Policy::name));
    }

    /** Every name the container holds, when it asks for these. */
    Standing complete(ContainerRequest container, List<Entry> asked) {
        Map<EntitlementId, Held> held = new HashMap<>();
        Set<String> settled = new HashSet<>();
        for (Entry entry : asked) {
            held.put(entry.id(), new Held(entry.id(), Source.ASKED, entry.key()));
            settled.add(entry.entitlement().domain());
        }
        for (Policy policy : byPrecedence) {
            if (policy.match().matchesImage(container.image())) {
                for (EntitlementId level : policy.defaults()) {
                    Entitlement entitlement = catalogue.find(level).orElseThrow();
                    if (speaks(policy, entitlement) && settled.add(entitlement.domain())) {
                        held.put(level, new Held(level, Source.DEFAULT, policy.name()));
                    }
                }
            }
        }
        catalogue.floors().forEach((domain, floor) -> {
            if (settled.add(domain)) {
                held.put(floor, new Held(floor, Source.FLOOR, ""));
            }
        });
        return new Standing(container, new ArrayList<>(held.values()));
    }

    /** A level of the whole pod is only given by a policy that speaks for all its containers. */
    private boolean speaks(Policy policy, Entitlement entitlement) {
        return entitlement.scope() == Scope.CONTAINER
                || containers.stream().allMatch(container -> policy.match().matchesImage(container.image()));
    }
}
