package dev.entitlements.bench;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
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

/** Decides by catalogues of few and of many entitlements; those that are added grant nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CatalogueBenchmark {
    /** How many entitlements there are; the shipped catalogue has 34. */
    @Param({"34", "2000"})
    public int entitlements;

    private final LocalDate today = LocalDate.of(2026, 11, 22);
    private @Nullable Rulebook rulebook;
    private @Nullable Review review;

    /** Loads the examples and adds entitlements. */
    @Setup
    public void load() throws IOException {
        Rulebook base = Rulebooks.load(Path.of("profiles"), Path.of("profiles/policies/examples"));
        List<Entitlement> all = new ArrayList<>(base.catalogue().entries());
        Entitlement like = base.catalogue()
                .find(new EntitlementId("security.memory-lock", ""))
                .orElseThrow();
        for (int i = all.size(); i < entitlements; i++) {
            all.add(new Entitlement(
                    new EntitlementId("extra.number-" + i, ""),
                    "",
                    false,
                    like.scope(),
                    false,
                    like.argument(),
                    List.of(),
                    Grants.NONE,
                    Confinement.NONE,
                    like.podSecurityLevel(),
                    like.documentation()));
        }
        Catalogue catalogue = Catalogue.of(all, base.catalogue().reference());
        List<EntitlementId> permitted =
                catalogue.entries().stream().map(Entitlement::id).toList();
        Bundle bundle = Bundle.of(catalogue, permitted, base.delivery());
        rulebook = new Rulebook(catalogue, base.policies(), bundle, base.delivery(), base.revision());
        review = ReviewReader.read(SampleReview.bytes(3)).fold(read -> read, issues -> {
            throw new IllegalStateException(issues.toString());
        });
    }

    /** Decide and patch, the review read before. */
    @Benchmark
    public ReviewAnswer decide() {
        return ReviewAdmission.mutate(
                Objects.requireNonNull(review),
                NamespaceFacts.labelled(Map.of()),
                today,
                Objects.requireNonNull(rulebook));
    }
}
