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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Completes what a container asks for: every other domain has the policies' default level, else its floor level. */
final class DefaultLevels {
    // a tie in precedence only gives the same default, or the rulebook would not have loaded
    private static final Comparator<Policy> FIRST_TO_SPEAK =
            Comparator.comparingInt(Policy::precedence).reversed().thenComparing(Policy::name);

    private final Catalogue catalogue;
    private final List<Speaker> byPrecedence;
    private final boolean speakAlike;

    DefaultLevels(Catalogue catalogue, List<Policy> policies, List<ContainerRequest> containers) {
        this.catalogue = catalogue;
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(FIRST_TO_SPEAK);
        this.byPrecedence = new ArrayList<>(sorted.size());
        boolean alike = true;
        for (Policy policy : sorted) {
            Speaker speaker = new Speaker(policy, speaksForAll(policy, containers));
            byPrecedence.add(speaker);
            alike &= speaker.forAll();
        }
        this.speakAlike = alike;
    }

    /**
     * A policy that gives defaults.
     *
     * @param policy the policy
     * @param forAll whether it speaks for every container of the pod
     */
    private record Speaker(Policy policy, boolean forAll) {
        boolean speaksFor(ContainerRequest container) {
            return forAll || policy.match().matchesImage(container.image());
        }

        /** A level of the whole pod is only given by a policy that speaks for all its containers. */
        boolean gives(Entitlement level) {
            return forAll || level.scope() == Scope.CONTAINER;
        }
    }

    private static boolean speaksForAll(Policy policy, List<ContainerRequest> containers) {
        for (ContainerRequest container : containers) {
            if (!policy.match().matchesImage(container.image())) {
                return false;
            }
        }
        return true;
    }

    /** For each container, in their order, every name it holds when it asks for these. */
    List<Standing> complete(List<ContainerRequest> containers, AskedNames asked) {
        List<Standing> standings = new ArrayList<>(containers.size());
        List<Entry> before = List.of();
        for (ContainerRequest container : containers) {
            List<Entry> entries = asked.of(container);
            // most containers ask for no more than their pod, and then hold the same
            boolean isSame = speakAlike && !standings.isEmpty() && entries.equals(before);
            List<Held> held = isSame ? standings.get(standings.size() - 1).held() : held(container, entries);
            standings.add(new Standing(container, held));
            before = entries;
        }
        return standings;
    }

    private List<Held> held(ContainerRequest container, List<Entry> asked) {
        SortedMap<EntitlementId, Held> held = new TreeMap<>();
        Set<String> settled = new HashSet<>();
        for (Entry entry : asked) {
            held.put(entry.id(), new Held(entry.id(), Source.ASKED, entry.key()));
            settled.add(entry.entitlement().domain());
        }
        for (Speaker speaker : byPrecedence) {
            if (speaker.speaksFor(container)) {
                for (EntitlementId level : speaker.policy().defaults()) {
                    Entitlement entitlement = catalogue.find(level).orElseThrow();
                    if (speaker.gives(entitlement) && settled.add(entitlement.domain())) {
                        held.put(
                                level,
                                new Held(level, Source.DEFAULT, speaker.policy().name()));
                    }
                }
            }
        }
        for (Map.Entry<String, EntitlementId> floor : catalogue.floors().entrySet()) {
            if (settled.add(floor.getKey())) {
                held.put(floor.getValue(), new Held(floor.getValue(), Source.FLOOR, ""));
            }
        }
        return new ArrayList<>(held.values());
    }
}
