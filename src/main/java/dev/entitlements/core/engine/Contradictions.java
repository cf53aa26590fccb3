package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.AskedNames.Entry;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds two different levels of one domain in one annotation (law 2); repeatable levels stand beside each other. */
final class Contradictions {
    private Contradictions() {}

    static List<Finding> in(List<Entry> entries, String container, String key) {
        if (entries.size() < 2) {
            return List.of();
        }
        Map<String, List<Entry>> byDomain = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.entitlement().domain().isEmpty()) {
                byDomain.computeIfAbsent(entry.entitlement().domain(), domain -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Finding> findings = new ArrayList<>();
        byDomain.forEach((domain, levels) -> {
            TreeSet<EntitlementId> distinct =
                    levels.stream().map(Entry::id).collect(Collectors.toCollection(TreeSet::new));
            boolean repeatable =
                    levels.stream().allMatch(level -> level.entitlement().repeatable());
            if (distinct.size() > 1 && !repeatable) {
                findings.add(Finding.refuse(
                        FindingCode.CONTRADICTORY_LEVELS, container, AskedNames.field(key), reason(domain, distinct)));
            }
        });
        return findings;
    }

    private static Reason reason(String domain, Set<EntitlementId> levels) {
        String names = levels.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" and "));
        return new Reason(
                names + " are different levels of the domain `" + domain + "`",
                "keep one of them: a container has one level");
    }
}
