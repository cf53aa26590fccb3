package dev.entitlements.core.expand;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the value of the label {@code entitlements.dev/network}: the level, without its prefix, of the container that
 * has the strongest one by inclusion, or {@code mixed} where two cannot be compared.
 */
public final class NetworkLevel {
    private static final String DOMAIN = "network";
    private static final String PREFIX = "network.";

    private NetworkLevel() {}

    /** The label's value; empty where the catalogue has no network levels. */
    public static String of(List<ContainerSubject> containers, Catalogue catalogue) {
        Set<EntitlementId> levels = levels(containers, catalogue);
        for (EntitlementId level : levels) {
            if (includesAll(level, levels, catalogue)) {
                String name = level.name();
                return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            }
        }
        return levels.isEmpty() ? "" : "mixed";
    }

    /** The network levels that the containers hold. */
    public static Set<EntitlementId> levels(List<ContainerSubject> containers, Catalogue catalogue) {
        Set<EntitlementId> levels = new LinkedHashSet<>();
        List<EntitlementId> before = List.of();
        for (ContainerSubject container : containers) {
            if (container.entitlements().equals(before)) {
                continue;
            }
            before = container.entitlements();
            for (EntitlementId id : before) {
                Entitlement entitlement = catalogue.find(id).orElse(null);
                if (entitlement != null && entitlement.domain().equals(DOMAIN)) {
                    levels.add(id.base());
                }
            }
        }
        return levels;
    }

    private static boolean includesAll(EntitlementId level, Set<EntitlementId> others, Catalogue catalogue) {
        for (EntitlementId other : others) {
            if (!includes(level, other, catalogue)) {
                return false;
            }
        }
        return true;
    }

    private static boolean includes(EntitlementId level, EntitlementId other, Catalogue catalogue) {
        if (level.equals(other) || other.equals(catalogue.floors().get(DOMAIN))) {
            return true;
        }
        Set<EntitlementId> seen = new HashSet<>();
        List<EntitlementId> waiting = new ArrayList<>(List.of(level));
        while (!waiting.isEmpty()) {
            EntitlementId next = waiting.remove(waiting.size() - 1);
            if (next.equals(other)) {
                return true;
            }
            if (seen.add(next)) {
                catalogue.find(next).ifPresent(entry -> waiting.addAll(entry.includes()));
            }
        }
        return false;
    }
}
