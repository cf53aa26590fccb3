package dev.entitlements.bench;

import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Compiles profiles: one, the bundle of the whole shipped catalogue, and that bundle's files for a node. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CompileBenchmark {
    private final List<EntitlementId> one = List.of(
            EntitlementId.parse("network.user").orElseThrow(),
            EntitlementId.parse("security.memory-lock").orElseThrow());
    private List<EntitlementId> everything = List.of();
    private @Nullable Catalogue catalogue;

    /** Loads the shipped catalogue. */
    @Setup
    public void load() throws IOException {
        Catalogue loaded = Rulebooks.load(Path.of("profiles"), Path.of("profiles/policies/examples"))
                .catalogue();
        everything = loaded.entries().stream().map(Entitlement::id).toList();
        catalogue = loaded;
    }

    /** One set of entitlements to one seccomp file for one architecture. */
    @Benchmark
    public String profile() {
        return SeccompJson.write(Bundle.modelFor(catalogue(), one).seccomp(), Architecture.AMD64);
    }

    /** Every combination of the whole catalogue to models and names: what a rulebook's load does. */
    @Benchmark
    public Bundle bundle() {
        return Bundle.of(catalogue(), everything, Delivery.AGENT);
    }

    /** The same, and every file for nodes of one architecture: what a node agent does when the rulebook changes. */
    @Benchmark
    public int files() {
        Bundle bundle = bundle();
        int length = bundle.seccomp().values().stream()
                .mapToInt(profile ->
                        SeccompJson.write(profile.model(), Architecture.AMD64).length())
                .sum();
        return length
                + bundle.appArmor().entrySet().stream()
                        .mapToInt(entry -> AppArmorText.write(entry.getValue().model(), entry.getKey())
                                .length())
                        .sum();
    }

    private Catalogue catalogue() {
        return Objects.requireNonNull(catalogue);
    }
}
