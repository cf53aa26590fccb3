package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.core.entitlement.EntitlementId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold between entitlements: names, includes and floors. */
final class CatalogueChecks {
    private CatalogueChecks() {}

    static List<Issue> issues(List<EntitlementSource> sources, KnownNames names) {
        List<Issue> issues = new ArrayList<>();
        issues.addAll(duplicates(sources.stream()
                .map(source -> new Located<>("the entitlement `" + source.id() + "`", source.name()))
                .toList()));
        issues.addAll(IncludeCycles.issues(sources));
        IncludeClosures closures = new IncludeClosures(sources);
        issues.addAll(IncludeChecks.issues(sources, names, closures));
        issues.addAll(PromisedLevels.issues(sources, closures));
        issues.addAll(floors(sources, names));
        return issues;
    }

    /** Names that stand twice; what is named is said by the caller. */
    static List<Issue> duplicates(List<Located<String>> named) {
        Map<String, Place> first = new HashMap<>();
        List<Issue> issues = new ArrayList<>();
        for (Located<String> item :
                named.stream().sorted(Comparator.comparing(Located::place)).toList()) {
            Place before = first.putIfAbsent(item.value(), item.place());
            if (before != null) {
                issues.add(Issue.error(
                        item.place(),
                        item.value() + " is there twice; the first is in " + before,
                        "rename or remove one"));
            }
        }
        return issues;
    }

    private static List<Issue> floors(List<EntitlementSource> sources, KnownNames names) {
        Map<String, List<EntitlementSource>> byDomain = sources.stream()
                .filter(source -> !source.entitlement().domain().isEmpty())
                .sorted(Comparator.comparing(EntitlementSource::name))
                .collect(Collectors.groupingBy(
                        source -> source.entitlement().domain(), TreeMap::new, Collectors.toList()));
        List<Issue> issues = new ArrayList<>();
        byDomain.forEach((domain, levels) -> {
            Map<EntitlementId, EntitlementSource> floors = levels.stream()
                    .filter(level -> level.entitlement().floor())
                    .collect(Collectors.toMap(
                            EntitlementSource::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
            List<EntitlementSource> found = List.copyOf(floors.values());
            if (found.isEmpty() && names.isComplete()) {
                issues.add(Issue.error(
                        levels.get(0).domain(),
                        "the domain `" + domain + "` has no floor",
                        "write `floor: true` in the level that holds where nobody says otherwise"));
            }
            found.stream()
                    .skip(1)
                    .forEach(second -> issues.add(Issue.error(
                            second.floor(),
                            "the domain `" + domain + "` has two floors, `"
                                    + found.get(0).id() + "` and `" + second.id() + "`",
                            "only one level holds where nobody says otherwise")));
        });
        return issues;
    }
}
