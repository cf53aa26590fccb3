package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Glob;
import dev.entitlements.core.rulebook.LabelSelector;
import dev.entitlements.core.rulebook.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Policies of equal precedence that disagree on a default and can match the same pod.
 *
 * <p>The modes do not matter: the audit answer looks at policies of every mode, so it would be undecided.
 */
final class Precedence {
    private Precedence() {}

    /** A policy with the level and its place for each domain. */
    private record Given(PolicySource source, NavigableMap<String, Located<EntitlementId>> levels) {}

    static List<Issue> issues(List<PolicySource> sources, KnownNames names) {
        List<Given> given = sources.stream()
                .sorted(Comparator.comparing(PolicySource::name))
                .map(source -> new Given(source, levels(source, names)))
                .toList();
        List<Issue> issues = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            for (int j = i + 1; j < given.size(); j++) {
                issues.addAll(between(given.get(i), given.get(j)));
            }
        }
        return issues;
    }

    private static NavigableMap<String, Located<EntitlementId>> levels(PolicySource source, KnownNames names) {
        NavigableMap<String, Located<EntitlementId>> levels = new TreeMap<>();
        for (Located<EntitlementId> level : source.defaults()) {
            String domain = names.find(level.value()).map(Entitlement::domain).orElse("");
            if (!domain.isEmpty()) {
                levels.putIfAbsent(domain, level);
            }
        }
        return levels;
    }

    private static List<Issue> between(Given one, Given other) {
        if (one.source.policy().precedence() != other.source.policy().precedence()) {
            return List.of();
        }
        List<String> disagreed = one.levels.keySet().stream()
                .filter(other.levels::containsKey)
                .filter(domain -> !level(one, domain).equals(level(other, domain)))
                .toList();
        if (disagreed.isEmpty()
                || areDisjoint(
                        one.source.policy().match(), other.source.policy().match())) {
            return List.of();
        }
        String domain = disagreed.get(0);
        Located<EntitlementId> level = other.levels.get(domain);
        return List.of(Issue.error(
                level == null ? other.source.name() : level.place(),
                "the policies `" + one.source.policy().name() + "` and `"
                        + other.source.policy().name() + "` have the same precedence and give different defaults for `"
                        + String.join("`, `", disagreed) + "`",
                "give one of them a higher `precedence`, or `namespaces` or labels that exclude the other's"));
    }

    private static String level(Given given, String domain) {
        Located<EntitlementId> level = given.levels.get(domain);
        return level == null ? "" : level.value().toString();
    }

    /** Whether no pod can be matched by both: errs on the side of no. */
    static boolean areDisjoint(Match one, Match other) {
        boolean namespaces = !one.namespaces().isEmpty()
                && !other.namespaces().isEmpty()
                && one.namespaces().stream()
                        .noneMatch(left -> other.namespaces().stream().anyMatch(right -> canMeet(left, right)));
        return namespaces
                || one.namespaceSelector().requirements().stream()
                        .anyMatch(left -> other.namespaceSelector().requirements().stream()
                                .anyMatch(right -> exclude(left, right)));
    }

    private static boolean exclude(LabelSelector.Requirement one, LabelSelector.Requirement other) {
        return one.operator() == LabelSelector.Operator.IN
                && other.operator() == LabelSelector.Operator.IN
                && one.key().equals(other.key())
                && Collections.disjoint(one.values(), other.values());
    }

    /**
     * Whether some text matches both. Where both have a star, the stars can swallow each other's middle, so only what is
     * before the first and after the last star counts.
     */
    static boolean canMeet(Glob one, Glob other) {
        if (one.isLiteral()) {
            return other.matches(one.pattern());
        }
        if (other.isLiteral()) {
            return one.matches(other.pattern());
        }
        String left = one.pattern();
        String right = other.pattern();
        int head = Math.min(left.indexOf('*'), right.indexOf('*'));
        int tail = Math.min(left.length() - left.lastIndexOf('*') - 1, right.length() - right.lastIndexOf('*') - 1);
        return left.regionMatches(0, right, 0, head)
                && left.regionMatches(left.length() - tail, right, right.length() - tail, tail);
    }
}
