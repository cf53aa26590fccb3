package dev.entitlements.bench;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.core.rulebook.Glob;
import dev.entitlements.core.rulebook.Globs;
import dev.entitlements.core.rulebook.LabelSelector;
import dev.entitlements.core.rulebook.LabelSelector.Operator;
import dev.entitlements.core.rulebook.LabelSelector.Requirement;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Policies;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Decides by rulebooks of many policies, pod after pod in another namespace.
 *
 * <p>However many there are, every namespace is matched by three: one for everybody, one by its name, one by a label.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {
    /** How many policies the rulebook has besides those of the examples; half match by name and half by label. */
    @Param({"10", "100", "1000", "10000"})
    public int policies;

    /** How many namespaces the pods are in. */
    @Param({"10", "5000"})
    public int namespaces;

    private final LocalDate today = LocalDate.of(2026, 11, 22);
    private final List<Review> reviews = new ArrayList<>();
    private final List<NamespaceFacts> facts = new ArrayList<>();
    private @Nullable Rulebook rulebook;
    private int next;

    /** Loads the examples and adds the policies. */
    @Setup
    public void load() throws IOException {
        Rulebook base = Rulebooks.load(Path.of("profiles"), Path.of("profiles/policies/examples"));
        Policy everyone = base.policies().all().stream()
                .filter(policy -> policy.name().equals("everyone"))
                .findFirst()
                .orElseThrow();
        List<Policy> all = new ArrayList<>(List.of(everyone));
        int half = policies / 2;
        for (int i = 0; i < half; i++) {
            List<Glob> names = new ArrayList<>();
            for (int namespace = i; namespace < Math.max(half, namespaces); namespace += half) {
                names.add(new Glob(name(namespace)));
            }
            all.add(like(
                    everyone, "by-name-" + i, new Match(Globs.of(names), LabelSelector.ALL, Globs.NONE, Globs.NONE)));
            Requirement tenant = new Requirement("tenant", Operator.IN, List.of("t" + i));
            LabelSelector selector = new LabelSelector(List.of(tenant));
            all.add(like(everyone, "by-label-" + i, new Match(Globs.NONE, selector, Globs.NONE, Globs.NONE)));
        }
        rulebook = new Rulebook(
                base.catalogue(), Policies.of(all), base.bundle(), base.delivery(), base.revision(), base.earlier());
        Review review = ReviewReader.read(SampleReview.bytes(3)).fold(read -> read, issues -> {
            throw new IllegalStateException(issues.toString());
        });
        for (int i = 0; i < namespaces; i++) {
            reviews.add(in(name(i), review));
            facts.add(NamespaceFacts.labelled(
                    Map.of("kubernetes.io/metadata.name", name(i), "team", "blue", "tenant", "t" + i % half)));
        }
        int matching = rulebook.policies().in(name(0), facts.get(0).labels()).size();
        if (matching != 3 || !decide().allowed()) {
            throw new IllegalStateException("three policies must match, and admit: " + matching);
        }
    }

    /** Decide and patch, the review read before. */
    @Benchmark
    public ReviewAnswer decide() {
        next = next + 1 == reviews.size() ? 0 : next + 1;
        return ReviewAdmission.mutate(reviews.get(next), facts.get(next), today, Objects.requireNonNull(rulebook));
    }

    private static String name(int namespace) {
        return "team-" + namespace + "-shop";
    }

    private static Policy like(Policy policy, String name, Match match) {
        return new Policy(
                name,
                match,
                List.of(),
                policy.allow(),
                policy.ephemeral(),
                policy.mode(),
                policy.onExcess(),
                policy.precedence(),
                List.of());
    }

    private static Review in(String namespace, Review review) {
        return new Review(
                review.uid(),
                review.group(),
                review.kind(),
                review.resource(),
                review.subResource(),
                review.operation(),
                namespace,
                review.name(),
                review.userName(),
                review.userGroups(),
                review.dryRun(),
                review.object(),
                review.oldObject());
    }
}
