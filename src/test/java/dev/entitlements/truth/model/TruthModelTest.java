package dev.entitlements.truth.model;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.truth.TruthBundle;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model itself, which every truth test believes. */
class TruthModelTest {
    private static final RuntimeFacts FACTS = new RuntimeFacts(456, Verdict.ENOSYS);

    @ParameterizedTest
    @CsvSource({
        "'', read, ALLOWED",
        "'', ptrace, EPERM",
        "'', clone3, ENOSYS",
        "'', mseal, ENOSYS",
        "'', uretprobe, EPERM",
        "security.debug, ptrace, ALLOWED",
        "security.admin, clone3, ALLOWED",
        "security.memory-lock, mlock, ALLOWED",
        "network.user, mlock, EPERM"
    })
    void answersWhatTheGrantsSay(String granted, String name, Verdict expected) {
        TruthModel model = model(granted);

        assertThat(model.verdict(named(Abi.AMD64, name), FACTS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 0, ALLOWED",
        "'', 2, 0, EPERM",
        "'', 4294967297, 0, EPERM",
        "network.user, 2, 6, ALLOWED",
        "network.user, 16, 0, ALLOWED",
        "network.user, 16, 9, EPERM",
        "network.baseline, 16, 9, ALLOWED",
        "network.baseline, 38, 0, EPERM",
        "network.admin, 40, 0, EPERM"
    })
    void looksAtArguments(String granted, long family, long protocol, Verdict expected) {
        Call socket = named(Abi.AMD64, "socket").with(0, family).with(2, protocol);

        assertThat(model(granted).verdict(socket, FACTS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"network.user, I386, KILLED", "network.baseline, I386, ALLOWED", "network.user, ARM64, KILLED"})
    void shutsTheModesInWhichNoConditionOnSocketsHolds(String granted, Abi abi, Verdict expected) {
        assertThat(model(granted).verdict(named(abi, "read"), FACTS)).isEqualTo(expected);
    }

    @Test
    void everySetOfEntitlementsWithTheSameProfileMeansTheSame() {
        List<Call> calls = Stream.of(Abi.AMD64, Abi.I386)
                .flatMap(abi -> Calls.all(abi, CATALOGUE).stream())
                .toList();

        TruthBundle.BUNDLE.seccomp().forEach((name, profile) -> assertThat(profile.entitlements().stream()
                        .map(set -> TruthModel.of(CATALOGUE, set, Architecture.AMD64))
                        .map(model -> calls.stream()
                                .map(call -> model.verdict(call, FACTS))
                                .toList())
                        .distinct())
                .as(name)
                .hasSize(1));
    }

    @Test
    void profilesOfDifferentNamesMeanDifferentThings() {
        List<Call> calls = Calls.all(Abi.AMD64, CATALOGUE);

        assertThat(TruthBundle.BUNDLE.seccomp().values().stream()
                        .map(profile ->
                                TruthModel.of(CATALOGUE, profile.entitlements().get(0), Architecture.AMD64))
                        .map(model -> calls.stream()
                                .map(call -> model.verdict(call, FACTS))
                                .toList())
                        .distinct())
                .hasSize(TruthBundle.BUNDLE.seccomp().size());
    }

    private static TruthModel model(String granted) {
        return TruthModel.of(CATALOGUE, granted.isEmpty() ? List.of() : ids(granted), Architecture.AMD64);
    }

    private static Call named(Abi abi, String name) {
        return Call.harmless(abi, SyscallNumbers.number(abi, name).orElseThrow());
    }
}
