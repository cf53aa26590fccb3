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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Policies of equal precedence that disagree on a default and can match the same pod.
 *
 * <p>The modes do not matter: the audit answer looks at policies of every mode, so it would be undecided.
 */
final class Precedence {
    private Precedence() {}

    /**
     * A policy with the level and its place for each domain.
     *
     * @param order where it stands among all: of two, the later one is at fault
     * @param kind the same number for all that give the same levels
     */
    private record Given(
            PolicySource source, NavigableMap<String, Located<EntitlementId>> levels, int order, int kind) {
        int precedence() {
            return source.policy().precedence();
        }

        Match match() {
            return source.policy().match();
        }

        /** Whether it names its namespaces, so that it can meet only who names one of them, or names none. */
        boolean isNarrow() {
            return !match().namespaces().isEmpty()
                    && match().namespaces().all().stream().allMatch(Glob::isLiteral);
        }
    }

    static List<Issue> issues(List<PolicySource> sources, KnownNames names) {
        Map<Integer, List<Given>> equals = given(sources, names).stream()
                .collect(Collectors.groupingBy(Given::precedence, TreeMap::new, Collectors.toList()));
        List<Issue> issues = new ArrayList<>();
        equals.values().forEach(group -> among(group, issues));
        return issues;
    }

    private static List<Given> given(List<PolicySource> sources, KnownNames names) {
        Map<List<String>, Integer> kinds = new HashMap<>();
        List<Given> given = new ArrayList<>(sources.size());
        for (PolicySource source : sources.stream()
                .sorted(Comparator.comparing(PolicySource::name))
                .toList()) {
            NavigableMap<String, Located<EntitlementId>> levels = levels(source, names);
            List<String> words = levels.values().stream()
                    .map(level -> level.value().toString())
                    .toList();
            int kind = kinds.computeIfAbsent(words, first -> kinds.size());
            given.add(new Given(source, levels, given.size(), kind));
        }
        return given;
    }

    /**
     * Looks at no pair that gives the same levels, or cannot meet by name: of the thousands that are made of one template,
     * or name their own namespaces, at hardly any.
     */
    private static void among(List<Given> group, List<Issue> issues) {
        ByKind wide = new ByKind();
        group.stream().filter(one -> !one.isNarrow()).forEach(wide::add);
        Map<String, ByKind> narrow = new TreeMap<>();
        for (Given one : group) {
            wide.forOthers(one, other -> between(one, other, issues));
            if (one.isNarrow()) {
                for (Glob namespace : one.match().namespaces().all()) {
                    ByKind same = narrow.computeIfAbsent(namespace.pattern(), first -> new ByKind());
                    same.forOthers(one, other -> between(one, other, issues));
                    same.add(one);
                }
            }
        }
    }

    /** Policies by the levels that they give. */
    private static final class ByKind {
        private final Map<Integer, List<Given>> lists = new TreeMap<>();

        void add(Given one) {
            lists.computeIfAbsent(one.kind, first -> new ArrayList<>()).add(one);
        }

        /** Those that give other levels than this one. */
        void forOthers(Given one, Consumer<Given> look) {
            lists.forEach((kind, given) -> {
                if (kind != one.kind) {
                    given.forEach(look);
                }
            });
        }
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

    /** Pairs may come in both orders and more than once: whoever gathers the issues keeps one of each. */
    private static void between(Given left, Given right, List<Issue> issues) {
        Given one = left.order < right.order ? left : right;
        Given other = left.order < right.order ? right : left;
        List<String> disagreed = one.levels.keySet().stream()
                .filter(other.levels::containsKey)
                .filter(domain -> !level(one, domain).equals(level(other, domain)))
                .toList();
        if (disagreed.isEmpty() || areDisjoint(one.match(), other.match())) {
            return;
        }
        String domain = disagreed.get(0);
        Located<EntitlementId> level = other.levels.get(domain);
        issues.add(Issue.error(
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
                && one.namespaces().all().stream()
                        .noneMatch(left -> other.namespaces().all().stream().anyMatch(right -> canMeet(left, right)));
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
