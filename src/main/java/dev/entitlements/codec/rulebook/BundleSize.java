package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.rulebook.Policy;
import java.util.Comparator;
import java.util.List;

/** Whether so many combinations of entitlements are permitted that their profiles would be too many. */
final class BundleSize {
    private BundleSize() {}

    /** A policy, and how many combinations there would be without it. */
    private record Without(PolicySource policy, long combinations) {}

    /** The error, at the policy without which there would be the fewest; none where all is well. */
    static List<Issue> issues(Catalogue catalogue, Sources sources) {
        List<Policy> policies =
                sources.policies().stream().map(PolicySource::policy).toList();
        long combinations = count(catalogue, sources, policies);
        if (combinations <= Bundle.MAX_COMBINATIONS) {
            return List.of();
        }
        Comparator<Without> fewest = Comparator.comparingLong(Without::combinations);
        return sources.policies().stream()
                .map(source -> new Without(source, count(catalogue, sources, others(policies, source.policy()))))
                .min(fewest.thenComparing(without -> without.policy().policy().name()))
                .map(worst -> error(combinations, worst))
                .stream()
                .toList();
    }

    private static Issue error(long combinations, Without worst) {
        return Issue.error(
                worst.policy().name(),
                "the policies permit " + combinations
                        + " combinations of entitlements that need profiles of their own, and "
                        + Bundle.MAX_COMBINATIONS + " is the most; without policy `"
                        + worst.policy().policy().name() + "` there are " + worst.combinations(),
                "permit fewer names in that policy, or make levels of one domain of entitlements that are simply added");
    }

    private static List<Policy> others(List<Policy> policies, Policy one) {
        return policies.stream()
                .filter(policy -> !policy.name().equals(one.name()))
                .toList();
    }

    private static long count(Catalogue catalogue, Sources sources, List<Policy> policies) {
        return Bundle.count(catalogue, PermittedNames.of(catalogue, sources.names(), policies));
    }
}
