package dev.entitlements.core.rulebook;

import dev.entitlements.core.rulebook.LabelSelector.Operator;
import dev.entitlements.core.rulebook.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the policies that may speak for a namespace without looking at the others.
 *
 * <p>INVARIANT (nobody is missed): each policy stands in the place of every glob it has, or of a label that it demands,
 * or in the place that is always looked at; what cannot be found by any of these does not match.
 */
final class PolicyIndex {
    private final List<Policy> policies;
    /** Places by the whole name of a namespace. */
    private final Map<String, List<Integer>> byName = new HashMap<>();

    private final Affixes byStart = new Affixes();
    private final Affixes byEnd = new Affixes();
    /** Places by a label's key, then its value. */
    private final Map<String, Map<String, List<Integer>>> byLabel = new HashMap<>();
    /** Places by a label's key where any value will do. */
    private final Map<String, List<Integer>> byKey = new HashMap<>();

    private final List<Integer> anywhere = new ArrayList<>();

    private PolicyIndex(List<Policy> policies) {
        this.policies = List.copyOf(policies);
        for (int i = 0; i < policies.size(); i++) {
            put(policies.get(i).match(), i);
        }
    }

    /** The index of these policies, which keeps their order. */
    static PolicyIndex of(List<Policy> policies) {
        return new PolicyIndex(policies);
    }

    private void put(Match match, int place) {
        boolean byGlobs = !match.namespaces().isEmpty()
                && match.namespaces().all().stream().allMatch(PolicyIndex::isFindable);
        if (byGlobs) {
            match.namespaces().all().forEach(glob -> put(glob, place));
            return;
        }
        Optional<Requirement> demand = match.namespaceSelector().requirements().stream()
                .filter(requirement ->
                        requirement.operator() == Operator.IN || requirement.operator() == Operator.EXISTS)
                .findFirst();
        demand.ifPresentOrElse(requirement -> put(requirement, place), () -> anywhere.add(place));
    }

    private static boolean isFindable(Glob glob) {
        return !glob.start().isEmpty() || !glob.end().isEmpty();
    }

    private void put(Glob glob, int place) {
        if (glob.isLiteral()) {
            add(byName, glob.pattern(), place);
        } else if (!glob.start().isEmpty()) {
            byStart.put(glob.start(), place);
        } else {
            byEnd.put(glob.end(), place);
        }
    }

    private void put(Requirement requirement, int place) {
        if (requirement.operator() == Operator.EXISTS) {
            add(byKey, requirement.key(), place);
            return;
        }
        Map<String, List<Integer>> byValue = byLabel.computeIfAbsent(requirement.key(), key -> new HashMap<>());
        requirement.values().forEach(value -> add(byValue, value, place));
    }

    private static void add(Map<String, List<Integer>> places, String text, int place) {
        // most texts are those of one policy
        places.computeIfAbsent(text, absent -> new ArrayList<>(1)).add(place);
    }

    /** Every policy that matches the namespace, and perhaps some more, in the order they were given, each once. */
    List<Policy> candidates(String namespace, Map<String, String> labels) {
        List<Integer> found = new ArrayList<>(anywhere);
        found.addAll(byName.getOrDefault(namespace, List.of()));
        byStart.ofStart(namespace, found);
        byEnd.ofEnd(namespace, found);
        if (!byLabel.isEmpty() || !byKey.isEmpty()) {
            for (Map.Entry<String, String> label : labels.entrySet()) {
                found.addAll(byLabel.getOrDefault(label.getKey(), Map.of()).getOrDefault(label.getValue(), List.of()));
                found.addAll(byKey.getOrDefault(label.getKey(), List.of()));
            }
        }
        found.sort(null);
        List<Policy> candidates = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            if (i == 0 || !found.get(i).equals(found.get(i - 1))) {
                candidates.add(policies.get(found.get(i)));
            }
        }
        return candidates;
    }

    /** Places by what texts start or end with. */
    private static final class Affixes {
        private final Map<String, List<Integer>> byText = new HashMap<>();
        /** The shortest first. */
        private final SortedSet<Integer> lengths = new TreeSet<>();

        void put(String affix, int place) {
            add(byText, affix, place);
            lengths.add(affix.length());
        }

        void ofStart(String text, List<Integer> found) {
            for (int length : lengths) {
                if (length > text.length()) {
                    return;
                }
                found.addAll(byText.getOrDefault(text.substring(0, length), List.of()));
            }
        }

        void ofEnd(String text, List<Integer> found) {
            for (int length : lengths) {
                if (length > text.length()) {
                    return;
                }
                found.addAll(byText.getOrDefault(text.substring(text.length() - length), List.of()));
            }
        }
    }
}
