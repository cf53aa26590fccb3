package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Entitlements that include themselves, directly or by way of others. */
final class IncludeCycles {
    private IncludeCycles() {}

    /** One problem for each group of entitlements that are in cycles with each other, naming one shortest cycle. */
    static List<Issue> issues(List<EntitlementSource> sources) {
        Map<EntitlementId, EntitlementSource> byId = new TreeMap<>();
        sources.stream()
                .sorted(Comparator.comparing(EntitlementSource::name))
                .forEach(source -> byId.putIfAbsent(source.id(), source));
        List<Issue> issues = new ArrayList<>();
        Set<EntitlementId> reported = new HashSet<>();
        for (EntitlementSource source : byId.values()) {
            List<EntitlementId> cycle = reported.contains(source.id()) ? List.of() : cycle(byId, source.id());
            if (!cycle.isEmpty()) {
                reported.addAll(cycle);
                issues.add(issue(source, cycle));
            }
        }
        return issues;
    }

    private static Issue issue(EntitlementSource source, List<EntitlementId> cycle) {
        String path = cycle.stream().map(EntitlementId::toString).collect(Collectors.joining(" -> "));
        return Issue.error(
                source.includes().stream()
                        .filter(included -> included.value().equals(cycle.get(1)))
                        .map(Located::place)
                        .findFirst()
                        .orElse(source.name()),
                "`" + source.id() + "` includes itself: " + path,
                "take one of the includes out");
    }

    /** The shortest way from a name back to itself, both ends named; empty where there is none. */
    private static List<EntitlementId> cycle(Map<EntitlementId, EntitlementSource> byId, EntitlementId start) {
        Map<EntitlementId, EntitlementId> cameFrom = new HashMap<>();
        Deque<EntitlementId> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            EntitlementId at = waiting.poll();
            EntitlementSource source = byId.get(at);
            for (Located<EntitlementId> included :
                    source == null ? List.<Located<EntitlementId>>of() : source.includes()) {
                if (included.value().equals(start)) {
                    return way(cameFrom, at, start);
                }
                if (cameFrom.putIfAbsent(included.value(), at) == null) {
                    waiting.add(included.value());
                }
            }
        }
        return List.of();
    }

    private static List<EntitlementId> way(
            Map<EntitlementId, EntitlementId> cameFrom, EntitlementId last, EntitlementId start) {
        Deque<EntitlementId> way = new ArrayDeque<>(List.of(start));
        for (EntitlementId at = last; at != null && !at.equals(start); at = cameFrom.get(at)) {
            way.addFirst(at);
        }
        way.addFirst(start);
        return List.copyOf(way);
    }
}
