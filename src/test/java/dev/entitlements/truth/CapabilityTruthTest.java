package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.ContainerRuntime;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Machine;
import dev.entitlements.truth.runtime.OciRuntime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With exactly the granted capabilities, below the granted profile, each capability's operation works or is refused. */
@Tag("truth")
class CapabilityTruthTest {
    private static final String WHAT = "capabilities";
    private static final Set<String> REFUSALS = Set.of("EPERM", "EACCES");

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void everyCapabilityWorksWhereItIsGrantedAndNowhereElse(String name) {
        holdsOn(OciRuntime.named(WHAT, name), LibseccompFacts.of(WHAT, name));
    }

    /** Tries every operation on this runtime. */
    static void holdsOn(ContainerRuntime runtime, RuntimeFacts facts) {
        ContainerSpec plain = CapabilityOperations.container();
        long start = System.nanoTime();
        Set<Capability> judged = judged(runtime, plain);
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<List<EntitlementId>, String> grants : distinctGrants().entrySet()) {
            Set<Capability> held = capabilities(grants.getKey());
            held.retainAll(Machine.capabilities());
            TruthModel model = TruthModel.of(CATALOGUE, grants.getKey(), Architecture.AMD64);
            Map<Capability, String> results = CapabilityOperations.tried(
                    runtime, plain.withCapabilities(held).withSeccomp(TruthBundle.file(grants.getValue())));
            for (Capability capability : judged) {
                boolean expected = CapabilityOperations.isHeld(capability, held) && isAllowed(capability, model, facts);
                String result = results.getOrDefault(capability, "nothing");
                if (expected ? !result.equals("OK") : !REFUSALS.contains(result)) {
                    wrong.add(grants.getKey() + ": " + capability + " must " + (expected ? "work" : "be refused")
                            + ", is " + result);
                }
            }
            rows += judged.size();
        }
        Tally.RUN.rows(runtime.name(), rows, wrong.size());
        Tally.RUN.seconds(WHAT + " on " + runtime.name(), (System.nanoTime() - start) / 1e9);

        assertThat(wrong).isEmpty();
        // whatever else the kernel does not tell apart here, it must tell apart what the catalogue grants
        assertThat(judged).containsAll(grantedByAny(runtime, plain));
    }

    /**
     * The capabilities whose operation works with every capability and is refused without any, both without a filter:
     * of the others this machine cannot say anything.
     */
    private static Set<Capability> judged(ContainerRuntime runtime, ContainerSpec plain) {
        Map<Capability, String> with =
                CapabilityOperations.tried(runtime, plain.withCapabilities(Machine.capabilities()));
        Map<Capability, String> without = CapabilityOperations.tried(runtime, plain);
        CapabilityOperations.WITHOUT_OPERATION.forEach(
                (capability, why) -> Tally.RUN.limit("capability " + capability, why));
        Set<Capability> judged = EnumSet.noneOf(Capability.class);
        with.forEach((capability, result) -> {
            String bare = without.getOrDefault(capability, "nothing");
            if (result.equals("OK") && REFUSALS.contains(bare)) {
                judged.add(capability);
            } else {
                Tally.RUN.limit(
                        "capability " + capability, "with all capabilities " + result + ", without any " + bare);
            }
        });
        return judged;
    }

    /** What the catalogue grants and this machine has, but what its kernel was built without. */
    private static Set<Capability> grantedByAny(ContainerRuntime runtime, ContainerSpec plain) {
        Set<Capability> granted = EnumSet.noneOf(Capability.class);
        CATALOGUE.entries().forEach(entry -> granted.addAll(entry.grants().capabilities()));
        granted.removeAll(CapabilityOperations.WITHOUT_OPERATION.keySet());
        granted.retainAll(Machine.capabilities());
        CapabilityOperations.tried(runtime, plain.withCapabilities(Machine.capabilities())).entrySet().stream()
                .filter(entry -> entry.getValue().equals("ENOSYS"))
                .forEach(entry -> granted.remove(entry.getKey()));
        return granted;
    }

    private static boolean isAllowed(Capability capability, TruthModel model, RuntimeFacts facts) {
        Call call = CapabilityOperations.call(capability);
        return call == null || model.verdict(call, facts) == Verdict.ALLOWED;
    }

    /** Of the sets of entitlements that have a profile, one for each profile and set of capabilities. */
    private static Map<List<EntitlementId>, String> distinctGrants() {
        Map<String, List<EntitlementId>> distinct = new TreeMap<>();
        Map<List<EntitlementId>, String> grants = new LinkedHashMap<>();
        for (Map.Entry<String, BundledProfile<SeccompModel>> entry :
                TruthBundle.BUNDLE.seccomp().entrySet()) {
            for (List<EntitlementId> set : entry.getValue().entitlements()) {
                distinct.putIfAbsent(entry.getKey() + capabilities(set), set);
            }
        }
        distinct.forEach((key, set) -> grants.put(set, key.substring(0, key.indexOf('['))));
        return grants;
    }

    private static Set<Capability> capabilities(List<EntitlementId> granted) {
        Set<Capability> held = EnumSet.noneOf(Capability.class);
        granted.forEach(id -> held.addAll(CATALOGUE.grants(id).capabilities()));
        return held;
    }
}
