package dev.entitlements.core.rulebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All policies of a rulebook, and the way to those that speak for a namespace. Immutable. */
public final class Policies {
    private static final Comparator<Policy> STRONGEST_FIRST =
            Comparator.comparing(Policy::mode).reversed().thenComparing(Policy::name);

    private final List<Policy> all;
    private final PolicyIndex index;
    private final boolean enforce;
    private final boolean readLabels;

    private Policies(Collection<Policy> policies) {
        this.all = policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
        this.index = PolicyIndex.of(policies.stream().sorted(STRONGEST_FIRST).toList());
        this.enforce = all.stream().anyMatch(policy -> policy.mode() == Mode.ENFORCE);
        this.readLabels = all.stream()
                .anyMatch(policy ->
                        !policy.match().namespaceSelector().requirements().isEmpty());
    }

    /** These policies; their names are unique. */
    public static Policies of(Collection<Policy> policies) {
        return new Policies(policies);
    }

    /** All of them, sorted by name. */
    public List<Policy> all() {
        return all;
    }

    /**
     * Those that may speak for pods of this namespace, the service account and images aside; strongest mode first, then
     * by name. What this costs depends on how many there are, not on how many the rulebook has, but for policies whose
     * globs begin and end with a star.
     */
    public List<Policy> in(String namespace, Map<String, String> labels) {
        List<Policy> matching = new ArrayList<>();
        for (Policy policy : index.candidates(namespace, labels)) {
            if (policy.match().matchesNamespace(namespace, labels)) {
                matching.add(policy);
            }
        }
        return matching;
    }

    /** Whether any of them enforces. */
    public boolean enforce() {
        return enforce;
    }

    /** Whether any of them selects namespaces by their labels. */
    public boolean readLabels() {
        return readLabels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Policies policies && all.equals(policies.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }
}
