package dev.entitlements.codec.rulebook;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What entitlements include at any depth; those that lead into a cycle are left out until it is mended. */
final class IncludeClosures {
    private final Map<EntitlementId, EntitlementSource> byId = new HashMap<>();
    private final Set<EntitlementId> finite = new HashSet<>();

    IncludeClosures(List<EntitlementSource> sources) {
        sources.forEach(source -> byId.putIfAbsent(source.id(), source));
        List<EntitlementId> ended;
        do {
            ended = byId.values().stream()
                    .filter(source -> !finite.contains(source.id()) && isFinite(source))
                    .map(EntitlementSource::id)
                    .toList();
            finite.addAll(ended);
        } while (!ended.isEmpty());
    }

    /** The entitlement and all that it includes, the nearest first; nothing where it leads into a cycle. */
    List<EntitlementSource> of(EntitlementSource start) {
        if (!isFinite(start)) {
            return List.of();
        }
        Map<EntitlementId, EntitlementSource> found = new LinkedHashMap<>();
        Deque<EntitlementSource> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            EntitlementSource source = waiting.poll();
            if (found.putIfAbsent(source.id(), source) == null) {
                source.includes().stream()
                        .map(included -> byId.get(included.value()))
                        .filter(included -> included != null)
                        .forEach(waiting::add);
            }
        }
        return List.copyOf(found.values());
    }

    /** The closure of the entitlement of this name. */
    List<EntitlementSource> of(EntitlementId id) {
        EntitlementSource source = byId.get(id);
        return source == null ? List.of() : of(source);
    }

    private boolean isFinite(EntitlementSource source) {
        return source.includes().stream()
                .allMatch(included -> finite.contains(included.value()) || !byId.containsKey(included.value()));
    }
}
