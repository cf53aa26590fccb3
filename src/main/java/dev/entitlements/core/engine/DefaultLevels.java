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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Completes what a container asks for: every other domain has the policies' default level, else its floor level. */
final class DefaultLevels {
    // a tie in precedence only gives the same default, or the rulebook would not have loaded
    private static final Comparator<Policy> FIRST_TO_SPEAK =
            Comparator.comparingInt(Policy::precedence).reversed().thenComparing(Policy::name);

    private static final Comparator<Held> BY_ID = (one, other) -> one.id().compareTo(other.id());

    private final List<Speaker> byPrecedence;
    private final SortedMap<String, EntitlementId> floors;
    private final boolean speakAlike;

    DefaultLevels(Catalogue catalogue, List<Policy> policies, List<ContainerRequest> containers) {
        this.floors = catalogue.floors();
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(FIRST_TO_SPEAK);
        this.byPrecedence = new ArrayList<>(sorted.size());
        boolean alike = true;
        for (Policy policy : sorted) {
            Speaker speaker = new Speaker(policy, levels(policy, catalogue), speaksForAll(policy, containers));
            byPrecedence.add(speaker);
            alike &= speaker.forAll();
        }
        this.speakAlike = alike;
    }

    /**
     * A policy that gives defaults.
     *
     * @param policy the policy
     * @param levels its defaults
     * @param forAll whether it speaks for every container of the pod
     */
    private record Speaker(Policy policy, List<Level> levels, boolean forAll) {
        boolean speaksFor(ContainerRequest container) {
            return forAll || policy.match().matchesImage(container.image());
        }

        /** A level of the whole pod is only given by a policy that speaks for all its containers. */
        boolean gives(Level level) {
            return forAll || level.scope() == Scope.CONTAINER;
        }
    }

    /** A level that holds where its domain is open; all containers that hold it share it. */
    private record Level(String domain, Scope scope, Held held) {}

    private static List<Level> levels(Policy policy, Catalogue catalogue) {
        List<Level> levels = new ArrayList<>(policy.defaults().size());
        for (EntitlementId id : policy.defaults()) {
            Entitlement entitlement = catalogue.find(id).orElseThrow();
            Held held = new Held(entitlement.named(id), Source.DEFAULT, policy.name());
            levels.add(new Level(entitlement.domain(), entitlement.scope(), held));
        }
        return levels;
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
        List<Held> held = new ArrayList<>(asked.size() + floors.size());
        List<String> settled = new ArrayList<>(floors.size() + 1);
        for (Entry entry : asked) {
            held.add(new Held(entry.id(), Source.ASKED, entry.key()));
            settle(entry.entitlement().domain(), settled);
        }
        for (Speaker speaker : byPrecedence) {
            if (speaker.speaksFor(container)) {
                for (Level level : speaker.levels()) {
                    if (speaker.gives(level) && settle(level.domain(), settled)) {
                        held.add(level.held());
                    }
                }
            }
        }
        for (Map.Entry<String, EntitlementId> floor : floors.entrySet()) {
            if (settle(floor.getKey(), settled)) {
                held.add(new Held(floor.getValue(), Source.FLOOR, ""));
            }
        }
        return eachOnce(held);
    }

    /** Whether the domain was open; there are so few that looking at all of them is quickest. */
    private static boolean settle(String domain, List<String> settled) {
        return !settled.contains(domain) && settled.add(domain);
    }

    /** Sorted by name; of what is held more than once, the reason that came last. */
    private static List<Held> eachOnce(List<Held> held) {
        held.sort(BY_ID);
        List<Held> once = new ArrayList<>(held.size());
        for (int i = 0; i < held.size(); i++) {
            if (i + 1 == held.size() || !held.get(i).id().equals(held.get(i + 1).id())) {
                once.add(held.get(i));
            }
        }
        return once;
    }
}
